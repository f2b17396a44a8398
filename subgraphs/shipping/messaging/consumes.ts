import { v7 as uuidv7 } from 'uuid';
import { orderAttached } from '#contracts/orders.ts';
import { cancelShipment, shipOrder } from '#contracts/shipping.ts';
import { type Consumer, consumerOf } from '#platform/messaging/consumer.ts';
import { addParcels, askAboutUndispatched } from '../parcel/parcel-store.ts';
import { splitIntoParcels } from '../parcel/split-into-parcels.ts';
import { addShipment, attachShipment, requestCancellation } from '../shipment/shipment-store.ts';

export interface Consuming {
  /** Units that go into one parcel. */
  maxUnits: number;
  /** Called when the carrier is to be asked now. */
  askCarrier(): void;
}

export function consumes({ maxUnits, askCarrier }: Consuming): Consumer[] {
  return [
    consumerOf(shipOrder, {
      async apply(tx, { data: { orderId, customerId, address, items } }) {
        const { state, ...rest } = address;
        const id = uuidv7();
        if (!(await addShipment(tx, { id, orderId, customerId, address: { ...rest, state } }))) return;
        await addParcels(tx, id, splitIntoParcels(items, maxUnits));
        tx.afterCommit(askCarrier);
      },
    }),
    consumerOf(cancelShipment, {
      async apply(tx, { data: { orderId } }) {
        const shipmentId = await requestCancellation(tx, orderId);
        // The command to ship goes before this one, in order: an order without a shipment is a fault of ours.
        if (shipmentId === undefined) throw new Error(`order ${orderId} has no shipment to cancel`);
        await askAboutUndispatched(tx, shipmentId);
        tx.afterCommit(askCarrier);
      },
    }),
    consumerOf(orderAttached, {
      apply: (tx, { data: { orderId, customerId } }) => attachShipment(tx, orderId, customerId),
    }),
  ];
}
