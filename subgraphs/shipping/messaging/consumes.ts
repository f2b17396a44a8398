import { v7 as uuidv7 } from 'uuid';
import { cancelShipment, shipOrder } from '#contracts/shipping.ts';
import { type Consumer, consumerOf } from '#platform/messaging/consumer.ts';
import { addShipment, requestCancellation } from '../shipment/shipment-store.ts';

/** @param askCarrier called when the carrier is to be asked now */
export function consumes(askCarrier: () => void): Consumer[] {
  return [
    consumerOf(shipOrder, {
      async apply(tx, { data: { orderId, customerId, address, items } }) {
        const { state, ...rest } = address;
        await addShipment(tx, { id: uuidv7(), orderId, customerId, address: { ...rest, state }, items });
        tx.afterCommit(askCarrier);
      },
    }),
    consumerOf(cancelShipment, {
      async apply(tx, { data: { orderId } }) {
        // The command to ship goes before this one, in order: an order without a shipment is a fault of ours.
        if (!(await requestCancellation(tx, orderId))) throw new Error(`order ${orderId} has no shipment to cancel`);
        tx.afterCommit(askCarrier);
      },
    }),
  ];
}
