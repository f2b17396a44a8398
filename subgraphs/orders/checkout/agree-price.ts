import type { Transaction } from '#platform/postgres/database.ts';
import type { PricedProduct } from '../catalogue/price-list.ts';
import { goodsOf } from '../pricing/goods.ts';
import { type Calculators, type OrderPrice, priceOrder } from '../pricing/price-order.ts';
import { type CouponNotApplicable, couponNotApplicable } from '../promotion/coupon-not-applicable.ts';
import { holdOffers } from '../promotion/find-offers.ts';
import { type NamedLine, nameLines, type PricingError, type ProductQuantity, priceRefusal } from './price-lines.ts';

/** What is to be ordered, one line a product, and the coupon that comes with it. */
export interface Wanted {
  lines: readonly ProductQuantity[];
  couponCode: string | null;
}

/** Who orders what, from which prices, and to where; `country` is ISO 3166-1 alpha-2. */
export interface WantedSale extends Wanted {
  customerId: string;
  products: ReadonlyMap<string, PricedProduct>;
  country: string;
}

export interface AgreedPrice {
  lines: readonly NamedLine[];
  price: OrderPrice;
}

/**
 * Prices what is ordered. The limited promotions that it is cheaper by are held until the transaction ends. A coupon that
 * does not apply refuses the order: its customer counts on it.
 */
export async function agreePrice(
  tx: Transaction,
  { lines: wanted, couponCode, customerId, products, country }: WantedSale,
  calculators: Calculators,
): Promise<AgreedPrice | CouponNotApplicable | PricingError> {
  const named = nameLines(wanted, products);
  if (!named.ok) return named.error;
  const { lines } = named;
  const now = new Date();
  const offers = await holdOffers(tx, goodsOf(lines), { customerId, couponCode }, now);
  const price = priceOrder({ lines, country, now, ...offers }, calculators);
  const refusal = offers.coupon === undefined ? 'UNKNOWN_CODE' : price.couponRefusal;
  if (couponCode !== null && refusal !== undefined) return couponNotApplicable(couponCode, refusal);
  return priceRefusal(price) ?? { lines, price };
}
