import type { Address } from '#platform/subgraph/address.ts';

/** Where a parcel can be; a carrier's tracking goes from BOOKED to one of the last three. */
export const STEPS = [
  'BOOKED',
  'DISPATCHED',
  'IN_TRANSIT',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
  'FAILED',
  'CANCELLED',
] as const;
export type Step = (typeof STEPS)[number];

export interface TrackedStep {
  step: Step;
  /** ISO 8601, by the carrier's clock. */
  at: string;
}

/** What the carrier knows of a parcel. */
export type CarrierAnswer =
  /** It was booked; all its steps so far, oldest first. */
  | { state: 'tracked'; trackingNumber: string; tracking: readonly TrackedStep[] }
  /** It cannot be delivered and was never booked. */
  | { state: 'undeliverable' }
  /** It was stopped before it was booked. */
  | { state: 'stopped' }
  /** The carrier was never told of it. */
  | { state: 'unknown' };

export interface Booking {
  address: Address;
  items: readonly { description: string; quantity: number }[];
}

/**
 * A carrier. Each call may be repeated with the same reference; the first outcome stands.
 * All of them throw when the carrier cannot be asked now, and its answer is then not known.
 */
export interface Carrier {
  book(reference: string, booking: Booking): Promise<CarrierAnswer>;
  /** Stops a parcel that has not left. A booking that comes later is refused. */
  cancel(reference: string): Promise<CarrierAnswer>;
  look(reference: string): Promise<CarrierAnswer>;
}
