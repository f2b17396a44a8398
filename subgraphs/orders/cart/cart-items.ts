import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';

export interface CartItem {
  productId: string;
  quantity: number;
  /** What one cost when it was put in; null where that was not kept. */
  priceThen: Money | null;
}

/** What a merge left out because a cart holds no more. */
export interface Capping {
  productId: string;
  leftOut: number;
}

/** Most of one product in a cart or an order. */
export const MAX_QUANTITY = 999;
/** Most different products in a cart or an order. */
export const MAX_LINES = 100;

/** What these carts hold, by cart, in the order in which it was put there. */
export async function readItemsOf(db: Queryable, cartIds: readonly string[]): Promise<Map<string, CartItem[]>> {
  const { rows } = await db.query<{
    cartId: string;
    productId: string;
    quantity: number;
    unitPriceMinor: string | null;
    currency: string | null;
  }>({
    name: 'cart.read-items',
    text: `SELECT cart_id AS "cartId", product_id AS "productId", quantity,
             unit_price_minor AS "unitPriceMinor", currency
           FROM cart_items WHERE cart_id = ANY($1::uuid[]) ORDER BY cart_id, added_at, product_id`,
    values: [cartIds],
  });
  const items = rows.map(({ cartId, productId, quantity, unitPriceMinor, currency }) => ({
    cartId,
    item: {
      productId,
      quantity,
      priceThen:
        unitPriceMinor === null || currency === null ? null : { amountMinor: BigInt(unitPriceMinor), currency },
    },
  }));
  const byCart = Map.groupBy(items, ({ cartId }) => cartId);
  return new Map([...byCart].map(([cartId, found]) => [cartId, found.map(({ item }) => item)]));
}

/** What a cart holds. */
export const readItems = async (db: Queryable, cartId: string): Promise<CartItem[]> =>
  (await readItemsOf(db, [cartId])).get(cartId) ?? [];

/**
 * Puts more of a product into a locked cart; what the price was is what it is now. False when that would be more than a
 * cart may hold of it.
 */
export async function addItem(tx: Transaction, cartId: string, item: CartItem): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'cart.add-item',
    text: `INSERT INTO cart_items (cart_id, product_id, quantity, added_at, unit_price_minor, currency)
           VALUES ($1, $2, $3, now(), $4, $5)
           ON CONFLICT (cart_id, product_id) DO UPDATE SET quantity = cart_items.quantity + excluded.quantity,
             unit_price_minor = excluded.unit_price_minor, currency = excluded.currency
           WHERE cart_items.quantity + excluded.quantity <= ${MAX_QUANTITY}`,
    values: [cartId, item.productId, item.quantity, item.priceThen?.amountMinor, item.priceThen?.currency],
  });
  return rowCount === 1;
}

/** How many different products a cart holds. */
export async function countItems(db: Queryable, cartId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    name: 'cart.count-items',
    text: `SELECT count(*)::integer AS count FROM cart_items WHERE cart_id = $1`,
    values: [cartId],
  });
  return rows[0]?.count ?? 0;
}

/** Sets how many a cart holds of a product that is in it. False when it is not. */
export async function setItem(
  tx: Transaction,
  cartId: string,
  { productId, quantity }: Pick<CartItem, 'productId' | 'quantity'>,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'cart.set-item',
    text: `UPDATE cart_items SET quantity = $3 WHERE cart_id = $1 AND product_id = $2`,
    values: [cartId, productId, quantity],
  });
  return rowCount === 1;
}

/** Takes products out of a cart. */
export async function takeItems(tx: Transaction, cartId: string, productIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'cart.take-items',
    text: `DELETE FROM cart_items WHERE cart_id = $1 AND product_id = ANY($2::uuid[])`,
    values: [cartId, productIds],
  });
  await forgetCappings(tx, cartId, productIds);
}

/** Takes everything out of a cart. */
export async function takeAllItems(tx: Transaction, cartId: string): Promise<void> {
  await tx.query({ name: 'cart.take-all', text: `DELETE FROM cart_items WHERE cart_id = $1`, values: [cartId] });
  await tx.query({ name: 'cart.forget-all', text: `DELETE FROM cart_cappings WHERE cart_id = $1`, values: [cartId] });
}

/** What merges have left out of these carts, by cart. */
export async function readCappingsOf(db: Queryable, cartIds: readonly string[]): Promise<Map<string, Capping[]>> {
  const { rows } = await db.query<Capping & { cartId: string }>({
    name: 'cart.read-cappings',
    text: `SELECT cart_id AS "cartId", product_id AS "productId", left_out AS "leftOut"
           FROM cart_cappings WHERE cart_id = ANY($1::uuid[]) ORDER BY cart_id, product_id`,
    values: [cartIds],
  });
  return Map.groupBy(rows, ({ cartId }) => cartId);
}

/** Nothing is left out any more of products that were changed by hand. */
export async function forgetCappings(tx: Transaction, cartId: string, productIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'cart.forget-cappings',
    text: `DELETE FROM cart_cappings WHERE cart_id = $1 AND product_id = ANY($2::uuid[])`,
    values: [cartId, productIds],
  });
}
