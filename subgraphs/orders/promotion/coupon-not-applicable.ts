import { type UserError, userError } from '#platform/subgraph/user-errors.ts';
import type { PromotionRefusal } from './promotion-refusal.ts';

export type CouponNotApplicable = UserError<'CouponNotApplicable'> & { coupon: string; reason: PromotionRefusal };

const sentences: Record<PromotionRefusal, string> = {
  UNKNOWN_CODE: 'There is no such coupon.',
  NOT_YET_VALID: 'This coupon is not valid yet.',
  EXPIRED: 'This coupon is no longer valid.',
  USED_UP: 'This coupon has been used as often as it can be.',
  USED_BY_CUSTOMER: 'You have used this coupon as often as you can.',
  OTHER_CURRENCY: 'This coupon is for goods in another currency.',
  BELOW_MINIMUM: 'The goods cost less than this coupon asks for.',
  NO_MATCHING_PRODUCT: 'This coupon is for other goods.',
};

/** What a customer is told of a coupon that makes nothing cheaper. */
export const couponNotApplicable = (coupon: string, reason: PromotionRefusal): CouponNotApplicable =>
  userError('CouponNotApplicable', sentences[reason], { coupon, reason });
