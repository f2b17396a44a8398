import type { Queryable } from '#platform/postgres/database.ts';
import type { PricedProduct, PriceList } from '../catalogue/price-list.ts';
import type { Offers } from '../pricing/discounts.ts';
import type { SaleLine } from '../pricing/goods.ts';
import { findOffers } from '../promotion/find-offers.ts';
import { type Capping, type CartItem, readCappingsOf, readItemsOf } from './cart-items.ts';
import type { CartView } from './cart-store.ts';

/** All that is known of a cart at one moment: what its prices and its problems follow from. */
export interface CartFacts extends Offers {
  items: readonly CartItem[];
  cappings: readonly Capping[];
  couponCode: string | null;
  /** Those that exist, by id; undefined while the catalogue is away. */
  products: ReadonlyMap<string, PricedProduct> | undefined;
  at: Date;
}

/** The catalogue's word on these carts' products, in one question; undefined while it is away. */
async function askCatalogue(priceList: PriceList, items: readonly CartItem[]) {
  const [products] = await Promise.allSettled([priceList.pricesOf(items.map(({ productId }) => productId))]);
  return products.status === 'fulfilled' ? products.value : undefined;
}

/** Reads the facts of carts of one customer, in the order of the carts, by a fixed number of statements. */
export async function readFacts(
  db: Queryable,
  priceList: PriceList,
  customerId: string | null,
  carts: readonly CartView[],
): Promise<CartFacts[]> {
  const ids = carts.map(({ id }) => id);
  const items = await readItemsOf(db, ids);
  const cappings = await readCappingsOf(db, ids);
  const codes = carts.map(({ couponCode }) => couponCode).filter((code) => code !== null);
  const at = new Date();
  const { automatic, coupons } = await findOffers(db, customerId, codes, at);
  const products = await askCatalogue(priceList, [...items.values()].flat());
  return carts.map(({ id, couponCode }) => ({
    items: items.get(id) ?? [],
    cappings: cappings.get(id) ?? [],
    couponCode,
    automatic,
    coupon: couponCode === null ? undefined : coupons.get(couponCode),
    products,
    at,
  }));
}

/** What of a cart can be ordered now, at its present prices. */
export function saleLinesOf({ items, products }: CartFacts): SaleLine[] {
  return items.flatMap(({ productId, quantity }) => {
    const product = products?.get(productId);
    if (product === undefined) return [];
    return [{ productId, quantity, categoryId: product.categoryId, unitPrice: product.price }];
  });
}
