import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Offers } from '../pricing/discounts.ts';
import type { Goods } from '../pricing/goods.ts';
import type { UsablePromotion } from './promotion.ts';
import { goodsRefusal, standingRefusal } from './promotion-refusal.ts';
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

/**
 * Like findOffers, for goods that are ordered: limited uses stay as they are counted until the transaction ends. What does
 * not apply already, such as a promotion that is used up, is not held: no order waits for it.
 */
export async function holdOffers(
  tx: Transaction,
  goods: Goods,
  { customerId, couponCode }: OfferedTo,
  now: Date,
): Promise<Offers> {
  const codes = couponCode === null ? [] : [couponCode];
  const couponOf = ({ coupons }: OffersByCode) => (couponCode === null ? undefined : coupons.get(couponCode));
  const seen = await findOffers(tx, customerId, codes, now);
  const applies = (usable: UsablePromotion) =>
    (standingRefusal(usable, now) ?? goodsRefusal(usable.promotion, goods)) === undefined;
  const fitting = [...seen.automatic, ...seen.coupons.values()].filter(applies).map(({ promotion }) => promotion);
  if (!(await lockLimited(tx, fitting))) return { automatic: seen.automatic, coupon: couponOf(seen) };
  const held = await findOffers(tx, customerId, codes, now);
  const ids = new Set(fitting.map(({ id }) => id));
  const isFitting = ({ promotion }: UsablePromotion) => ids.has(promotion.id);
  const coupon = couponOf(seen);
  return {
    // One that was made in between, or has come to apply, is not held.
    automatic: held.automatic.filter(isFitting),
    coupon: coupon !== undefined && isFitting(coupon) ? couponOf(held) : coupon,
  };
}
