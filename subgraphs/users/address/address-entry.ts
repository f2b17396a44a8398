import type { Address } from '#platform/subgraph/address.ts';

/** An address that a user keeps for later orders. */
export interface AddressEntry {
  id: string;
  userId: string;
  address: Address;
}

/** Most addresses of a user: a page of choices, and all of them come with the user unpaged. */
export const MAX_SAVED_ADDRESSES = 20;
