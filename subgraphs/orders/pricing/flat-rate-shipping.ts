import type { ShippingCalculator } from './shipping-calculator.ts';

/** In minor units; from `freeFromMinor` on nothing is charged. */
export interface ShippingRate {
  flatMinor: number;
  freeFromMinor?: number | undefined;
}

/** One rate for every country. @param rates by currency; where there is none, shipping is free */
export function createFlatRateShipping(rates: Readonly<Record<string, ShippingRate>>): ShippingCalculator {
  return ({ goodsMinor, currency }) => {
    const rate = rates[currency];
    if (rate === undefined) return 0n;
    const isFree = rate.freeFromMinor !== undefined && goodsMinor >= BigInt(rate.freeFromMinor);
    return isFree ? 0n : BigInt(rate.flatMinor);
  };
}
