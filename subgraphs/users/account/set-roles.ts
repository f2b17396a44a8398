import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import type { Role } from '#platform/security/viewer.ts';
import { publishes } from '../messaging/publishes.ts';
import { endSessions } from '../session/end-sessions.ts';
import type { UsersParts } from '../users-parts.ts';
import { decideRoles, type SetRoles } from './decide-roles.ts';
import type { User } from './user.ts';
import { lockUsers, updateRoles } from './user-repository.ts';

export type RolesSet =
  | { kind: 'set'; user: User }
  | { kind: 'not-an-admin' }
  | { kind: 'user-not-found' }
  | { kind: 'refused'; reason: string };

/**
 * Gives a locked user other roles and ends all sessions: an access token carries the roles of the time it was signed.
 * Gives the user as it is now and the number of ended sessions.
 */
export async function replaceRoles(
  tx: Transaction,
  outbox: Outbox,
  user: User,
  roles: Role[],
): Promise<{ user: User; ended: number }> {
  const updated = await updateRoles(tx, user, roles);
  await outbox.append(tx, [publishes.userUpdated(updated)]);
  return { user: updated, ended: await endSessions(tx, outbox, user.id) };
}

/**
 * Replaces a user's roles on an admin's wish. Both are locked, and the admin has to be one still: of two admins who take
 * the role from each other at once, one stays.
 */
export function setRoles({ database, outbox }: UsersParts, command: SetRoles): Promise<RolesSet> {
  return database.transaction(async (tx) => {
    const locked = await lockUsers(tx, [command.adminId, command.userId]);
    const admin = locked.find(({ id }) => id === command.adminId);
    if (admin?.roles.includes('ADMIN') !== true) return { kind: 'not-an-admin' };
    const user = locked.find(({ id }) => id === command.userId);
    if (user === undefined) return { kind: 'user-not-found' };
    const decision = decideRoles(command, user.roles);
    if (decision.kind === 'refused') return decision;
    if (decision.kind === 'unchanged') return { kind: 'set', user };
    const replaced = await replaceRoles(tx, outbox, user, decision.roles);
    return { kind: 'set', user: replaced.user };
  });
}
