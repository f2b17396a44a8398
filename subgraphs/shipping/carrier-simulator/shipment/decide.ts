import type { BookingRequest } from './booking-request.ts';
import type { Shipment, ShipmentEvent } from './shipment.ts';

/** No carrier serves it. */
export const undeliverablePostalCode = '00000';
/** Served by a depot that dispatches nothing until it is told to. */
export const slowDepotPostalCode = '00001';

export interface Booking {
  request: BookingRequest;
  /** A random number, 0 inclusive to 1 exclusive: below `successRate` the booking is accepted. */
  draw: number;
  successRate: number;
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
  const { at, trackingNumber, draw, successRate } = booking;
  const { postalCode } = booking.request.address;
  if (postalCode === undeliverablePostalCode) {
    return { type: 'undeliverable', reference, at, message: 'postalCode: no carrier serves it.' };
  }
  if (draw >= successRate) {
    return { type: 'undeliverable', reference, at, message: 'The carrier cannot deliver to this address.' };
  }
  return { type: 'booked', reference, at, trackingNumber, held: postalCode === slowDepotPostalCode };
};

/** Dispatches what is booked; undefined for anything else. */
export const dispatch = (state: Shipment, webhookId: string, at: string): ShipmentEvent | undefined =>
  state.status === 'booked' ? { type: 'dispatched', reference: state.reference, at, webhookId } : undefined;

/** Cancels anything not dispatched, the unknown too (so that a late booking finds it cancelled). */
export const cancel = (state: Shipment, at: string): ShipmentEvent | undefined =>
  state.status === 'dispatched' || state.status === 'cancelled'
    ? undefined
    : { type: 'cancelled', reference: state.reference, at };
