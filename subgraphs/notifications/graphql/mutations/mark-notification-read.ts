import { unauthenticated } from '#platform/subgraph/errors.ts';
import { idOrNone, userError } from '#platform/subgraph/user-errors.ts';
import { markRead } from '../../inbox/notification-store.ts';
import type { MutationResolvers } from '../generated.ts';

export const markNotificationRead: NonNullable<MutationResolvers['markNotificationRead']> = async (
  _parent,
  { input },
  { viewer, database },
) => {
  if (viewer.kind !== 'user') throw unauthenticated();
  const notification = await markRead(database, idOrNone(input.id), viewer.id);
  if (notification === undefined) return userError('NotificationNotFound', 'There is no such notification.');
  return { __typename: 'MarkNotificationReadSuccess', notification };
};
