import { v7 as uuidv7 } from 'uuid';
import type { Database, Transaction } from '#platform/postgres/database.ts';
import { type IdempotentAnswer, idempotent } from '#platform/postgres/idempotency.ts';
import { type UserError, userError } from '#platform/subgraph/user-errors.ts';
import { lockCart, readItems, takeItems } from '../cart/cart-store.ts';
import type { PriceList } from '../catalogue/price-list.ts';
import type { ShippingAddress } from '../order/order-events.ts';
import type { Advance } from './advance.ts';
import { mergeLines, type PricingError, type ProductQuantity, priceLines } from './price-lines.ts';

/** What a customer orders: the given items, or what a cart holds. */
export type OrderSource = { kind: 'items'; items: readonly ProductQuantity[] } | { kind: 'cart'; cartId: string };

export interface PlaceOrderRequest {
  source: OrderSource;
  shippingAddress: ShippingAddress;
}

export type PlaceOrderAnswer =
  | { __typename: 'PlaceOrderSuccess'; orderId: string }
  | UserError<'CartNotFound'>
  | UserError<'EmptyCart'>
  | PricingError;

export interface PlaceOrderParts {
  database: Database;
  priceList: PriceList;
  advance: Advance;
}

/**
 * Accepts an order at the catalogue's present prices. Prices are asked for before the transaction, which would hold a
 * database connection for as long as the catalogue takes; a call that has been answered before needs no catalogue.
 *
 * @throws GraphQLError SUBGRAPH_UNAVAILABLE
 */
export function createPlaceOrder({ database, priceList, advance }: PlaceOrderParts) {
  const wanted = (source: OrderSource) =>
    source.kind === 'items' ? mergeLines(source.items) : readItems(database, source.cartId);

  /** The lines to order, one a product. What came into a cart after prices were asked for stays in it. */
  async function linesOf(tx: Transaction, customerId: string, source: OrderSource, priced: readonly string[]) {
    if (source.kind === 'items') return mergeLines(source.items);
    const cart = await lockCart(tx, source.cartId, customerId);
    if (cart === undefined) return userError('CartNotFound', 'There is no such cart.');
    const items = (await readItems(tx, source.cartId)).filter(({ productId }) => priced.includes(productId));
    return items.length === 0 ? userError('EmptyCart', 'The cart is empty.') : items;
  }

  return async (
    customerId: string,
    idempotencyKey: string,
    request: PlaceOrderRequest,
  ): Promise<IdempotentAnswer<PlaceOrderAnswer>> => {
    const { source, shippingAddress } = request;
    const productIds = (await wanted(source)).map(({ productId }) => productId);
    const [prices] = await Promise.allSettled([priceList.pricesOf(productIds)]);
    const call = { scope: `placeOrder:${customerId}`, key: idempotencyKey, input: request };
    return idempotent<PlaceOrderAnswer>(database, call, async (tx) => {
      if (prices.status === 'rejected') throw prices.reason;
      const lines = await linesOf(tx, customerId, source, productIds);
      if ('__typename' in lines) return lines;
      const priced = priceLines(lines, prices.value);
      if (!priced.ok) return priced.error;
      const orderId = uuidv7();
      const { lines: orderLines, total } = priced;
      const command = { type: 'PlaceOrder', customerId, lines: orderLines, total, shippingAddress } as const;
      const advanced = await advance(tx, orderId, command);
      if (!advanced.ok) throw new Error(`a new order was refused: ${advanced.reason}`);
      if (source.kind === 'cart') {
        const ordered = lines.map(({ productId }) => productId);
        await takeItems(tx, source.cartId, ordered);
      }
      return { __typename: 'PlaceOrderSuccess', orderId };
    });
  };
}

export type PlaceOrder = ReturnType<typeof createPlaceOrder>;
