import { v7 as uuidv7 } from 'uuid';
import type { Database, Transaction } from '#platform/postgres/database.ts';
import { type IdempotentAnswer, idempotent } from '#platform/postgres/idempotency.ts';
import { type UserError, userError } from '#platform/subgraph/user-errors.ts';
import { readItems, takeItems } from '../cart/cart-items.ts';
import { findCarts, lockCart, setCoupon, touchCart } from '../cart/cart-store.ts';
import { createTurns } from '../cart/in-turn.ts';
import type { PriceList } from '../catalogue/price-list.ts';
import { inNameOf } from '../guest/adopted-guests.ts';
import type { ShippingAddress, StoredMoney } from '../order/order-events.ts';
import type { Calculators } from '../pricing/price-order.ts';
import type { CouponNotApplicable } from '../promotion/coupon-not-applicable.ts';
import { isLimitedCode, recordUses } from '../promotion/promotion-uses.ts';
import type { Advance } from './advance.ts';
import { agreePrice, type Wanted } from './agree-price.ts';
import { mergeLines, type PricingError, type ProductQuantity, placedAtPrice } from './price-lines.ts';

/** What a customer orders: the given items, or what a cart holds, with the cart's coupon. */
export type OrderSource =
  | { kind: 'items'; items: readonly ProductQuantity[]; couponCode?: string }
  | { kind: 'cart'; cartId: string };

export interface PlaceOrderRequest {
  source: OrderSource;
  shippingAddress: ShippingAddress;
  /** Another total places nothing. */
  expectedTotal?: StoredMoney;
}

export type PlaceOrderAnswer =
  | { __typename: 'PlaceOrderSuccess'; orderId: string }
  | UserError<'CartNotFound'>
  | UserError<'EmptyCart'>
  | (UserError<'PriceChanged'> & { was: StoredMoney; now: StoredMoney })
  | CouponNotApplicable
  | PricingError;

export interface PlaceOrderParts {
  database: Database;
  priceList: PriceList;
  advance: Advance;
  calculators: Calculators;
}

const priceChanged = (was: StoredMoney, now: StoredMoney) =>
  userError('PriceChanged', 'The order costs another sum than expected.', { was, now });

const wantedItems = ({ items, couponCode }: Extract<OrderSource, { kind: 'items' }>): Wanted => ({
  lines: mergeLines(items),
  couponCode: couponCode ?? null,
});

const isSameMoney = (one: StoredMoney, other: StoredMoney) =>
  one.amountMinor === other.amountMinor && one.currency === other.currency;

/** Takes what was ordered out of its cart, and the coupon. */
async function emptyCart(tx: Transaction, cartId: string, { lines }: Wanted): Promise<void> {
  const ordered = lines.map(({ productId }) => productId);
  await takeItems(tx, cartId, ordered);
  await setCoupon(tx, cartId, null);
  await touchCart(tx, cartId);
}

/**
 * Accepts an order at the catalogue's present prices. Prices are asked for before the transaction, which would hold a
 * database connection for as long as the catalogue takes; a call that has been answered before needs no catalogue.
 *
 * @throws GraphQLError SUBGRAPH_UNAVAILABLE
 */
export function createPlaceOrder({ database, priceList, advance, calculators }: PlaceOrderParts) {
  const inTurn = createTurns();

  /** What will be wanted, as far as that can be seen before the transaction. */
  async function firstGlance(viewerId: string, source: OrderSource): Promise<Wanted> {
    if (source.kind === 'items') return wantedItems(source);
    const [cart] = await findCarts(database, [source.cartId], viewerId);
    return { lines: await readItems(database, source.cartId), couponCode: cart?.couponCode ?? null };
  }

  /** Orders by one coupon whose uses are limited would wait for each other at its promotion; all others do not wait. */
  const turnOf = async ({ couponCode }: Wanted): Promise<string | undefined> =>
    couponCode !== null && (await isLimitedCode(database, couponCode)) ? couponCode : undefined;

  /** What came into a cart after prices were asked for stays in it. */
  async function wantedOf(tx: Transaction, customerId: string, source: OrderSource, asked: readonly string[]) {
    if (source.kind === 'items') return wantedItems(source);
    const cart = await lockCart(tx, source.cartId, customerId);
    if (cart === undefined) return userError('CartNotFound', 'There is no such cart.');
    const lines = (await readItems(tx, source.cartId)).filter(({ productId }) => asked.includes(productId));
    if (lines.length === 0) return userError('EmptyCart', 'The cart is empty.');
    return { lines, couponCode: cart.couponCode };
  }

  return async (
    viewerId: string,
    idempotencyKey: string,
    request: PlaceOrderRequest,
  ): Promise<IdempotentAnswer<PlaceOrderAnswer>> => {
    const { source, shippingAddress, expectedTotal } = request;
    const glance = await firstGlance(viewerId, source);
    const asked = glance.lines.map(({ productId }) => productId);
    const [products] = await Promise.allSettled([priceList.pricesOf(asked)]);
    const place = async (tx: Transaction, customerId: string): Promise<PlaceOrderAnswer> => {
      if (products.status === 'rejected') throw products.reason;
      const wanted = await wantedOf(tx, customerId, source, asked);
      if ('__typename' in wanted) return wanted;
      const sale = { ...wanted, customerId, products: products.value, country: shippingAddress.country };
      const agreed = await agreePrice(tx, sale, calculators);
      if ('__typename' in agreed) return agreed;
      const placed = placedAtPrice(agreed.lines, agreed.price);
      if (expectedTotal !== undefined && !isSameMoney(expectedTotal, placed.total)) {
        return priceChanged(expectedTotal, placed.total);
      }
      const orderId = uuidv7();
      const advanced = await advance(tx, orderId, { type: 'PlaceOrder', customerId, ...placed, shippingAddress });
      if (!advanced.ok) throw new Error(`a new order was refused: ${advanced.reason}`);
      const promotionIds = agreed.price.applied.map(({ promotion }) => promotion.id);
      await recordUses(tx, { promotionIds, orderId, customerId });
      if (source.kind === 'cart') await emptyCart(tx, source.cartId, wanted);
      return { __typename: 'PlaceOrderSuccess', orderId };
    };
    const placeOnce = () =>
      inNameOf(viewerId, (customerId, check) => {
        const call = { scope: `placeOrder:${customerId}`, key: idempotencyKey, input: request };
        return idempotent(database, call, async (tx) => {
          await check(tx);
          return place(tx, customerId);
        });
      });
    return inTurn(await turnOf(glance), placeOnce);
  };
}

export type PlaceOrder = ReturnType<typeof createPlaceOrder>;
