import { orderAttached, orderCancelled } from '#contracts/orders.ts';
import { capturePayment, closePayment, openPayment, refundPayment, voidPayment } from '#contracts/payments.ts';
import { type Consumer, consumerOf } from '#platform/messaging/consumer.ts';
import { attachOrderPayment } from '../order-payment/attach-order-payment.ts';
import { captureOrderPayment } from '../order-payment/capture-order-payment.ts';
import { closeOrderPayment } from '../order-payment/close-order-payment.ts';
import { openOrderPayment } from '../order-payment/open-order-payment.ts';
import { insertEarlyEnd } from '../order-payment/order-payment-repository.ts';
import { voidOrderPayment } from '../order-payment/void-order-payment.ts';
import type { Recording } from '../payment/record-outcome.ts';
import { refundOrderPayment } from '../refund/refund-order-payment.ts';

/** Every message that comes into this service. */
export const paymentsConsumers = (recording: Recording): Consumer[] => [
  consumerOf(openPayment, { apply: (tx, message) => openOrderPayment(tx, recording, message) }),
  consumerOf(closePayment, { apply: (tx, message) => closeOrderPayment(tx, recording, message) }),
  consumerOf(capturePayment, { apply: (tx, message) => captureOrderPayment(tx, recording, message) }),
  consumerOf(voidPayment, { apply: (tx, message) => voidOrderPayment(tx, recording, message) }),
  consumerOf(refundPayment, { apply: (tx, message) => refundOrderPayment(tx, recording, message) }),
  consumerOf(orderAttached, { apply: (tx, { data }) => attachOrderPayment(tx, data) }),
  consumerOf(orderCancelled, {
    apply: (tx, { data: { orderId, customerId } }) => insertEarlyEnd(tx, orderId, customerId),
  }),
];
