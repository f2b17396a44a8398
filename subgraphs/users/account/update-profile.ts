import { z } from 'zod';
import { publishes } from '../messaging/publishes.ts';
import type { UsersParts } from '../users-parts.ts';
import { nameInput, type User } from './user.ts';
import { renameUser } from './user-repository.ts';

export const updateProfileInput = z.object({ name: nameInput });

/** Changes what others see of a user; undefined when there is no such user. */
export function updateProfile(
  { database, outbox }: UsersParts,
  userId: string,
  { name }: z.infer<typeof updateProfileInput>,
): Promise<User | undefined> {
  return database.transaction(async (tx) => {
    const user = await renameUser(tx, userId, name);
    if (user !== undefined) await outbox.append(tx, [publishes.userUpdated(user)]);
    return user;
  });
}
