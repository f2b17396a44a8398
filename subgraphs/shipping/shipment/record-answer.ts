import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { CarrierAnswer } from '../carrier/carrier.ts';
import { messagesOf } from '../messaging/publishes.ts';
import { progress } from './shipment.ts';
import { lockShipment, storeProgress } from './shipment-store.ts';

/**
 * Records what the carrier said of a shipment, with the events that follow from it. Answers may come twice, late and from
 * two sides at once (a question of ours, a webhook). Gives whether there is such a shipment.
 */
export function recordAnswer(
  database: Database,
  outbox: Outbox,
  shipmentId: string,
  answer: CarrierAnswer,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const shipment = await lockShipment(tx, shipmentId);
    if (shipment === undefined) return false;
    const change = progress(shipment, answer);
    if (change.news.length === 0) return true;
    await storeProgress(tx, shipment.id, change);
    await outbox.append(tx, messagesOf(shipment, change.news));
    return true;
  });
}
