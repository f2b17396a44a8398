import { randomBytes, randomUUID } from 'node:crypto';
import type { Config } from './config.ts';
import { openJournalFile } from './journal-file.ts';
import type { BookingRequest } from './shipment/booking-request.ts';
import { book, cancel, dispatch } from './shipment/decide.ts';
import { evolve, type Shipment, type ShipmentEvent, shipmentEvent, unheardOf } from './shipment/shipment.ts';
import { deliver } from './webhook/deliver.ts';

export interface Depot {
  find(reference: string): Shipment | undefined;
  /** Books a shipment once; a repeat gives it as it is now, whatever the repeat asked for. */
  book(reference: string, request: BookingRequest): { shipment: Shipment; created: boolean };
  /** Gives the shipment afterwards: dispatched, unless it could not be. Undefined when it is unknown. */
  dispatch(reference: string): Shipment | undefined;
  /** Gives the shipment afterwards: cancelled, unless it was dispatched before. */
  cancel(reference: string): Shipment;
  /** Stops the clock and the webhooks; a journal takes them up again at the next start. */
  close(): void;
}

const now = () => new Date().toISOString();

/** Opens the depot over its journal file and takes up what was under way. Throws when the file is damaged. */
export const openDepot = (config: Config): Depot => {
  const shipments = new Map<string, Shipment>();
  const timers = new Map<string, NodeJS.Timeout>();
  const stop = new AbortController();

  const stateOf = (reference: string): Shipment => shipments.get(reference) ?? unheardOf(reference);
  const remember = (event: ShipmentEvent): Shipment => {
    const shipment = evolve(stateOf(event.reference), event);
    shipments.set(event.reference, shipment);
    return shipment;
  };
  const journal = openJournalFile(config.journalFile, (value) => shipmentEvent.parse(value));
  journal.entries.forEach(remember);

  const record = (event: ShipmentEvent): Shipment => {
    journal.append(event);
    const shipment = remember(event);
    continueWith(shipment);
    return shipment;
  };

  const tellMerchant = async ({ reference, trackingNumber, owedWebhook }: Shipment): Promise<void> => {
    if (!owedWebhook || config.webhookUrl === undefined) return;
    const { id, occurredAt } = owedWebhook;
    const body = JSON.stringify({ id, type: 'shipment.dispatched', reference, trackingNumber, occurredAt });
    const result = await deliver({ url: config.webhookUrl, secret: config.webhookSecret }, body, stop.signal);
    if (result === 'stopped' || stop.signal.aborted) return;
    record({ type: 'webhook-settled', reference, at: now(), delivered: result === 'delivered' });
  };

  const dispatchShipment = (shipment: Shipment): Shipment => {
    const event = dispatch(shipment, randomUUID(), now());
    return event ? record(event) : shipment;
  };

  const dispatchWhenDue = ({ reference, bookedAt, held }: Shipment): void => {
    if (held || bookedAt === null) return;
    const due = Date.parse(bookedAt) + config.dispatchDelayMs;
    timers.set(
      reference,
      setTimeout(() => dispatchShipment(stateOf(reference)), Math.max(0, due - Date.now())),
    );
  };

  const continueWith = (shipment: Shipment): void => {
    clearTimeout(timers.get(shipment.reference));
    timers.delete(shipment.reference);
    if (shipment.status === 'booked') dispatchWhenDue(shipment);
    if (shipment.status === 'dispatched') void tellMerchant(shipment);
  };
  for (const shipment of shipments.values()) continueWith(shipment);

  return {
    find: (reference) => shipments.get(reference),
    book(reference, request) {
      const state = stateOf(reference);
      const trackingNumber = `AGX${randomBytes(6).toString('hex').toUpperCase()}`;
      const { successRate } = config;
      const event = book(state, { request, draw: Math.random(), successRate, trackingNumber, at: now() });
      return event ? { shipment: record(event), created: true } : { shipment: state, created: false };
    },
    dispatch(reference) {
      const known = shipments.get(reference);
      return known && dispatchShipment(known);
    },
    cancel(reference) {
      const state = stateOf(reference);
      const event = cancel(state, now());
      return event ? record(event) : state;
    },
    close() {
      stop.abort();
      for (const timer of timers.values()) clearTimeout(timer);
      journal.close();
    },
  };
};
