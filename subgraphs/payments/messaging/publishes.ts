import { newMessage } from '#contracts/new-message.ts';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentClosed,
  paymentDeclined,
  paymentRefunded,
  paymentRefundFailed,
  paymentVoided,
} from '#contracts/payments.ts';
import { moneyToWire } from '#platform/subgraph/money.ts';
import type { OrderPayment } from '../order-payment/order-payment.ts';
import type { Refund } from '../refund/refund.ts';

/** What all envelopes about an order's payment have: they are in order by the order's id, and go on from its newest command. */
const about = ({ orderId, version, cause }: OrderPayment) => ({
  aggregateId: orderId,
  aggregateVersion: version,
  cause,
});

const dataOf = ({ orderId, customerId, amount }: OrderPayment, paymentId: string) => ({
  orderId,
  customerId,
  paymentId,
  amount: moneyToWire(amount),
});

/** Every message that leaves this service, by the name of what has happened. `order` is as it is after that. */
export const publishes = {
  authorized: (order: OrderPayment, paymentId: string) =>
    newMessage(paymentAuthorized, { ...about(order), data: dataOf(order, paymentId) }),

  declined: (order: OrderPayment, paymentId: string, reason: string, final: boolean) =>
    newMessage(paymentDeclined, { ...about(order), data: { ...dataOf(order, paymentId), reason, final } }),

  closed: (order: OrderPayment) => {
    const { orderId, customerId } = order;
    return newMessage(paymentClosed, { ...about(order), data: { orderId, customerId } });
  },

  captured: (order: OrderPayment, paymentId: string) =>
    newMessage(paymentCaptured, { ...about(order), data: dataOf(order, paymentId) }),

  /** @param paymentId the payment that was given back; undefined where nothing was held */
  voided: (order: OrderPayment, paymentId: string | undefined) => {
    const { orderId, customerId } = order;
    const data = { orderId, customerId, ...(paymentId === undefined ? {} : { paymentId }) };
    return newMessage(paymentVoided, { ...about(order), data });
  },

  /** It goes on from the refund's command: others may be under way. */
  refunded: (order: OrderPayment, { id: refundId, paymentId, amount, cause }: Refund) => {
    const data = { ...dataOf(order, paymentId), amount: moneyToWire(amount), refundId };
    return newMessage(paymentRefunded, { ...about(order), cause, data });
  },

  refundFailed: (order: OrderPayment, refund: Pick<Refund, 'id' | 'amount' | 'cause'>, reason: string) => {
    const { orderId, customerId } = order;
    const { id: refundId, amount, cause } = refund;
    const data = { orderId, customerId, refundId, amount: moneyToWire(amount), reason };
    return newMessage(paymentRefundFailed, { ...about(order), cause, data });
  },
};
