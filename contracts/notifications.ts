import { z } from 'zod';
import { defineMessage } from './message-contract.ts';

/** Aggregate: the notification. Carries all that a live update shows, so that nobody has to ask for it again. */
export const notificationCreated = defineMessage('notifications.notification-created.v1', {
  userId: z.uuid(),
  notification: z.object({
    id: z.uuid(),
    kind: z.enum([
      'WELCOME',
      'ORDER_PLACED',
      'ORDER_PAID',
      'ORDER_COMPLETED',
      'ORDER_CANCELLED',
      'PARCEL_DISPATCHED',
      'PARCEL_DELIVERED',
      'ITEMS_RETURNED',
      'PAYMENT_REFUNDED',
    ]),
    title: z.string(),
    body: z.string(),
    orderId: z.uuid().optional(),
    createdAt: z.iso.datetime(),
  }),
});
