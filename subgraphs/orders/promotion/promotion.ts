/** A percentage in hundredths (1 to 10,000), or a fixed amount in minor units of the promotion's currency. */
export type Discount = { kind: 'PERCENTAGE'; basisPoints: number } | { kind: 'FIXED'; amountMinor: bigint };

/** What makes orders cheaper, and which ones. */
export interface Promotion {
  id: string;
  name: string;
  /** Null applies by itself, to every order that it fits. */
  code: string | null;
  discount: Discount;
  /** Of the amount and the minimum; null where there is neither. */
  currency: string | null;
  /** What an order's goods must cost at least, before any discount. */
  minimumMinor: bigint | null;
  /** Only goods of this category become cheaper. */
  categoryId: string | null;
  perCustomerLimit: number | null;
  totalLimit: number | null;
  validFrom: Date;
  validUntil: Date | null;
  endedAt: Date | null;
}

/** How often a promotion was used; `total` is counted only where that is limited. */
export interface PromotionUses {
  total: number;
  byCustomer: number;
}

/** A promotion with its uses as they are now, for one customer. */
export interface UsablePromotion {
  promotion: Promotion;
  uses: PromotionUses;
}
