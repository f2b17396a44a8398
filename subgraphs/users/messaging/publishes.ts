import { newMessage } from '#contracts/new-message.ts';
import { guestAdopted, sessionRevoked, userRegistered, userUpdated } from '#contracts/users.ts';
import type { User } from '../account/user.ts';

/** Every message that this subgraph sends; the user, or the guest whose session ends, is the aggregate of them all. */
export const publishes = {
  userRegistered: ({ id, version, email, name }: User) =>
    newMessage(userRegistered, { aggregateId: id, aggregateVersion: version, data: { userId: id, email, name } }),

  userUpdated: ({ id, version, email, name, roles }: User) =>
    newMessage(userUpdated, { aggregateId: id, aggregateVersion: version, data: { userId: id, email, name, roles } }),

  sessionRevoked: (userId: string, sessionId: string, version: number) =>
    newMessage(sessionRevoked, { aggregateId: userId, aggregateVersion: version, data: { userId, sessionId } }),

  guestAdopted: (userId: string, guestId: string, version: number) =>
    newMessage(guestAdopted, { aggregateId: userId, aggregateVersion: version, data: { userId, guestId } }),
};
