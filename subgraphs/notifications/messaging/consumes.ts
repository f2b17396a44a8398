import type { Envelope } from '#contracts/envelope.ts';
import type { MessageContract } from '#contracts/message-contract.ts';
import { orderCancelled, orderCompleted, orderPlaced } from '#contracts/orders.ts';
import { paymentAuthorized } from '#contracts/payments.ts';
import { userRegistered } from '#contracts/users.ts';
import { type Consumer, consumerOf } from '#platform/messaging/consumer.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import { notify, type ToNotify } from '../inbox/notify.ts';
import { orderCancelledText, orderCompletedText, orderPaidText, orderPlacedText, welcome } from '../inbox/templates.ts';

/** What a customer hears of. */
export function consumes(outbox: Outbox): Consumer[] {
  const tell = <Data>(contract: MessageContract<Data>, what: (data: Data) => Omit<ToNotify, 'cause'>) =>
    consumerOf(contract, {
      apply: (tx, message: Envelope<Data>) => notify(tx, outbox, { ...what(message.data), cause: message }),
    });
  return [
    tell(userRegistered, ({ userId, name }) => ({ userId, text: welcome(name) })),
    tell(orderPlaced, ({ customerId, orderId }) => ({ userId: customerId, orderId, text: orderPlacedText })),
    tell(paymentAuthorized, ({ customerId, orderId }) => ({ userId: customerId, orderId, text: orderPaidText })),
    tell(orderCompleted, ({ customerId, orderId }) => ({ userId: customerId, orderId, text: orderCompletedText })),
    tell(orderCancelled, ({ customerId, orderId, status }) => ({
      userId: customerId,
      orderId,
      text: orderCancelledText(status),
    })),
  ];
}
