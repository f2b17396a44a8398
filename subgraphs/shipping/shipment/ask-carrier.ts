import { startWorker, type Worker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Carrier, CarrierAnswer } from '../carrier/carrier.ts';
import type { Parcel } from '../parcel/parcel.ts';
import { type DueParcel, takeDue } from '../parcel/parcel-store.ts';
import { nextQuestion, type ShipmentWithParcels } from './shipment.ts';
import { loadShipments } from './shipment-store.ts';

/** Parcels that are asked about at once. */
const BATCH = 20;

export interface AskCarrierOptions {
  database: Database;
  carrier: Carrier;
  logger: Logger;
  record(parcel: DueParcel, answer: CarrierAnswer): Promise<void>;
}

function ask(carrier: Carrier, shipment: ShipmentWithParcels, parcel: Parcel): Promise<CarrierAnswer> {
  const { id, items } = parcel;
  const question = nextQuestion(shipment, parcel);
  if (question !== 'book') return carrier[question](id);
  const contents = items.map(({ description, quantity }) => ({ description, quantity }));
  return carrier.book(id, { address: shipment.address, items: contents });
}

/**
 * Asks the carrier about every parcel that has not ended: to book it, to stop it, or what became of it. A carrier that is
 * away is asked again for as long as it takes; nothing is given up.
 */
export function startAskingCarrier({ database, carrier, logger, record }: AskCarrierOptions): Worker {
  async function settle(due: DueParcel, shipments: readonly ShipmentWithParcels[]): Promise<void> {
    const shipment = shipments.find(({ id }) => id === due.shipmentId);
    const parcel = shipment?.parcels.find(({ id }) => id === due.id);
    if (shipment === undefined || parcel === undefined) return;
    try {
      await record(due, await ask(carrier, shipment, parcel));
    } catch (error) {
      const where = { parcelId: due.id, orderId: shipment.orderId, asked: due.asked };
      logger.warn({ err: error, ...where }, 'the carrier could not be asked, it is asked again');
    }
  }

  return startWorker({
    name: 'asking the carrier',
    logger,
    sweepMs: 1_000,
    async work() {
      const due = await takeDue(database, BATCH);
      if (due.length === 0) return false;
      const shipments = await loadShipments(database, [...new Set(due.map(({ shipmentId }) => shipmentId))]);
      await Promise.all(due.map((parcel) => settle(parcel, shipments)));
      return due.length === BATCH;
    },
  });
}
