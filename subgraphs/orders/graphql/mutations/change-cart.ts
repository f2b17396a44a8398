import { z } from 'zod';
import type { Viewer } from '#platform/security/viewer.ts';
import { idOrNone, parseInput } from '#platform/subgraph/user-errors.ts';
import type { CartTarget } from '../../cart/change-cart.ts';
import type { MutationResolvers } from '../generated.ts';
import { customerIdOf, customerIdOrNull } from '../viewer-id.ts';
import { couponCode } from './coupon-code.ts';
import { productId, quantity } from './product-quantity.ts';

const cartId = z.string().transform(idOrNone);
const expectedVersion = z.int().nullish();

const addToCartInput = z.object({ cartId: cartId.nullish(), productId, quantity: quantity(1), expectedVersion });
const updateCartItemInput = z.object({ cartId, productId, quantity: quantity(0), expectedVersion });
const removeFromCartInput = z.object({ cartId, productId, expectedVersion });
const wholeCartInput = z.object({ cartId, expectedVersion });
const applyCouponInput = z.object({ cartId, code: couponCode, expectedVersion });
const mergeCartsInput = z.object({ guestCartId: cartId, expectedVersion });

interface TargetInput {
  cartId?: string | null | undefined;
  expectedVersion?: number | null | undefined;
}

const targetOf = (viewer: Viewer, { cartId, expectedVersion }: TargetInput): CartTarget => ({
  customerId: customerIdOrNull(viewer),
  cartId: cartId ?? undefined,
  expectedVersion: expectedVersion ?? undefined,
});

export const addToCart: NonNullable<MutationResolvers['addToCart']> = async (_parent, { input }, context) => {
  const parsed = parseInput(addToCartInput, input);
  if (!parsed.ok) return parsed.error;
  const change = await context.carts.add(targetOf(context.viewer, parsed.value), parsed.value);
  return change.__typename === 'changed' ? { __typename: 'AddToCartSuccess', cart: change.cart } : change;
};

export const updateCartItem: NonNullable<MutationResolvers['updateCartItem']> = async (_parent, { input }, context) => {
  const parsed = parseInput(updateCartItemInput, input);
  if (!parsed.ok) return parsed.error;
  const change = await context.carts.set(targetOf(context.viewer, parsed.value), parsed.value);
  return change.__typename === 'changed' ? { __typename: 'UpdateCartItemSuccess', cart: change.cart } : change;
};

export const removeFromCart: NonNullable<MutationResolvers['removeFromCart']> = async (_parent, { input }, context) => {
  const parsed = parseInput(removeFromCartInput, input);
  if (!parsed.ok) return parsed.error;
  const change = await context.carts.remove(targetOf(context.viewer, parsed.value), parsed.value.productId);
  return change.__typename === 'changed' ? { __typename: 'RemoveFromCartSuccess', cart: change.cart } : change;
};

export const clearCart: NonNullable<MutationResolvers['clearCart']> = async (_parent, { input }, context) => {
  const parsed = parseInput(wholeCartInput, input);
  if (!parsed.ok) return parsed.error;
  const change = await context.carts.clear(targetOf(context.viewer, parsed.value));
  return change.__typename === 'changed' ? { __typename: 'ClearCartSuccess', cart: change.cart } : change;
};

export const mergeCarts: NonNullable<MutationResolvers['mergeCarts']> = async (_parent, { input }, context) => {
  const parsed = parseInput(mergeCartsInput, input);
  if (!parsed.ok) return parsed.error;
  const { guestCartId, expectedVersion } = parsed.value;
  const customerId = customerIdOf(context.viewer);
  const change = await context.carts.merge({ customerId, expectedVersion: expectedVersion ?? undefined }, guestCartId);
  return change.__typename === 'changed' ? { __typename: 'MergeCartsSuccess', cart: change.cart } : change;
};

export const applyCoupon: NonNullable<MutationResolvers['applyCoupon']> = async (_parent, { input }, context) => {
  const parsed = parseInput(applyCouponInput, input);
  if (!parsed.ok) return parsed.error;
  const change = await context.carts.applyCoupon(targetOf(context.viewer, parsed.value), parsed.value.code);
  return change.__typename === 'changed' ? { __typename: 'ApplyCouponSuccess', cart: change.cart } : change;
};

export const removeCoupon: NonNullable<MutationResolvers['removeCoupon']> = async (_parent, { input }, context) => {
  const parsed = parseInput(wholeCartInput, input);
  if (!parsed.ok) return parsed.error;
  const change = await context.carts.removeCoupon(targetOf(context.viewer, parsed.value));
  return change.__typename === 'changed' ? { __typename: 'RemoveCouponSuccess', cart: change.cart } : change;
};
