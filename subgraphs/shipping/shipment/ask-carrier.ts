import { startWorker, type Worker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Carrier, CarrierAnswer } from '../carrier/carrier.ts';
import { nextQuestion, type Shipment } from './shipment.ts';
import { takeDue } from './shipment-store.ts';

/** Shipments that are asked about at once. */
const BATCH = 20;

export interface AskCarrierOptions {
  database: Database;
  carrier: Carrier;
  logger: Logger;
  record(shipmentId: string, answer: CarrierAnswer): Promise<unknown>;
}

/**
 * Asks the carrier about every shipment that has not ended: to book it, to stop it, or what became of it. A carrier that is
 * away is asked again for as long as it takes; nothing is given up.
 */
export function startAskingCarrier({ database, carrier, logger, record }: AskCarrierOptions): Worker {
  const ask = (shipment: Shipment) => {
    const { id, address, items } = shipment;
    const question = nextQuestion(shipment);
    return question === 'book' ? carrier.book(id, { address, items }) : carrier[question](id);
  };

  async function settle(shipment: Shipment): Promise<void> {
    try {
      await record(shipment.id, await ask(shipment));
    } catch (error) {
      const { id, orderId, asked } = shipment;
      logger.warn({ err: error, shipmentId: id, orderId, asked }, 'the carrier could not be asked, it is asked again');
    }
  }

  return startWorker({
    name: 'asking the carrier',
    logger,
    sweepMs: 1_000,
    async work() {
      const due = await takeDue(database, BATCH);
      await Promise.all(due.map(settle));
      return due.length === BATCH;
    },
  });
}
