import { z } from 'zod';
import type { UserViewer } from '#platform/security/viewer.ts';
import type { User } from '../account/user.ts';
import { lockUser } from '../account/user-repository.ts';
import { endSessions } from '../session/end-sessions.ts';
import type { UsersParts } from '../users-parts.ts';
import { findCredential, replacePassword } from './credential-repository.ts';
import { newPasswordInput, triedPasswordInput } from './passwords.ts';

export const changePasswordInput = z.object({ currentPassword: triedPasswordInput, newPassword: newPasswordInput });

export type PasswordChange =
  | { kind: 'changed'; user: User }
  | { kind: 'invalid-credentials' }
  | { kind: 'too-many-attempts'; retryAfterSeconds: number };

/** Replaces the viewer's password and ends every session but the viewer's: whoever else was signed in is out. */
export async function changePassword(
  { database, outbox, passwords, limits }: UsersParts,
  viewer: UserViewer,
  { currentPassword, newPassword }: z.infer<typeof changePasswordInput>,
): Promise<PasswordChange> {
  const retryAfterSeconds = await limits.takePasswordChange(viewer.id);
  if (retryAfterSeconds > 0) return { kind: 'too-many-attempts', retryAfterSeconds };
  const credential = await findCredential(database, viewer.id);
  const matches = await passwords.matches(currentPassword, credential?.passwordHash);
  if (!matches || credential === undefined) return { kind: 'invalid-credentials' };
  const passwordHash = await passwords.hash(newPassword);
  const user = await database.transaction(async (tx) => {
    const locked = await lockUser(tx, viewer.id);
    if (locked === undefined || !(await replacePassword(tx, credential, passwordHash))) return undefined;
    await endSessions(tx, outbox, viewer.id, { except: viewer.sessionId });
    return locked;
  });
  if (user === undefined) return { kind: 'invalid-credentials' };
  await limits.forgetPasswordChanges(viewer.id);
  return { kind: 'changed', user };
}
