import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';
import type { Dice } from './fault/dice.ts';
import { openJournalFile } from './journal-file.ts';
import type { BookingRequest } from './shipment/booking-request.ts';
import { book, type Move, move, nextMove } from './shipment/decide.ts';
import {
  evolve,
  type Shipment,
  type ShipmentEvent,
  shipmentEvent,
  type Tracked,
  unheardOf,
} from './shipment/shipment.ts';
import type { Notifier } from './webhook/notify-merchant.ts';

export interface Depot {
  find(reference: string): Shipment | undefined;
  /** Books a shipment once; a repeat gives it as it is now, whatever the repeat asked for. */
  book(reference: string, request: BookingRequest): { shipment: Shipment; created: boolean };
  /** Gives the shipment afterwards: a step further, unless that could not be. */
  move(reference: string, to: Move): Shipment;
  /** Stops the clock and the webhooks; a journal takes them up again at the next start. */
  close(): void;
}

const now = () => new Date().toISOString();

/**
 * Opens the depot over its journal file and takes up what was under way. Throws when the file is damaged.
 * @param notifier undefined: nobody is told of steps
 */
export const openDepot = (config: Config, dice: Dice, notifier: Notifier | undefined): Depot => {
  const shipments = new Map<string, Shipment>();
  const timers = new Map<string, NodeJS.Timeout>();

  const stateOf = (reference: string): Shipment => shipments.get(reference) ?? unheardOf(reference);
  const remember = (event: ShipmentEvent): Shipment => {
    const shipment = evolve(stateOf(event.reference), event);
    shipments.set(event.reference, shipment);
    return shipment;
  };
  const journal = openJournalFile(config.journalFile, (value) => shipmentEvent.parse(value));
  journal.entries.forEach(remember);

  const write = (event: ShipmentEvent): Shipment => {
    journal.append(event);
    return remember(event);
  };

  const tell = async (shipment: Shipment, step: Tracked): Promise<void> => {
    if (notifier === undefined) return;
    const result = await notifier.tell(shipment, step);
    if (result === 'stopped') return;
    const { reference } = shipment;
    write({ type: 'webhook-settled', reference, at: now(), step: step.status, delivered: result === 'delivered' });
  };

  const moveWhenDue = (shipment: Shipment): void => {
    const { reference, status, tracking } = shipment;
    clearTimeout(timers.get(reference));
    timers.delete(reference);
    const to = nextMove(shipment);
    const last = tracking.at(-1);
    if (to === undefined || last === undefined) return;
    const due = Date.parse(last.at) + (status === 'booked' ? config.dispatchDelayMs : config.trackingStepMs);
    timers.set(
      reference,
      setTimeout(() => moveOn(reference, to), Math.max(0, due - Date.now())),
    );
  };

  const take = (event: ShipmentEvent): Shipment => {
    const shipment = write(event);
    moveWhenDue(shipment);
    const step = shipment.tracking.at(-1);
    if (step !== undefined && event.type !== 'undeliverable') void tell(shipment, step);
    return shipment;
  };

  const moveOn = (reference: string, to: Move): Shipment => {
    const state = stateOf(reference);
    const event = move(state, to, now());
    return event ? take(event) : state;
  };

  for (const shipment of shipments.values()) {
    moveWhenDue(shipment);
    for (const step of shipment.tracking) if (shipment.untold.includes(step.status)) void tell(shipment, step);
  }

  return {
    find: (reference) => shipments.get(reference),
    book(reference, request) {
      const state = stateOf(reference);
      if (state.status !== 'unheard-of') return { shipment: state, created: false };
      const trackingNumber = `AGX${randomBytes(6).toString('hex').toUpperCase()}`;
      const accepted = dice.lands('accepted', config.successRate);
      const event = book(state, { request, accepted, lost: dice.strikes('lost'), trackingNumber, at: now() });
      return event ? { shipment: take(event), created: true } : { shipment: state, created: false };
    },
    move: moveOn,
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      journal.close();
    },
  };
};
