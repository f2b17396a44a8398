import type { Queryable } from '#platform/postgres/database.ts';

/** A cart as it is shown. */
export interface CartView {
  id: string;
  updatedAt: Date;
}

export interface CartItemView {
  productId: string;
  quantity: number;
}

/** Most of one product in a cart or an order. */
export const MAX_QUANTITY = 999;
/** Most different products in a cart or an order. */
export const MAX_LINES = 100;

/** Makes an empty cart; a guest's with `customerId` null. */
export async function insertCart(db: Queryable, id: string, customerId: string | null): Promise<CartView> {
  const { rows } = await db.query<CartView>({
    name: 'cart.insert',
    text: `INSERT INTO carts (id, customer_id, updated_at) VALUES ($1, $2, now())
           RETURNING id, updated_at AS "updatedAt"`,
    values: [id, customerId],
  });
  if (rows[0] === undefined) throw new Error('a new cart was not inserted');
  return rows[0];
}

/** The cart, if it is the viewer's or a guest's. */
export async function findCart(db: Queryable, id: string, customerId: string | null): Promise<CartView | undefined> {
  const { rows } = await db.query<CartView>({
    name: 'cart.find',
    text: `SELECT id, updated_at AS "updatedAt" FROM carts WHERE id = $1 AND (customer_id IS NULL OR customer_id = $2)`,
    values: [id, customerId],
  });
  return rows[0];
}

/**
 * Locks a cart for a change, until the end of the transaction: changes to one cart follow one another. A guest's cart
 * becomes the customer's who uses it. Undefined when there is none that the viewer may use.
 */
export async function lockCart(db: Queryable, id: string, customerId: string | null): Promise<CartView | undefined> {
  const { rows } = await db.query<CartView>({
    name: 'cart.lock',
    text: `UPDATE carts SET updated_at = now(), customer_id = coalesce(customer_id, $2)
           WHERE id = $1 AND (customer_id IS NULL OR customer_id = $2)
           RETURNING id, updated_at AS "updatedAt"`,
    values: [id, customerId],
  });
  return rows[0];
}

/** What a cart holds, in the order in which it was put there. */
export async function readItems(db: Queryable, cartId: string): Promise<CartItemView[]> {
  const { rows } = await db.query<CartItemView>({
    name: 'cart.read-items',
    text: `SELECT product_id AS "productId", quantity FROM cart_items WHERE cart_id = $1 ORDER BY added_at, product_id`,
    values: [cartId],
  });
  return rows;
}

/** Puts more of a product into a locked cart. False when that would be more than a cart may hold of it. */
export async function addItem(db: Queryable, cartId: string, { productId, quantity }: CartItemView): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'cart.add-item',
    text: `INSERT INTO cart_items (cart_id, product_id, quantity, added_at) VALUES ($1, $2, $3, now())
           ON CONFLICT (cart_id, product_id) DO UPDATE SET quantity = cart_items.quantity + excluded.quantity
           WHERE cart_items.quantity + excluded.quantity <= ${MAX_QUANTITY}`,
    values: [cartId, productId, quantity],
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
export async function setItem(db: Queryable, cartId: string, { productId, quantity }: CartItemView): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'cart.set-item',
    text: `UPDATE cart_items SET quantity = $3 WHERE cart_id = $1 AND product_id = $2`,
    values: [cartId, productId, quantity],
  });
  return rowCount === 1;
}

/** Takes products out of a cart. */
export async function takeItems(db: Queryable, cartId: string, productIds: readonly string[]): Promise<void> {
  await db.query({
    name: 'cart.take-items',
    text: `DELETE FROM cart_items WHERE cart_id = $1 AND product_id = ANY($2::uuid[])`,
    values: [cartId, productIds],
  });
}
