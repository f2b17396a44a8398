import type { Promotion, UsablePromotion } from '../promotion/promotion.ts';
import {
  coversCategory,
  goodsRefusal,
  type PromotionRefusal,
  standingRefusal,
} from '../promotion/promotion-refusal.ts';
import { allocate } from './allocate.ts';
import { basisPointsOf } from './basis-points.ts';
import { type Goods, lessPerLine } from './goods.ts';
import { sumOf } from './sum-of.ts';

/** A promotion that makes an order cheaper, by so many minor units. */
export interface AppliedPromotion {
  promotion: Promotion;
  discountMinor: bigint;
}

export interface Discounts {
  /** Each line's share, in the order of the lines. */
  perLine: bigint[];
  applied: AppliedPromotion[];
  /** Why the coupon is none for these goods. */
  couponRefusal: PromotionRefusal | undefined;
}

/** What may make goods cheaper. */
export interface Offers {
  automatic: readonly UsablePromotion[];
  coupon: UsablePromotion | undefined;
}

/** A promotion's share of each line. One smallest unit is always left to pay: what costs nothing, nobody can pay for. */
function sharesOf(promotion: Promotion, { lines }: Goods): bigint[] {
  const eligible = lines.map(({ categoryId, amountMinor }) =>
    coversCategory(promotion, categoryId) ? amountMinor : 0n,
  );
  const base = sumOf(eligible);
  const { discount } = promotion;
  const wanted = discount.kind === 'FIXED' ? discount.amountMinor : basisPointsOf(base, discount.basisPoints);
  const most = sumOf(lines.map(({ amountMinor }) => amountMinor)) - 1n;
  const granted = [wanted, base, most].reduce((least, amount) => (amount < least ? amount : least));
  return allocate(granted < 0n ? 0n : granted, eligible);
}

/** The automatic promotion that saves most, the oldest of equal ones. */
function bestAutomatic(automatic: readonly UsablePromotion[], goods: Goods, now: Date) {
  let best: { promotion: Promotion; shares: bigint[]; discountMinor: bigint } | undefined;
  const oldestFirst = automatic.toSorted((a, b) => (a.promotion.id < b.promotion.id ? -1 : 1));
  for (const usable of oldestFirst) {
    const { promotion } = usable;
    if ((standingRefusal(usable, now) ?? goodsRefusal(promotion, goods)) !== undefined) continue;
    const shares = sharesOf(promotion, goods);
    const discountMinor = sumOf(shares);
    if (discountMinor > (best?.discountMinor ?? 0n)) best = { promotion, shares, discountMinor };
  }
  return best;
}

/**
 * By how much goods become cheaper: by the one automatic promotion that saves most, and then by the coupon, which takes its
 * share of what is left. A coupon's minimum is asked of the goods before any discount.
 */
export function discountsOf(goods: Goods, { automatic, coupon }: Offers, now: Date): Discounts {
  const best = bestAutomatic(automatic, goods, now);
  const automaticShares = best?.shares ?? goods.lines.map(() => 0n);
  const applied: AppliedPromotion[] = best === undefined ? [] : [best];
  if (coupon === undefined) return { perLine: automaticShares, applied, couponRefusal: undefined };
  const couponRefusal = standingRefusal(coupon, now) ?? goodsRefusal(coupon.promotion, goods);
  if (couponRefusal !== undefined) return { perLine: automaticShares, applied, couponRefusal };
  const couponShares = sharesOf(coupon.promotion, lessPerLine(goods, automaticShares));
  const discountMinor = sumOf(couponShares);
  if (discountMinor > 0n) applied.push({ promotion: coupon.promotion, discountMinor });
  return {
    perLine: automaticShares.map((share, index) => share + (couponShares[index] ?? 0n)),
    applied,
    couponRefusal,
  };
}
