import type { Transaction } from '#platform/postgres/database.ts';
import { type Capping, type CartItem, readCappingsOf, readItems } from './cart-items.ts';
import { type CartView, deleteCart, lockCart, setCoupon } from './cart-store.ts';
import { mergeItems } from './merge-items.ts';

async function keepItems(tx: Transaction, cartId: string, items: readonly CartItem[]): Promise<void> {
  await tx.query({
    name: 'cart.keep-items',
    text: `INSERT INTO cart_items (cart_id, product_id, quantity, added_at, unit_price_minor, currency)
           SELECT $1, product_id, quantity, now() + place * interval '1 microsecond', unit_price_minor, currency
           FROM unnest($2::uuid[], $3::integer[], $4::bigint[], $5::text[])
             WITH ORDINALITY AS kept (product_id, quantity, unit_price_minor, currency, place)
           ON CONFLICT (cart_id, product_id) DO UPDATE SET quantity = excluded.quantity`,
    values: [
      cartId,
      items.map(({ productId }) => productId),
      items.map(({ quantity }) => quantity),
      items.map(({ priceThen }) => priceThen?.amountMinor ?? null),
      items.map(({ priceThen }) => priceThen?.currency ?? null),
    ],
  });
}

async function keepCappings(tx: Transaction, cartId: string, cappings: readonly Capping[]): Promise<void> {
  await tx.query({
    name: 'cart.keep-cappings',
    text: `INSERT INTO cart_cappings (cart_id, product_id, left_out)
           SELECT $1, * FROM unnest($2::uuid[], $3::integer[])
           ON CONFLICT (cart_id, product_id) DO UPDATE SET left_out = cart_cappings.left_out + excluded.left_out`,
    values: [cartId, cappings.map(({ productId }) => productId), cappings.map(({ leftOut }) => leftOut)],
  });
}

/**
 * Puts what another cart holds into a locked one, and ends the other. What the other one was to hold and could not is left
 * out of this one, too. A coupon comes along where there was none.
 *
 * @param owner whose the other one is, unless it is nobody's
 * @returns false when there is no such other cart
 */
export async function mergeInto(
  tx: Transaction,
  cart: CartView,
  otherId: string,
  owner: string | null,
): Promise<boolean> {
  if (otherId === cart.id) return false;
  const other = await lockCart(tx, otherId, owner);
  if (other === undefined) return false;
  const { changed, leftOut } = mergeItems(await readItems(tx, cart.id), await readItems(tx, other.id));
  await keepItems(tx, cart.id, changed);
  await keepCappings(tx, cart.id, leftOut);
  await keepCappings(tx, cart.id, (await readCappingsOf(tx, [other.id])).get(other.id) ?? []);
  if (cart.couponCode === null && other.couponCode !== null) await setCoupon(tx, cart.id, other.couponCode);
  await deleteCart(tx, other.id);
  return true;
}
