import type { Transaction } from '#platform/postgres/database.ts';
import { moveUses } from '../promotion/promotion-uses.ts';
import { cartsOf, lockOpenCart, touchCart } from './cart-store.ts';
import { mergeInto } from './merge-carts.ts';

/** A guest has become a user: the guest's carts go into the user's, and what the guest used of promotions counts too. */
export async function adoptGuestCarts(
  tx: Transaction,
  { guestId, userId }: { guestId: string; userId: string },
): Promise<void> {
  await moveUses(tx, guestId, userId);
  const guestCarts = await cartsOf(tx, guestId);
  if (guestCarts.length === 0) return;
  let mine = await lockOpenCart(tx, userId);
  for (const cartId of guestCarts) {
    if (await mergeInto(tx, mine, cartId, guestId)) mine = await touchCart(tx, mine.id);
  }
}
