import type { Address } from '#platform/subgraph/address.ts';

/** What the carrier knows of a parcel. `unknown` is a parcel that it was never told of. */
export type CarrierAnswer =
  | { state: 'booked'; trackingNumber: string }
  | { state: 'dispatched'; trackingNumber: string }
  | { state: 'undeliverable' }
  | { state: 'cancelled' }
  | { state: 'unknown' };

export interface Parcel {
  address: Address;
  items: readonly { description: string; quantity: number }[];
}

/**
 * A carrier. Each call may be repeated with the same reference; the first outcome stands.
 * All of them throw when the carrier cannot be asked now, and its answer is then not known.
 */
export interface Carrier {
  book(reference: string, parcel: Parcel): Promise<CarrierAnswer>;
  /** Stops a parcel that has not left. A booking that comes later is refused. */
  cancel(reference: string): Promise<CarrierAnswer>;
  look(reference: string): Promise<CarrierAnswer>;
}
