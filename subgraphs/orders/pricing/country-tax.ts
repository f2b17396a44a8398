import { basisPointsOf } from './basis-points.ts';
import type { TaxCalculator } from './tax-calculator.ts';

/** The standard rate of the country that the goods go to, on every line. @param rates in basis points, by country */
export function createCountryTax(rates: Readonly<Record<string, number>>): TaxCalculator {
  return ({ lines, country }) => lines.map(({ amountMinor }) => basisPointsOf(amountMinor, rates[country] ?? 0));
}
