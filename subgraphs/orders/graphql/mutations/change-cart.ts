import { z } from 'zod';
import { idOrNone, parseInput } from '#platform/subgraph/user-errors.ts';
import type { MutationResolvers } from '../generated.ts';
import { customerIdOrNull } from '../viewer-id.ts';
import { productId, quantity } from './product-quantity.ts';

const addToCartInput = z.object({
  cartId: z
    .string()
    .nullish()
    .transform((id) => (id === null || id === undefined ? undefined : idOrNone(id))),
  productId,
  quantity: quantity(1),
});

const updateCartItemInput = z.object({ cartId: z.string().transform(idOrNone), productId, quantity: quantity(0) });

export const addToCart: NonNullable<MutationResolvers['addToCart']> = async (_parent, { input }, context) => {
  const parsed = parseInput(addToCartInput, input);
  if (!parsed.ok) return parsed.error;
  const { cartId, ...item } = parsed.value;
  const change = await context.carts.add(customerIdOrNull(context.viewer), cartId, item);
  if (change.__typename !== 'changed') return change;
  return { __typename: 'AddToCartSuccess', cart: change.cart };
};

export const updateCartItem: NonNullable<MutationResolvers['updateCartItem']> = async (_parent, { input }, context) => {
  const parsed = parseInput(updateCartItemInput, input);
  if (!parsed.ok) return parsed.error;
  const { cartId, ...item } = parsed.value;
  const change = await context.carts.set(customerIdOrNull(context.viewer), cartId, item);
  if (change.__typename !== 'changed') return change;
  return { __typename: 'UpdateCartItemSuccess', cart: change.cart };
};
