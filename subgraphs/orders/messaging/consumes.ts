import type { MessageContract } from '#contracts/message-contract.ts';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentClosed,
  paymentDeclined,
  paymentRefunded,
  paymentRefundFailed,
  paymentVoided,
} from '#contracts/payments.ts';
import { stockReservationFailed, stockReserved, stockReturned } from '#contracts/products.ts';
import { shipmentCompleted, shipmentFailed, shipmentInitiated } from '#contracts/shipping.ts';
import { guestAdopted } from '#contracts/users.ts';
import { type Consumer, consumerOf } from '#platform/messaging/consumer.ts';
import type { Advance } from '../checkout/advance.ts';
import { mergeLines } from '../checkout/price-lines.ts';
import type { AdoptGuest } from '../guest/adopt-guest.ts';
import type { OrderCommand } from '../order/order-commands.ts';

export interface ConsumesParts {
  advance: Advance;
  adoptGuest: AdoptGuest;
  /** How long stock is held for an order that is not paid. */
  paymentSeconds: number;
}

/** Every message that this service consumes: what the others have to say about an order, and whose a guest's orders are. */
export function consumes({ advance, adoptGuest, paymentSeconds }: ConsumesParts): Consumer[] {
  function tell<Data extends { orderId: string }>(
    contract: MessageContract<Data>,
    commandOf: (data: Data) => OrderCommand,
  ): Consumer {
    return consumerOf(contract, {
      async apply(tx, message) {
        const { orderId } = message.data;
        const advanced = await advance(tx, orderId, commandOf(message.data), message);
        if (!advanced.ok) throw new Error(`${contract.type} for order ${orderId}: ${advanced.reason}`);
      },
    });
  }

  return [
    tell(stockReserved, () => ({ type: 'RecordStockReserved', paymentSeconds })),
    tell(stockReservationFailed, ({ shortages }) => ({ type: 'RecordStockReservationFailed', shortages })),
    tell(stockReturned, ({ returnId }) => ({ type: 'RecordStockReturned', returnId })),
    tell(paymentAuthorized, ({ paymentId }) => ({ type: 'RecordPaymentAuthorized', paymentId })),
    tell(paymentDeclined, ({ final }) => ({ type: 'RecordPaymentDeclined', final })),
    tell(paymentClosed, () => ({ type: 'RecordPaymentClosed' })),
    tell(paymentCaptured, () => ({ type: 'RecordPaymentCaptured' })),
    tell(paymentVoided, ({ paymentId }) => ({ type: 'RecordPaymentVoided', paymentId })),
    tell(paymentRefunded, ({ refundId, amount }) => ({ type: 'RecordPaymentRefunded', refundId, amount })),
    tell(paymentRefundFailed, ({ refundId, reason }) => ({ type: 'RecordPaymentRefundFailed', refundId, reason })),
    tell(shipmentInitiated, ({ shipmentId, trackingNumber }) => ({
      type: 'RecordShipmentInitiated',
      shipmentId,
      trackingNumber,
    })),
    tell(shipmentCompleted, ({ shipmentId, trackingNumber, undelivered = [] }) => ({
      type: 'RecordShipmentCompleted',
      shipmentId,
      trackingNumber,
      undelivered: mergeLines(undelivered),
    })),
    tell(shipmentFailed, ({ shipmentId, reason }) => ({ type: 'RecordShipmentFailed', shipmentId, reason })),
    consumerOf(guestAdopted, adoptGuest),
  ];
}
