import type { Queryable, Transaction } from '#platform/postgres/database.ts';

export interface Credential {
  userId: string;
  passwordHash: string;
}

const COLUMNS = `c.user_id AS "userId", c.password_hash AS "passwordHash"`;

/** What the owner of an e-mail address (in lower case) signs in with. */
export async function findCredentialByEmail(database: Queryable, email: string): Promise<Credential | undefined> {
  const { rows } = await database.query<Credential>({
    name: 'credentials.find-by-email',
    text: `SELECT ${COLUMNS} FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.email = $1`,
    values: [email],
  });
  return rows[0];
}

/** What a user signs in with. */
export async function findCredential(database: Queryable, userId: string): Promise<Credential | undefined> {
  const { rows } = await database.query<Credential>({
    name: 'credentials.find',
    text: `SELECT ${COLUMNS} FROM credentials c WHERE c.user_id = $1`,
    values: [userId],
  });
  return rows[0];
}

/** Stores a new user's password. */
export async function insertCredential(tx: Transaction, userId: string, passwordHash: string): Promise<void> {
  await tx.query({
    name: 'credentials.insert',
    text: `INSERT INTO credentials (user_id, password_hash) VALUES ($1, $2)`,
    values: [userId, passwordHash],
  });
}

/** Stores another password; false when `before` has been replaced already. */
export async function replacePassword(tx: Transaction, before: Credential, passwordHash: string): Promise<boolean> {
  const updated = await tx.query({
    name: 'credentials.replace',
    text: `UPDATE credentials SET password_hash = $3, changed_at = now() WHERE user_id = $1 AND password_hash = $2`,
    values: [before.userId, before.passwordHash, passwordHash],
  });
  return updated.rowCount === 1;
}
