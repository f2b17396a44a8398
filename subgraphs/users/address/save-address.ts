import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { addressInput } from '#platform/subgraph/address.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import { lockUser } from '../account/user-repository.ts';
import type { UsersParts } from '../users-parts.ts';
import type { AddressEntry } from './address-entry.ts';
import { insertAddress, updateAddress } from './address-repository.ts';

export const saveAddressInput = z.object({
  id: z
    .string()
    .nullish()
    .transform((id) => (id === null || id === undefined ? undefined : idOrNone(id))),
  address: addressInput,
});

export type AddressSaving =
  | { kind: 'saved'; address: AddressEntry }
  | { kind: 'address-not-found' }
  | { kind: 'user-not-found' }
  | { kind: 'too-many' };

/** Adds an address, or with an `id` changes that one of the user's. */
export async function saveAddress(
  { database }: UsersParts,
  userId: string,
  { id, address }: z.infer<typeof saveAddressInput>,
): Promise<AddressSaving> {
  if (id !== undefined) {
    const changed = await updateAddress(database, { id, userId, address });
    return changed === undefined ? { kind: 'address-not-found' } : { kind: 'saved', address: changed };
  }
  // The lock lets two additions count each other.
  return database.transaction(async (tx) => {
    if ((await lockUser(tx, userId)) === undefined) return { kind: 'user-not-found' };
    const added = await insertAddress(tx, { id: uuidv7(), userId, address });
    return added === undefined ? { kind: 'too-many' } : { kind: 'saved', address: added };
  });
}
