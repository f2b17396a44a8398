import { moneyToWire } from '#platform/subgraph/money.ts';
import { type InvalidInput, invalidInput, type UserError, userError } from '#platform/subgraph/user-errors.ts';
import type { PricedProduct } from '../catalogue/price-list.ts';
import type { OrderLine, StoredMoney } from '../order/order-events.ts';

/** So many of one product. */
export interface ProductQuantity {
  productId: string;
  quantity: number;
}

export type PricingError =
  | (UserError<'ProductNotFound'> & { productId: string })
  | (UserError<'MixedCurrencies'> & { currencies: string[] })
  | InvalidInput;

export type PricedLines = { ok: true; lines: OrderLine[]; total: StoredMoney } | { ok: false; error: PricingError };

/** PostgreSQL's bigint. */
const MAX_MINOR = 2n ** 63n - 1n;

/** One line a product, where it was named first. */
export function mergeLines(lines: readonly ProductQuantity[]): ProductQuantity[] {
  const merged = new Map<string, number>();
  for (const { productId, quantity } of lines) merged.set(productId, (merged.get(productId) ?? 0) + quantity);
  return [...merged].map(([productId, quantity]) => ({ productId, quantity }));
}

/** Puts names and prices to an order's lines, at least one, and adds them up. */
export function priceLines(lines: readonly ProductQuantity[], prices: ReadonlyMap<string, PricedProduct>): PricedLines {
  const priced: OrderLine[] = [];
  let totalMinor = 0n;
  for (const { productId, quantity } of lines) {
    const product = prices.get(productId);
    if (product === undefined) {
      return { ok: false, error: userError('ProductNotFound', 'There is no such product.', { productId }) };
    }
    priced.push({ productId, quantity, name: product.name, unitPrice: moneyToWire(product.price) });
    totalMinor += product.price.amountMinor * BigInt(quantity);
  }
  const currencies = [...new Set(priced.map(({ unitPrice }) => unitPrice.currency))].sort();
  const [currency] = currencies;
  if (currency === undefined) throw new Error('an order without lines cannot be priced');
  if (currencies.length > 1) {
    const message = `An order is paid in one currency, these products cost ${currencies.join(' and ')}.`;
    return { ok: false, error: userError('MixedCurrencies', message, { currencies }) };
  }
  if (totalMinor > MAX_MINOR) {
    return { ok: false, error: invalidInput([{ path: 'items', message: 'cost more than an order can' }]) };
  }
  return { ok: true, lines: priced, total: moneyToWire({ amountMinor: totalMinor, currency }) };
}
