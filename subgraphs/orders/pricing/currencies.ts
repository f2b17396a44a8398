import { type UserError, userError } from '#platform/subgraph/user-errors.ts';
import type { SaleLine } from './goods.ts';

export type MixedCurrencies = UserError<'MixedCurrencies'> & { currencies: string[] };

/** The currencies of lines, more than one if they cannot be paid together. */
export const currenciesOf = (lines: readonly SaleLine[]): string[] =>
  [...new Set(lines.map(({ unitPrice }) => unitPrice.currency))].sort();

/** What is said of lines that cannot be paid together. */
export const mixedCurrencies = (currencies: string[]): MixedCurrencies =>
  userError('MixedCurrencies', `An order is paid in one currency, these products cost ${currencies.join(' and ')}.`, {
    currencies,
  });
