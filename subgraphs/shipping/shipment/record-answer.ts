import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { CarrierAnswer } from '../carrier/carrier.ts';
import { messagesOf } from '../messaging/publishes.ts';
import { askAboutUndispatched, type DueParcel, storeParcel } from '../parcel/parcel-store.ts';
import { progress } from './progress.ts';
import { lockShipment, storeShipment } from './shipment-store.ts';

export interface Recording {
  database: Database;
  outbox: Outbox;
  /** Called when the carrier is to be asked now. */
  askCarrier(): void;
}

/**
 * Records what the carrier said of a parcel, with the events that follow from it. Answers may come twice, late and from
 * several processes at once.
 */
export function recordAnswer(
  { database, outbox, askCarrier }: Recording,
  { id, shipmentId }: DueParcel,
  answer: CarrierAnswer,
): Promise<void> {
  return database.transaction(async (tx) => {
    const before = await lockShipment(tx, shipmentId);
    if (before === undefined) return;
    const change = progress(before, id, answer);
    if (change === undefined) return;
    const { shipment, parcel, news, stops } = change;
    await storeShipment(tx, shipment, news.length);
    await storeParcel(tx, parcel);
    await outbox.append(tx, messagesOf(before, news));
    if (!stops) return;
    await askAboutUndispatched(tx, shipmentId);
    tx.afterCommit(askCarrier);
  });
}
