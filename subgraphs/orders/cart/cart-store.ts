import { v7 as uuidv7 } from 'uuid';
import type { Queryable, Transaction } from '#platform/postgres/database.ts';

/** A cart as it is shown. */
export interface CartView {
  id: string;
  /** Null is a guest's without a session: it belongs to whoever knows its id. */
  customerId: string | null;
  /** Counts the cart's changes; 0 is a cart that is just being made. */
  version: number;
  couponCode: string | null;
  updatedAt: Date;
}

const COLUMNS = `id, customer_id AS "customerId", version, coupon_code AS "couponCode", updated_at AS "updatedAt"`;

/** Makes an empty cart; a guest's with `customerId` null. */
async function insertCart(tx: Transaction, customerId: string | null): Promise<CartView> {
  const { rows } = await tx.query<CartView>({
    name: 'cart.insert',
    text: `INSERT INTO carts (id, customer_id, version, updated_at) VALUES ($1, $2, 0, now()) RETURNING ${COLUMNS}`,
    values: [uuidv7(), customerId],
  });
  if (rows[0] === undefined) throw new Error('a new cart was not inserted');
  return rows[0];
}

/** Those of these carts that are the viewer's or a guest's, in any order. */
export async function findCarts(db: Queryable, ids: readonly string[], customerId: string | null): Promise<CartView[]> {
  const { rows } = await db.query<CartView>({
    name: 'cart.find',
    text: `SELECT ${COLUMNS} FROM carts WHERE id = ANY($1::uuid[]) AND (customer_id IS NULL OR customer_id = $2)`,
    values: [ids, customerId],
  });
  return rows;
}

/** The customer's open cart, if there is one. */
export async function findOpenCart(db: Queryable, customerId: string): Promise<CartView | undefined> {
  const { rows } = await db.query<CartView>({
    name: 'cart.find-open',
    text: `SELECT ${COLUMNS} FROM carts WHERE id = (SELECT cart_id FROM open_carts WHERE customer_id = $1)`,
    values: [customerId],
  });
  return rows[0];
}

/** Makes a cart the customer's open one, unless there is one; gives the id of the one that it is then. */
async function openCart(tx: Transaction, cartId: string, customerId: string): Promise<string> {
  const { rows } = await tx.query<{ cartId: string }>({
    name: 'cart.open',
    // The update changes nothing: it makes the other one's row visible, and keeps it.
    text: `INSERT INTO open_carts (customer_id, cart_id) VALUES ($1, $2)
           ON CONFLICT (customer_id) DO UPDATE SET customer_id = excluded.customer_id
           RETURNING cart_id AS "cartId"`,
    values: [customerId, cartId],
  });
  return rows[0]?.cartId ?? cartId;
}

/**
 * Locks a cart for a change, until the end of the transaction: changes to one cart follow one another. A guest's cart
 * becomes the customer's who uses it, the open one if there is none. Undefined when there is none that the viewer may use.
 */
export async function lockCart(tx: Transaction, id: string, customerId: string | null): Promise<CartView | undefined> {
  const { rows } = await tx.query<CartView>({
    name: 'cart.lock',
    text: `SELECT ${COLUMNS} FROM carts WHERE id = $1 AND (customer_id IS NULL OR customer_id = $2) FOR UPDATE`,
    values: [id, customerId],
  });
  const cart = rows[0];
  if (cart === undefined || cart.customerId !== null || customerId === null) return cart;
  await tx.query({
    name: 'cart.take-over',
    text: `UPDATE carts SET customer_id = $2 WHERE id = $1`,
    values: [id, customerId],
  });
  await openCart(tx, id, customerId);
  return { ...cart, customerId };
}

/** Locks the customer's open cart, which is made when there is none; without a customer it is always a new one. */
export async function lockOpenCart(tx: Transaction, customerId: string | null): Promise<CartView> {
  if (customerId === null) return insertCart(tx, null);
  const open = await findOpenCart(tx, customerId);
  const locked = open && (await lockCart(tx, open.id, customerId));
  if (locked !== undefined) return locked;
  const made = await insertCart(tx, customerId);
  const openId = await openCart(tx, made.id, customerId);
  if (openId === made.id) return made;
  // Somebody else has made one in between.
  await deleteCart(tx, made.id);
  const theirs = await lockCart(tx, openId, customerId);
  if (theirs === undefined) throw new Error(`customer ${customerId}'s open cart is not there`);
  return theirs;
}

/** Says that a locked cart was changed, and gives it as it is now. */
export async function touchCart(tx: Transaction, id: string): Promise<CartView> {
  const { rows } = await tx.query<CartView>({
    name: 'cart.touch',
    text: `UPDATE carts SET version = version + 1, updated_at = now() WHERE id = $1 RETURNING ${COLUMNS}`,
    values: [id],
  });
  if (rows[0] === undefined) throw new Error(`the locked cart ${id} is not there`);
  return rows[0];
}

/** Puts a coupon to a locked cart, in place of another one; null takes it away. */
export async function setCoupon(tx: Transaction, id: string, couponCode: string | null): Promise<void> {
  await tx.query({
    name: 'cart.set-coupon',
    text: `UPDATE carts SET coupon_code = $2 WHERE id = $1`,
    values: [id, couponCode],
  });
}

/** Ends a locked cart, with all that it holds. */
export async function deleteCart(tx: Transaction, id: string): Promise<void> {
  await tx.query({ name: 'cart.delete', text: `DELETE FROM carts WHERE id = $1`, values: [id] });
}

/** The ids of all carts of a customer. */
export async function cartsOf(tx: Transaction, customerId: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'cart.of-customer',
    text: `SELECT id FROM carts WHERE customer_id = $1 ORDER BY id`,
    values: [customerId],
  });
  return rows.map(({ id }) => id);
}
