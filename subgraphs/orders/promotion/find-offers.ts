import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Offers } from '../pricing/discounts.ts';
import type { Goods } from '../pricing/goods.ts';
import type { UsablePromotion } from './promotion.ts';
import { goodsRefusal } from './promotion-refusal.ts';
import { findAutomatic, findByCodes } from './promotion-store.ts';
import { lockLimited, withUses } from './promotion-uses.ts';

/** What may make a customer's goods cheaper: by itself, and by codes that the customer has given. */
export interface OffersByCode {
  automatic: readonly UsablePromotion[];
  coupons: ReadonlyMap<string, UsablePromotion>;
}

/** A `customerId` of null is somebody who has used nothing yet. */
export async function findOffers(
  db: Queryable,
  customerId: string | null,
  codes: readonly string[],
  now: Date,
): Promise<OffersByCode> {
  const automatic = await findAutomatic(db, now);
  const coupons = codes.length === 0 ? [] : await findByCodes(db, codes);
  const usable = await withUses(db, [...automatic, ...coupons], customerId);
  return {
    automatic: usable.slice(0, automatic.length),
    coupons: new Map(usable.slice(automatic.length).map((coupon) => [coupon.promotion.code ?? '', coupon])),
  };
}

/** Who orders, and the code that comes with it. */
export interface OfferedTo {
  customerId: string;
  couponCode: string | null;
}

/** Like findOffers, for goods that are ordered: limited uses stay as they are counted until the transaction ends. */
export async function holdOffers(
  tx: Transaction,
  goods: Goods,
  { customerId, couponCode }: OfferedTo,
  now: Date,
): Promise<Offers> {
  const codes = couponCode === null ? [] : [couponCode];
  const seen = await findOffers(tx, customerId, codes, now);
  const fitting = [...seen.automatic, ...seen.coupons.values()]
    .map(({ promotion }) => promotion)
    .filter((promotion) => goodsRefusal(promotion, goods) === undefined);
  const offers = ({ automatic, coupons }: OffersByCode): Offers => ({
    automatic,
    coupon: couponCode === null ? undefined : coupons.get(couponCode),
  });
  if (!(await lockLimited(tx, fitting))) return offers(seen);
  const held = await findOffers(tx, customerId, [...seen.coupons.keys()], now);
  const ids = new Set(fitting.map(({ id }) => id));
  // One that was made in between is not held.
  return offers({ ...held, automatic: held.automatic.filter(({ promotion }) => ids.has(promotion.id)) });
}
