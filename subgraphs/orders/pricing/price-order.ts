import type { PromotionRefusal } from '../promotion/promotion-refusal.ts';
import { type AppliedPromotion, discountsOf, type Offers } from './discounts.ts';
import { goodsOf, lessPerLine, type SaleLine } from './goods.ts';
import type { ShippingCalculator } from './shipping-calculator.ts';
import { sumOf } from './sum-of.ts';
import type { TaxCalculator } from './tax-calculator.ts';

/** What is to be priced: at least one line, all in one currency, going to `country` (ISO 3166-1 alpha-2). */
export interface Sale extends Offers {
  lines: readonly SaleLine[];
  country: string;
  now: Date;
}

/** In minor units. A line costs subtotal - discount + tax. */
export interface LinePrice {
  subtotalMinor: bigint;
  discountMinor: bigint;
  taxMinor: bigint;
}

/** In minor units. The total is subtotal - discount + shipping + tax, and also what all lines cost and shipping. */
export interface OrderPrice {
  currency: string;
  lines: LinePrice[];
  subtotalMinor: bigint;
  discountMinor: bigint;
  shippingMinor: bigint;
  taxMinor: bigint;
  totalMinor: bigint;
  applied: AppliedPromotion[];
  /** Why the coupon is none for this order; the prices are those without it. */
  couponRefusal: PromotionRefusal | undefined;
}

/** Who says what is added to the price of goods. */
export interface Calculators {
  taxOf: TaxCalculator;
  shippingOf: ShippingCalculator;
}

/** Prices a sale; carts and orders are priced here alone, so that what a cart shows is what its order costs. */
export function priceOrder({ lines, country, now, ...offers }: Sale, { taxOf, shippingOf }: Calculators): OrderPrice {
  const goods = goodsOf(lines);
  const { currency } = goods;
  const { perLine, applied, couponRefusal } = discountsOf(goods, offers, now);
  const taxes = taxOf({ ...lessPerLine(goods, perLine), country });
  const subtotalMinor = sumOf(goods.lines.map(({ amountMinor }) => amountMinor));
  const discountMinor = sumOf(perLine);
  const taxMinor = sumOf(taxes);
  const shippingMinor = shippingOf({ goodsMinor: subtotalMinor - discountMinor, currency, country });
  return {
    currency,
    lines: goods.lines.map(({ amountMinor }, index) => ({
      subtotalMinor: amountMinor,
      discountMinor: perLine[index] ?? 0n,
      taxMinor: taxes[index] ?? 0n,
    })),
    subtotalMinor,
    discountMinor,
    shippingMinor,
    taxMinor,
    totalMinor: subtotalMinor - discountMinor + shippingMinor + taxMinor,
    applied,
    couponRefusal,
  };
}
