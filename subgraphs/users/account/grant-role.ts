import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Role } from '#platform/security/viewer.ts';
import { findCredentialByEmail } from '../credential/credential-repository.ts';
import { replaceRoles } from './set-roles.ts';
import type { User } from './user.ts';
import { lockUser } from './user-repository.ts';

/** Adds a role to those of an account; undefined when nobody has this e-mail address (in lower case). */
export async function grantRole(
  database: Database,
  outbox: Outbox,
  email: string,
  role: Role,
): Promise<{ user: User; ended: number } | undefined> {
  return database.transaction(async (tx) => {
    const credential = await findCredentialByEmail(tx, email);
    const user = credential === undefined ? undefined : await lockUser(tx, credential.userId);
    if (user === undefined) return undefined;
    if (user.roles.includes(role)) return { user, ended: 0 };
    return replaceRoles(tx, outbox, user, [...user.roles, role]);
  });
}
