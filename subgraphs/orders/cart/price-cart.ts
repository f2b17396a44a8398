import type { Money } from '#platform/subgraph/money.ts';
import { currenciesOf } from '../pricing/currencies.ts';
import { type Calculators, priceOrder } from '../pricing/price-order.ts';
import { type CartFacts, saleLinesOf } from './read-facts.ts';

/** What an order of the cart would cost, sent to `country`. */
export interface CartTotals {
  country: string;
  subtotal: Money;
  discount: Money;
  shipping: Money;
  tax: Money;
  total: Money;
  promotions: { name: string; code: string | null; discount: Money }[];
}

/** Prices what of a cart can be ordered; undefined when that is nothing, or nothing that is paid in one currency. */
export function priceCart(facts: CartFacts, country: string, calculators: Calculators): CartTotals | undefined {
  const lines = saleLinesOf(facts);
  if (currenciesOf(lines).length !== 1) return undefined;
  const { automatic, coupon, at: now } = facts;
  const price = priceOrder({ lines, country, now, automatic, coupon }, calculators);
  const money = (amountMinor: bigint): Money => ({ amountMinor, currency: price.currency });
  return {
    country,
    subtotal: money(price.subtotalMinor),
    discount: money(price.discountMinor),
    shipping: money(price.shippingMinor),
    tax: money(price.taxMinor),
    total: money(price.totalMinor),
    promotions: price.applied.map(({ promotion: { name, code }, discountMinor }) => ({
      name,
      code,
      discount: money(discountMinor),
    })),
  };
}
