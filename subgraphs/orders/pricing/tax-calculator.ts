import type { Goods } from './goods.ts';

/** What is sold, at what is paid for it after discounts, and where it goes; `country` is ISO 3166-1 alpha-2. */
export interface TaxedSale extends Goods {
  country: string;
}

/**
 * The tax that comes on top of each line, in minor units, not negative, in the order of the lines. It is called within
 * transactions, so it computes and asks nobody: one that knows its rates from elsewhere has them before.
 */
export type TaxCalculator = (sale: TaxedSale) => readonly bigint[];
