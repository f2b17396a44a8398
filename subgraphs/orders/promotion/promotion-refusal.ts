import type { Goods } from '../pricing/goods.ts';
import type { Promotion, UsablePromotion } from './promotion.ts';

/** Why a promotion does not apply. */
export type PromotionRefusal =
  | 'UNKNOWN_CODE'
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'USED_UP'
  | 'USED_BY_CUSTOMER'
  | 'OTHER_CURRENCY'
  | 'BELOW_MINIMUM'
  | 'NO_MATCHING_PRODUCT';

/** Why it applies to no order of this customer now. */
export function standingRefusal({ promotion, uses }: UsablePromotion, now: Date): PromotionRefusal | undefined {
  const { validFrom, validUntil, endedAt, totalLimit, perCustomerLimit } = promotion;
  if (endedAt !== null || (validUntil !== null && validUntil <= now)) return 'EXPIRED';
  if (validFrom > now) return 'NOT_YET_VALID';
  if (totalLimit !== null && uses.total >= totalLimit) return 'USED_UP';
  if (perCustomerLimit !== null && uses.byCustomer >= perCustomerLimit) return 'USED_BY_CUSTOMER';
  return undefined;
}

/** Whether it makes goods of this category cheaper. */
export const coversCategory = ({ categoryId }: Promotion, category: string | null): boolean =>
  categoryId === null || categoryId === category;

/** Why it does not apply to these goods. */
export function goodsRefusal(promotion: Promotion, { currency, lines }: Goods): PromotionRefusal | undefined {
  if (promotion.currency !== null && promotion.currency !== currency) return 'OTHER_CURRENCY';
  const subtotal = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  if (promotion.minimumMinor !== null && subtotal < promotion.minimumMinor) return 'BELOW_MINIMUM';
  return lines.some(({ categoryId }) => coversCategory(promotion, categoryId)) ? undefined : 'NO_MATCHING_PRODUCT';
}
