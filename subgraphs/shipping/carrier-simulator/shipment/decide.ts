import type { BookingRequest } from './booking-request.ts';
import type { Shipment, ShipmentEvent, Step } from './shipment.ts';

/** No carrier serves it. */
export const undeliverablePostalCode = '00000';
/** Served by a depot that dispatches nothing until it is told to. */
export const slowDepotPostalCode = '00001';
/** Served by a depot that loses everything. */
export const lossyDepotPostalCode = '00002';

export interface Booking {
  request: BookingRequest;
  accepted: boolean;
  /** Whether it fails instead of leaving. */
  lost: boolean;
  trackingNumber: string;
  at: string;
}

/**
 * Books what was never heard of; undefined where there is nothing to do: a repeat keeps its first outcome,
 * and what was cancelled before its booking came stays cancelled.
 */
export const book = (state: Shipment, booking: Booking): ShipmentEvent | undefined => {
  if (state.status !== 'unheard-of') return undefined;
  const { reference } = state;
  const { at, trackingNumber, accepted } = booking;
  const { postalCode } = booking.request.address;
  if (postalCode === undeliverablePostalCode) {
    return { type: 'undeliverable', reference, at, message: 'postalCode: no carrier serves it.' };
  }
  if (!accepted) {
    return { type: 'undeliverable', reference, at, message: 'The carrier cannot deliver to this address.' };
  }
  const lost = booking.lost || postalCode === lossyDepotPostalCode;
  return { type: 'booked', reference, at, trackingNumber, held: postalCode === slowDepotPostalCode, lost };
};

/** A step after the booking. */
export type Move = Exclude<Step, 'booked'>;

/** From where each step is taken. The unknown can be cancelled too, so that a late booking finds it cancelled. */
const from: Record<Move, readonly Shipment['status'][]> = {
  dispatched: ['booked'],
  in_transit: ['dispatched'],
  out_for_delivery: ['in_transit'],
  delivered: ['out_for_delivery'],
  failed: ['booked', 'dispatched', 'in_transit', 'out_for_delivery'],
  cancelled: ['unheard-of', 'undeliverable', 'booked'],
};

/** Takes a step; undefined where it cannot be taken, or was. */
export const move = ({ status, reference }: Shipment, to: Move, at: string): ShipmentEvent | undefined =>
  from[to].includes(status) ? { type: to, reference, at } : undefined;

const next: Partial<Record<Shipment['status'], Move>> = {
  booked: 'dispatched',
  dispatched: 'in_transit',
  in_transit: 'out_for_delivery',
  out_for_delivery: 'delivered',
};

/** The step that the clock brings next; undefined when it brings none. */
export const nextMove = ({ status, held, lost }: Shipment): Move | undefined => {
  if (status !== 'booked') return next[status];
  if (lost) return 'failed';
  return held ? undefined : 'dispatched';
};

/** Whether it is out of the depot, by whatever way it goes on. */
export const hasLeft = ({ tracking }: Shipment): boolean => tracking.some(({ status }) => status === 'dispatched');
