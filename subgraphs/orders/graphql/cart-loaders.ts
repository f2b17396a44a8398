import DataLoader from 'dataloader';
import type { Queryable } from '#platform/postgres/database.ts';
import type { Viewer } from '#platform/security/viewer.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import { type CartItem, readItemsOf } from '../cart/cart-items.ts';
import { type CartView, findCarts } from '../cart/cart-store.ts';
import { type CartFacts, readFacts } from '../cart/read-facts.ts';
import type { PriceList } from '../catalogue/price-list.ts';
import { customerIdOrNull } from './viewer-id.ts';

/** A cart of another version is another cart: mutations of one operation follow one another. */
const cacheKeyFn = ({ id, version }: CartView) => `${id} ${version}`;

/** One statement, and one question to the catalogue, for all the carts of an operation. */
export function createCartLoaders(db: Queryable, priceList: PriceList, viewer: Viewer) {
  const customerId = customerIdOrNull(viewer);
  const load = async (ids: readonly string[]) => {
    const known = ids.map(idOrNone);
    const found = new Map((await findCarts(db, known, customerId)).map((cart) => [cart.id, cart]));
    return known.map((id) => found.get(id) ?? null);
  };
  return {
    cart: new DataLoader<string, CartView | null>(load, { cache: false }),
    cartItems: new DataLoader<CartView, readonly CartItem[], string>(
      async (carts) => {
        const found = await readItemsOf(
          db,
          carts.map(({ id }) => id),
        );
        return carts.map(({ id }) => found.get(id) ?? []);
      },
      { cacheKeyFn },
    ),
    /** What prices and problems follow from; asked for only where one of them is. */
    cartFacts: new DataLoader<CartView, CartFacts, string>((carts) => readFacts(db, priceList, customerId, carts), {
      cacheKeyFn,
    }),
  };
}
