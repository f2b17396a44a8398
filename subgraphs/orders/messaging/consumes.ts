import type { MessageContract } from '#contracts/message-contract.ts';
import {
  paymentAuthorized,
  paymentCaptured,
  paymentClosed,
  paymentDeclined,
  paymentRefunded,
  paymentVoided,
} from '#contracts/payments.ts';
import { stockReservationFailed, stockReserved } from '#contracts/products.ts';
import { shipmentCompleted, shipmentFailed, shipmentInitiated } from '#contracts/shipping.ts';
import { type Consumer, consumerOf } from '#platform/messaging/consumer.ts';
import type { Advance } from '../checkout/advance.ts';
import type { OrderCommand } from '../order/order-commands.ts';

/** Every message that this service consumes: what the others have to say about an order. */
export function consumes(advance: Advance): Consumer[] {
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
    tell(stockReserved, () => ({ type: 'RecordStockReserved' })),
    tell(stockReservationFailed, ({ shortages }) => ({ type: 'RecordStockReservationFailed', shortages })),
    tell(paymentAuthorized, ({ paymentId }) => ({ type: 'RecordPaymentAuthorized', paymentId })),
    tell(paymentDeclined, ({ final }) => ({ type: 'RecordPaymentDeclined', final })),
    tell(paymentClosed, () => ({ type: 'RecordPaymentClosed' })),
    tell(paymentCaptured, () => ({ type: 'RecordPaymentCaptured' })),
    tell(paymentVoided, ({ paymentId }) => ({ type: 'RecordPaymentVoided', paymentId })),
    tell(paymentRefunded, ({ amount }) => ({ type: 'RecordPaymentRefunded', amount })),
    tell(shipmentInitiated, ({ shipmentId, trackingNumber }) => ({
      type: 'RecordShipmentInitiated',
      shipmentId,
      trackingNumber,
    })),
    tell(shipmentCompleted, ({ shipmentId, trackingNumber }) => ({
      type: 'RecordShipmentCompleted',
      shipmentId,
      trackingNumber,
    })),
    tell(shipmentFailed, ({ shipmentId, reason }) => ({ type: 'RecordShipmentFailed', shipmentId, reason })),
  ];
}
