import { randomBytes } from 'node:crypto';
import type { Role } from '#platform/security/viewer.ts';
import { findUsers, insertUser } from '../account/user-repository.ts';
import { insertCredential } from '../credential/credential-repository.ts';
import { publishes } from '../messaging/publishes.ts';
import type { UsersParts } from '../users-parts.ts';
import { demoAccounts, demoReviewers } from './demo-accounts.ts';

const all: { id: string; email: string; name: string; roles: readonly Role[]; password?: string }[] = [
  ...demoAccounts,
  ...demoReviewers.map((reviewer) => ({ ...reviewer, roles: ['CUSTOMER'] as const })),
];

/** Makes the demo accounts that are not there yet. Safe to run at every start, in many processes at once. */
export async function insertDemoAccounts({ database, outbox, passwords }: UsersParts): Promise<void> {
  const present = await findUsers(
    database,
    all.map(({ id }) => id),
  );
  const missing = all.filter(({ id }) => !present.some((user) => user.id === id));
  for (const { id, email, name, roles, password } of missing) {
    const passwordHash = await passwords.hash(password ?? randomBytes(32).toString('base64url'));
    await database.transaction(async (tx) => {
      const user = await insertUser(tx, { id, email, name, roles: [...roles] });
      if (user === undefined) return;
      await insertCredential(tx, id, passwordHash);
      await outbox.append(tx, [publishes.userRegistered(user)]);
    });
  }
}
