import * as operations from './operations.ts';
import type { Client, ShopClient } from './shop-client.ts';

/** What is put into a cart, a unit at a time. */
export interface CartPlan {
  /** For the first changes, which come at once. */
  first: readonly operations.OrderLine[];
  /** For changes that come at once and expect the same version. */
  contested: readonly operations.OrderLine[];
  /** Undefined: none. */
  coupon: string | undefined;
}

/** One unit a line, of one product or two, so that changes at the same time meet at a product. */
export function planCart([one, other = one]: readonly operations.OrderLine[], coupon: string | undefined): CartPlan {
  const unitOf = (line: operations.OrderLine | undefined) =>
    line === undefined ? [] : [{ productId: line.productId, quantity: 1 }];
  return {
    first: [...unitOf(one), ...unitOf(other)],
    contested: [...unitOf(other), ...unitOf(one)],
    coupon,
  };
}

/**
 * Fills the client's open cart by changes at the same time, or a new one that is nobody's. Who comes too late with an expected
 * version tries once more. Gives the cart's id, undefined when nobody was told of one.
 */
export async function fillCart(shop: ShopClient, client: Client, plan: CartPlan): Promise<string | undefined> {
  const add = (line: operations.OrderLine, at?: operations.KnownCart) =>
    shop.mutate(client, operations.addToCart(line, at));
  // Without a session each of them would make a cart of its own.
  const first = client.token === undefined ? plan.first.slice(0, 1) : plan.first;
  const begun = await Promise.all(first.map((line) => add(line)));
  const carts = begun
    .filter(({ seen }) => seen.outcome === 'ok')
    .map(({ result }): operations.KnownCart => result.cart);
  const newest = carts.sort((one, another) => another.version - one.version)[0];
  if (newest === undefined) return undefined;
  const tryOn = async (line: operations.OrderLine) => {
    const { result } = await add(line, newest);
    if (result?.__typename === 'Conflict') await add(line, result.cart);
  };
  await Promise.all(plan.contested.map(tryOn));
  if (plan.coupon !== undefined) await shop.mutate(client, operations.applyCoupon(newest.id, plan.coupon));
  return newest.id;
}
