import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { messageOf } from '../messaging/publishes.ts';
import { addNotification } from './notification-store.ts';
import type { NotificationText } from './templates.ts';

export interface ToNotify {
  userId: string;
  text: NotificationText;
  orderId?: string;
  /** The event that the user is told of. */
  cause: Envelope;
}

/** Puts a notification into a user's inbox and tells those who watch it. */
export async function notify(
  tx: Transaction,
  outbox: Outbox,
  { userId, text, orderId, cause }: ToNotify,
): Promise<void> {
  const notification = {
    id: uuidv7(),
    userId,
    ...text,
    orderId: orderId ?? null,
    createdAt: new Date(cause.occurredAt),
    readAt: null,
  };
  await addNotification(tx, notification);
  await outbox.append(tx, [messageOf(notification, cause)]);
}
