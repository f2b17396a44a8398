import { z } from 'zod';
import { defineMessage } from './message-contract.ts';
import { money, productQuantity } from './values.ts';

export const orderStatus = z.enum([
  'PENDING',
  'AWAITING_PAYMENT',
  'AWAITING_SHIPMENT',
  'COMPLETED',
  'CANCELLED_NO_STOCK',
  'PAYMENT_FAILED',
  'CANCELLED',
  'SHIPMENT_FAILED',
]);

export const paymentStatus = z.enum([
  'UNPAID',
  'AUTHORIZED',
  'CAPTURED',
  'VOIDED',
  'FAILED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
]);

/** Aggregate: the order. */
export const orderPlaced = defineMessage('orders.order-placed.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  lines: z.array(productQuantity.extend({ name: z.string(), unitPrice: money })),
  /** What is to be paid: lines, less the discount, and shipping and tax. */
  total: money,
  /** What the total is made of; orders from before promotions, tax and shipping cost have none. */
  breakdown: z.object({ subtotal: money, discount: money, shipping: money, tax: money }).optional(),
});

/** Aggregate: the order. One for every event of the order, the first included; what live updates are made of. */
export const orderUpdated = defineMessage('orders.order-updated.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  status: orderStatus,
  paymentStatus,
});

/** Aggregate: the order. Shipped and captured. */
export const orderCompleted = defineMessage('orders.order-completed.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  total: money,
});

/** Aggregate: the order. It ended without being fulfilled; `status` says how. */
export const orderCancelled = defineMessage('orders.order-cancelled.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  status: z.enum(['CANCELLED_NO_STOCK', 'PAYMENT_FAILED', 'CANCELLED', 'SHIPMENT_FAILED']),
});

/**
 * Aggregate: the order. It belongs to another customer now: a guest has signed in. Follows whatever the former one was told
 * of the order, and what comes after it names the new one.
 */
export const orderAttached = defineMessage('orders.order-attached.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  formerCustomerId: z.uuid(),
});

/** Aggregate: the order. Its customer gives lines back and gets `amount` for them. */
export const itemsReturned = defineMessage('orders.items-returned.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  returnId: z.uuid(),
  lines: z.array(productQuantity).min(1),
  amount: money,
});
