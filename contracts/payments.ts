import { z } from 'zod';
import { defineMessage } from './message-contract.ts';
import { money } from './values.ts';

/** Command. Aggregate: the order. From now on the customer may authorise this amount, once. */
export const openPayment = defineMessage('payments.open-payment.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  amount: money,
});

/**
 * Command. Aggregate: the order. Takes no further attempt, unless one has succeeded or is under way; answered by
 * payment-closed, or by the attempt's own outcome.
 */
export const closePayment = defineMessage('payments.close-payment.v1', { orderId: z.uuid() });

/** Command. Aggregate: the order. Takes the authorised amount. */
export const capturePayment = defineMessage('payments.capture-payment.v1', { orderId: z.uuid() });

/** Command. Aggregate: the order. Gives an authorisation back and refuses further ones; answered by payment-voided. */
export const voidPayment = defineMessage('payments.void-payment.v1', { orderId: z.uuid() });

/**
 * Command. Aggregate: the order. Gives back a part of what was captured, or all of it; `refundId` stands for this one refund
 * for ever. Answered by payment-refunded or payment-refund-failed.
 */
export const refundPayment = defineMessage('payments.refund-payment.v1', {
  orderId: z.uuid(),
  refundId: z.uuid(),
  amount: money,
});

const payment = { orderId: z.uuid(), customerId: z.uuid(), paymentId: z.uuid(), amount: money };

/** Aggregate: the order's payment. */
export const paymentAuthorized = defineMessage('payments.payment-authorized.v1', payment);

/** Aggregate: the order's payment. With `final` no further attempt is taken. */
export const paymentDeclined = defineMessage('payments.payment-declined.v1', {
  ...payment,
  reason: z.string(),
  final: z.boolean(),
});

/** Aggregate: the order's payment. It was not paid, and can no longer be. */
export const paymentClosed = defineMessage('payments.payment-closed.v1', { orderId: z.uuid(), customerId: z.uuid() });

/** Aggregate: the order's payment. */
export const paymentCaptured = defineMessage('payments.payment-captured.v1', payment);

/** Aggregate: the order's payment. `paymentId` only where there was an authorisation to give back. */
export const paymentVoided = defineMessage('payments.payment-voided.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  paymentId: z.uuid().optional(),
});

/** Aggregate: the order's payment. `amount` was given back now. */
export const paymentRefunded = defineMessage('payments.payment-refunded.v1', { ...payment, refundId: z.uuid() });

/** Aggregate: the order's payment. Nothing was given back, and will not be: a person has to look at it. */
export const paymentRefundFailed = defineMessage('payments.payment-refund-failed.v1', {
  orderId: z.uuid(),
  customerId: z.uuid(),
  refundId: z.uuid(),
  amount: money,
  reason: z.string(),
});
