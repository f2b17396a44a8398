import { z } from 'zod';
import { type Connection, connectionOf, pageOf } from '#platform/subgraph/connection.ts';
import type { Notification } from '../../inbox/notification.ts';
import { countUnread, listNotifications } from '../../inbox/notification-store.ts';
import type { NotificationConnectionResolvers, UserResolvers } from '../generated.ts';

/** A page of a user's notifications. */
export interface NotificationConnectionOf extends Connection<Notification> {
  userId: string;
}

const sortKey = z.tuple([z.uuid()]);

/** Nobody reads another one's inbox, staff neither. */
export const notificationsOfUser: NonNullable<UserResolvers['notifications']> = async (user, args, context) => {
  const { viewer, database } = context;
  const page = pageOf(args, sortKey);
  if (viewer.kind !== 'user' || viewer.id !== user.id) return null;
  const rows = await listNotifications(database, viewer.id, page);
  return { ...connectionOf(rows, page.first, ({ id }) => [id]), userId: viewer.id };
};

export const notificationConnection: NotificationConnectionResolvers = {
  unreadCount: ({ userId }, _args, { database }) => countUnread(database, userId),
};
