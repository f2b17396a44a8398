import type { Money } from '#platform/subgraph/money.ts';

/** So many of a product at its price, without tax. */
export interface SaleLine {
  productId: string;
  categoryId: string | null;
  quantity: number;
  unitPrice: Money;
}

/** What all of a line's product costs, in minor units. */
export interface GoodsLine {
  productId: string;
  categoryId: string | null;
  amountMinor: bigint;
}

/** Lines of goods that are paid in one currency. */
export interface Goods {
  currency: string;
  lines: readonly GoodsLine[];
}

/** @param lines at least one, all in one currency */
export function goodsOf(lines: readonly SaleLine[]): Goods {
  const currency = lines[0]?.unitPrice.currency;
  if (currency === undefined) throw new Error('there are no goods without lines');
  return {
    currency,
    lines: lines.map(({ productId, categoryId, quantity, unitPrice }) => ({
      productId,
      categoryId,
      amountMinor: unitPrice.amountMinor * BigInt(quantity),
    })),
  };
}

/** The goods when so much less is to be paid for each line. */
export const lessPerLine = ({ currency, lines }: Goods, less: readonly bigint[]): Goods => ({
  currency,
  lines: lines.map((line, index) => ({ ...line, amountMinor: line.amountMinor - (less[index] ?? 0n) })),
});
