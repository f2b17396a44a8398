import type { Envelope } from '#contracts/envelope.ts';
import type { MessageContract } from '#contracts/message-contract.ts';
import { itemsReturned, orderAttached, orderCancelled, orderCompleted, orderPlaced } from '#contracts/orders.ts';
import { paymentAuthorized, paymentRefunded } from '#contracts/payments.ts';
import { parcelTracked } from '#contracts/shipping.ts';
import { userRegistered } from '#contracts/users.ts';
import { type Consumer, consumerOf } from '#platform/messaging/consumer.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import { attachOrder } from '../inbox/attached-orders.ts';
import { notify, type ToNotify } from '../inbox/notify.ts';
import {
  itemsReturnedText,
  type NotificationText,
  orderCancelledText,
  orderCompletedText,
  orderPaidText,
  orderPlacedText,
  parcelDeliveredText,
  parcelDispatchedText,
  paymentRefundedText,
  welcome,
} from '../inbox/templates.ts';

/** What a customer hears of a parcel: that it left and that it came; where it is between is for those who look. */
function textOfStep(step: string, trackingNumber: string): NotificationText | undefined {
  if (step === 'DISPATCHED') return parcelDispatchedText(trackingNumber);
  return step === 'DELIVERED' ? parcelDeliveredText(trackingNumber) : undefined;
}

/** What a customer hears of. */
export function consumes(outbox: Outbox): Consumer[] {
  const tell = <Data>(contract: MessageContract<Data>, what: (data: Data) => Omit<ToNotify, 'cause'> | undefined) =>
    consumerOf(contract, {
      async apply(tx, message: Envelope<Data>) {
        const told = what(message.data);
        if (told !== undefined) await notify(tx, outbox, { ...told, cause: message });
      },
    });
  const tellOfOrder = <Data extends { orderId: string; customerId: string }>(
    contract: MessageContract<Data>,
    textOf: (data: Data) => NotificationText | undefined,
  ) =>
    tell(contract, (data) => {
      const text = textOf(data);
      return text && { userId: data.customerId, orderId: data.orderId, text };
    });
  return [
    tell(userRegistered, ({ userId, name }) => ({ userId, text: welcome(name) })),
    tellOfOrder(orderPlaced, () => orderPlacedText),
    tellOfOrder(paymentAuthorized, () => orderPaidText),
    tellOfOrder(orderCompleted, () => orderCompletedText),
    tellOfOrder(orderCancelled, ({ status }) => orderCancelledText(status)),
    tellOfOrder(parcelTracked, ({ step, trackingNumber }) => textOfStep(step, trackingNumber)),
    tellOfOrder(itemsReturned, ({ amount }) => itemsReturnedText(amount)),
    tellOfOrder(paymentRefunded, ({ amount }) => paymentRefundedText(amount)),
    consumerOf(orderAttached, { apply: (tx, message) => attachOrder(tx, message.data) }),
  ];
}
