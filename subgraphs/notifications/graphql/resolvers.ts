import { DateTime } from '#platform/subgraph/scalars.ts';
import type { Resolvers } from './generated.ts';
import { markNotificationRead } from './mutations/mark-notification-read.ts';
import { notificationConnection, notificationsOfUser } from './types/notification-connection.ts';

/** Subscription has none: the gateway makes live updates out of events. */
export const resolvers: Resolvers = {
  DateTime,
  Mutation: { markNotificationRead },
  User: {
    __resolveReference: ({ id }) => ({ __typename: 'User', id }),
    notifications: notificationsOfUser,
  },
  Notification: {
    __resolveReference: ({ id }, { loaders }) => loaders.notification.load(id),
    order: ({ orderId }) => (orderId === null ? null : { __typename: 'Order', id: orderId }),
  },
  NotificationConnection: notificationConnection,
};
