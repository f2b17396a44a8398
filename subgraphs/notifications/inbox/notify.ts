import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { messageOf } from '../messaging/publishes.ts';
import { findNewCustomer } from './attached-orders.ts';
import { addNotification } from './notification-store.ts';
import type { NotificationText } from './templates.ts';

export interface ToNotify {
  /** Whom the event names. */
  userId: string;
  text: NotificationText;
  orderId?: string;
  /** The event that the user is told of. */
  cause: Envelope;
}

/** Puts a notification into a user's inbox, an order's into that of its customer now, and tells those who watch it. */
export async function notify(
  tx: Transaction,
  outbox: Outbox,
  { userId, text, orderId, cause }: ToNotify,
): Promise<void> {
  const newCustomer = orderId === undefined ? undefined : await findNewCustomer(tx, orderId);
  const notification = {
    id: uuidv7(),
    userId: newCustomer ?? userId,
    ...text,
    orderId: orderId ?? null,
    createdAt: new Date(cause.occurredAt),
    readAt: null,
  };
  await addNotification(tx, notification);
  await outbox.append(tx, [messageOf(notification, cause)]);
}
