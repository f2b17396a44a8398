import { type InvalidInput, invalidInput, type UserError, userError } from '#platform/subgraph/user-errors.ts';
import type { PricedProduct } from '../catalogue/price-list.ts';
import type { OrderBreakdown, OrderLine, StoredMoney } from '../order/order-events.ts';
import { currenciesOf, type MixedCurrencies, mixedCurrencies } from '../pricing/currencies.ts';
import type { SaleLine } from '../pricing/goods.ts';
import type { OrderPrice } from '../pricing/price-order.ts';

/** So many of one product. */
export interface ProductQuantity {
  productId: string;
  quantity: number;
}

/** A line as it is sold, by the product's name. */
export interface NamedLine extends SaleLine {
  name: string;
}

export type PricingError = (UserError<'ProductNotFound'> & { productId: string }) | MixedCurrencies | InvalidInput;

/** PostgreSQL's bigint. */
const MAX_MINOR = 2n ** 63n - 1n;

/** One line a product, where it was named first. */
export function mergeLines(lines: readonly ProductQuantity[]): ProductQuantity[] {
  const merged = new Map<string, number>();
  for (const { productId, quantity } of lines) merged.set(productId, (merged.get(productId) ?? 0) + quantity);
  return [...merged].map(([productId, quantity]) => ({ productId, quantity }));
}

export type NamedLines = { ok: true; lines: NamedLine[] } | { ok: false; error: PricingError };

/** Puts names and present prices to an order's lines, at least one. */
export function nameLines(lines: readonly ProductQuantity[], products: ReadonlyMap<string, PricedProduct>): NamedLines {
  const named: NamedLine[] = [];
  for (const { productId, quantity } of lines) {
    const product = products.get(productId);
    if (product === undefined) {
      return { ok: false, error: userError('ProductNotFound', 'There is no such product.', { productId }) };
    }
    const { name, price, categoryId } = product;
    named.push({ productId, quantity, name, categoryId, unitPrice: price });
  }
  const currencies = currenciesOf(named);
  return currencies.length > 1 ? { ok: false, error: mixedCurrencies(currencies) } : { ok: true, lines: named };
}

/** Why no order can have this price. */
export const priceRefusal = ({ totalMinor, subtotalMinor }: OrderPrice): InvalidInput | undefined =>
  totalMinor > MAX_MINOR || subtotalMinor > MAX_MINOR
    ? invalidInput([{ path: 'items', message: 'cost more than an order can' }])
    : undefined;

/** An order's lines and total as its first event keeps them. */
export function placedAtPrice(
  lines: readonly NamedLine[],
  price: OrderPrice,
): { lines: OrderLine[]; total: StoredMoney; breakdown: OrderBreakdown } {
  const stored = (amountMinor: bigint): StoredMoney => ({ amountMinor: String(amountMinor), currency: price.currency });
  return {
    lines: lines.map(({ productId, quantity, name, unitPrice }, index) => ({
      productId,
      quantity,
      name,
      unitPrice: stored(unitPrice.amountMinor),
      discountMinor: String(price.lines[index]?.discountMinor ?? 0n),
      taxMinor: String(price.lines[index]?.taxMinor ?? 0n),
    })),
    total: stored(price.totalMinor),
    breakdown: {
      subtotal: stored(price.subtotalMinor),
      discount: stored(price.discountMinor),
      shipping: stored(price.shippingMinor),
      tax: stored(price.taxMinor),
    },
  };
}
