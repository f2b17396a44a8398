import * as operations from './operations.ts';
import type { Random } from './random.ts';
import type { Client, ShopClient } from './shop-client.ts';

export interface Catalogue {
  /** Enough for every order. */
  plenty: readonly string[];
  /** So few that some orders get none. */
  scarce: readonly string[];
  /** Codes that make an order cheaper. */
  coupons: readonly string[];
}

const PLENTY = 30;
const SCARCE = 10;
const SCARCE_UNITS = 6;
/** 10 %. */
const COUPON_BASIS_POINTS = 1_000;

/** Makes a product. @throws Error when that cannot be done: it is asked while nothing is broken */
export async function newProduct(shop: ShopClient, staff: Client, random: Random, stock: number): Promise<string> {
  const price = `${1 + random.below(200)}.${String(random.below(100)).padStart(2, '0')}`;
  const { seen } = await shop.mutate(staff, operations.createProduct(`product-${random.uuid()}`, price, stock));
  if (seen.productId === undefined) throw new Error(`no product was created: ${seen.error}`);
  return seen.productId;
}

/** The shop's products, and a coupon. */
export async function fillCatalogue(shop: ShopClient, staff: Client, random: Random): Promise<Catalogue> {
  // One after another: what comes to a system that has just started all at once may wait for too long.
  const several = async (count: number, stock: number) => {
    const ids: string[] = [];
    for (let made = 0; made < count; made++) ids.push(await newProduct(shop, staff, random, stock));
    return ids;
  };
  const [plenty, scarce] = [await several(PLENTY, 1_000_000), await several(SCARCE, SCARCE_UNITS)];
  const coupon = `FAULTS-${random.below(1_000_000)}`;
  const { seen } = await shop.mutate(staff, operations.createPromotion(coupon, COUPON_BASIS_POINTS));
  if (seen.outcome !== 'ok') throw new Error(`no promotion was created: ${seen.error}`);
  return { plenty, scarce, coupons: [coupon] };
}

/** A few units more of what is scarce, so that the next row does not find all of it sold. */
export async function restock(shop: ShopClient, staff: Client, random: Random, { scarce }: Catalogue): Promise<void> {
  for (const id of scarce) await shop.mutate(staff, operations.adjustStock(id, 2 + random.below(3), random.uuid()));
}
