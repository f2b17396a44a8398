import { unauthenticated } from '#platform/subgraph/errors.ts';
import { idOrNone, invalidInput, parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { MAX_SAVED_ADDRESSES } from '../../address/address-entry.ts';
import { deleteAddress } from '../../address/address-repository.ts';
import { saveAddress as keepAddress, saveAddressInput } from '../../address/save-address.ts';
import { signedInUser } from '../context.ts';
import type { MutationResolvers } from '../generated.ts';

const addressNotFound = () => userError('AddressNotFound', 'You have no such address.');

export const saveAddress: NonNullable<MutationResolvers['saveAddress']> = async (_parent, { input }, context) => {
  const parsed = parseInput(saveAddressInput, input);
  if (!parsed.ok) return parsed.error;
  const { id: userId } = signedInUser(context);
  const saving = await keepAddress(context.parts, userId, parsed.value);
  context.loaders.addresses.clear(userId);
  switch (saving.kind) {
    case 'saved':
      return { __typename: 'SaveAddressSuccess', address: saving.address };
    case 'address-not-found':
      return addressNotFound();
    case 'user-not-found':
      throw unauthenticated();
    case 'too-many':
      return invalidInput([{ path: 'address', message: `at most ${MAX_SAVED_ADDRESSES} addresses can be saved` }]);
  }
};

export const removeAddress: NonNullable<MutationResolvers['removeAddress']> = async (_parent, { input }, context) => {
  const { id: userId } = signedInUser(context);
  const removed = await deleteAddress(context.parts.database, idOrNone(input.id), userId);
  context.loaders.addresses.clear(userId);
  return removed ? { __typename: 'RemoveAddressSuccess', id: input.id } : addressNotFound();
};
