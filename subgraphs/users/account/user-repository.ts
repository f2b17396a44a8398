import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Role } from '#platform/security/viewer.ts';
import type { User } from './user.ts';

const COLUMNS = `id, email, name, roles, created_at AS "createdAt", version`;

/** Users by id, in no order; unknown ids are left out. */
export async function findUsers(database: Queryable, ids: readonly string[]): Promise<User[]> {
  const { rows } = await database.query<User>({
    name: 'users.find',
    text: `SELECT ${COLUMNS} FROM users WHERE id = ANY($1::uuid[])`,
    values: [ids],
  });
  return rows;
}

/**
 * The user, held until the transaction ends. Whatever touches a user's roles, password, sessions or addresses begins with
 * this lock: so there is one order of locks, and a session is never opened beside the change that ends all sessions.
 */
export async function lockUser(tx: Transaction, id: string): Promise<User | undefined> {
  const { rows } = await tx.query<User>({
    name: 'users.lock',
    text: `SELECT ${COLUMNS} FROM users WHERE id = $1 FOR NO KEY UPDATE`,
    values: [id],
  });
  return rows[0];
}

/** Like `lockUser` for several, in the order of their ids: so two that lock the same users wait for each other. */
export async function lockUsers(tx: Transaction, ids: readonly string[]): Promise<User[]> {
  const { rows } = await tx.query<User>({
    name: 'users.lock-several',
    text: `SELECT ${COLUMNS} FROM users WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    values: [ids],
  });
  return rows;
}

/** Adds a user; undefined when the id or the e-mail address is taken, be it by a transaction that committed just now. */
export async function insertUser(
  tx: Transaction,
  { id, email, name, roles }: Pick<User, 'id' | 'email' | 'name' | 'roles'>,
): Promise<User | undefined> {
  const { rows } = await tx.query<User>({
    name: 'users.insert',
    text: `INSERT INTO users (id, email, name, roles) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
    values: [id, email, name, roles],
  });
  return rows[0];
}

/** Gives the user another name; undefined when there is no such user. */
export async function renameUser(tx: Transaction, id: string, name: string): Promise<User | undefined> {
  const { rows } = await tx.query<User>({
    name: 'users.rename',
    text: `UPDATE users SET name = $2, version = version + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
    values: [id, name],
  });
  return rows[0];
}

/** Gives a locked user other roles. */
export async function updateRoles(tx: Transaction, user: User, roles: Role[]): Promise<User> {
  await tx.query({
    name: 'users.update-roles',
    text: `UPDATE users SET roles = $2, version = version + 1 WHERE id = $1`,
    values: [user.id, roles],
  });
  return { ...user, roles, version: user.version + 1 };
}

/** Takes versions for `count` events about a locked user, and gives the first of them. */
export async function takeVersions(tx: Transaction, id: string, count: number): Promise<number> {
  const { rows } = await tx.query<{ first: number }>({
    name: 'users.take-versions',
    text: `UPDATE users SET version = version + $2 WHERE id = $1 RETURNING version - $2 + 1 AS first`,
    values: [id, count],
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`there is no user ${id}`);
  return row.first;
}
