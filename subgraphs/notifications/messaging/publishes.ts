import type { Envelope } from '#contracts/envelope.ts';
import { newMessage } from '#contracts/new-message.ts';
import { notificationCreated } from '#contracts/notifications.ts';
import type { Notification } from '../inbox/notification.ts';

/** Every event that this service publishes. */
export const publishes = [notificationCreated];

export function messageOf(notification: Notification, cause: Envelope): Envelope {
  const { id, userId, kind, title, body, orderId, createdAt } = notification;
  const about = orderId === null ? {} : { orderId };
  const shown = { id, kind, title, body, ...about, createdAt: createdAt.toISOString() };
  return newMessage(notificationCreated, {
    aggregateId: id,
    aggregateVersion: 1,
    data: { userId, notification: shown },
    cause,
  });
}
