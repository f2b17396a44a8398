import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate } from '../pricing/allocate.ts';
import { createCountryTax } from '../pricing/country-tax.ts';
import { createFlatRateShipping } from '../pricing/flat-rate-shipping.ts';
import type { SaleLine } from '../pricing/goods.ts';
import { type OrderPrice, priceOrder } from '../pricing/price-order.ts';
import { sumOf } from '../pricing/sum-of.ts';
import type { Promotion, UsablePromotion } from '../promotion/promotion.ts';

const now = new Date('2026-01-01T00:00:00Z');
const categories = ['01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000a2'];
const anyCategory = fc.option(fc.constantFrom(...categories));
const amount = (min: bigint) => fc.bigInt({ min, max: 10n ** 13n });

const anyLine: fc.Arbitrary<SaleLine> = fc.record({
  productId: fc.uuid(),
  categoryId: anyCategory,
  quantity: fc.integer({ min: 1, max: 999 }),
  unitPrice: fc.record({
    amountMinor: fc.oneof(amount(1n), fc.bigInt({ min: 1n, max: 500n })),
    currency: fc.constant('EUR'),
  }),
});

const anyPromotion: fc.Arbitrary<Promotion> = fc.record({
  id: fc.uuid(),
  name: fc.constant('Sale'),
  code: fc.constant(null),
  discount: fc.oneof(
    fc.record({ kind: fc.constant('PERCENTAGE' as const), basisPoints: fc.integer({ min: 1, max: 10_000 }) }),
    fc.record({ kind: fc.constant('FIXED' as const), amountMinor: fc.bigInt({ min: 1n, max: 10n ** 17n }) }),
  ),
  currency: fc.constantFrom('EUR', 'EUR', 'JPY', null),
  minimumMinor: fc.option(amount(1n)),
  categoryId: anyCategory,
  perCustomerLimit: fc.option(fc.integer({ min: 1, max: 3 })),
  totalLimit: fc.option(fc.integer({ min: 1, max: 3 })),
  validFrom: fc.constantFrom(new Date('2025-01-01'), new Date('2027-01-01')),
  validUntil: fc.option(fc.constant(new Date('2028-01-01'))),
  endedAt: fc.constantFrom(null, null, new Date('2025-06-01')),
});

const usable: fc.Arbitrary<UsablePromotion> = fc.record({
  promotion: anyPromotion,
  uses: fc.record({ total: fc.integer({ min: 0, max: 3 }), byCustomer: fc.integer({ min: 0, max: 3 }) }),
});

const anySale = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 12 }),
  automatic: fc.array(usable, { maxLength: 4 }),
  coupon: fc.option(usable, { nil: undefined }),
  country: fc.constantFrom('DE', 'FR', 'US'),
  now: fc.constant(now),
});

const calculators = {
  taxOf: createCountryTax({ DE: 1900, FR: 550 }),
  shippingOf: createFlatRateShipping({ EUR: { flatMinor: 490, freeFromMinor: 100_000 } }),
};

const priceOfLine = ({ subtotalMinor, discountMinor, taxMinor }: OrderPrice['lines'][number]) =>
  subtotalMinor - discountMinor + taxMinor;

describe('the price of an order', () => {
  it('adds up: the parts to the total, the lines to each part', () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        const price = priceOrder(sale, calculators);
        const { subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor, lines } = price;
        expect(totalMinor).toBe(subtotalMinor - discountMinor + shippingMinor + taxMinor);
        expect(sumOf(lines.map((line) => line.subtotalMinor))).toBe(subtotalMinor);
        expect(sumOf(lines.map((line) => line.discountMinor))).toBe(discountMinor);
        expect(sumOf(lines.map((line) => line.taxMinor))).toBe(taxMinor);
        expect(sumOf(price.applied.map((applied) => applied.discountMinor))).toBe(discountMinor);
      }),
    );
  });

  it('is what all lines were paid with, and shipping: giving the lines back gives back all that was paid for them', () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        const { lines, shippingMinor, totalMinor } = priceOrder(sale, calculators);
        expect(sumOf(lines.map(priceOfLine)) + shippingMinor).toBe(totalMinor);
      }),
    );
  });

  it('has nothing negative, no line cheaper than nothing, and is something to pay', () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        const { lines, subtotalMinor, discountMinor, shippingMinor, taxMinor } = priceOrder(sale, calculators);
        for (const line of lines) {
          expect(line.discountMinor >= 0n && line.discountMinor <= line.subtotalMinor).toBe(true);
          expect(line.taxMinor >= 0n).toBe(true);
        }
        expect(shippingMinor >= 0n && taxMinor >= 0n && discountMinor < subtotalMinor).toBe(true);
      }),
    );
  });

  it('is never higher for having more promotions to choose from', () => {
    fc.assert(
      fc.property(anySale, usable, (sale, more) => {
        const alone = { ...sale, coupon: undefined };
        const before = priceOrder(alone, calculators).discountMinor;
        const after = priceOrder({ ...alone, automatic: [...sale.automatic, more] }, calculators).discountMinor;
        expect(after >= before).toBe(true);
      }),
    );
  });

  it('is cheaper only where a promotion reaches', () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        const { lines, applied } = priceOrder(sale, calculators);
        const reaches = (line: SaleLine) =>
          applied.some(({ promotion: { categoryId } }) => categoryId === null || categoryId === line.categoryId);
        sale.lines.forEach((line, index) => {
          if (!reaches(line)) expect(lines[index]?.discountMinor).toBe(0n);
        });
      }),
    );
  });
});

describe('an amount that is split', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 20 });

  it('is given out whole, to nobody more than a unit above or below the exact share', () => {
    fc.assert(
      fc.property(weights, fc.bigInt({ min: 0n, max: 10n ** 16n }), (weights, amount) => {
        const sum = sumOf(weights);
        fc.pre(sum > 0n);
        const parts = allocate(amount, weights);
        expect(sumOf(parts)).toBe(amount);
        parts.forEach((part, index) => {
          const difference = part * sum - amount * (weights[index] ?? 0n);
          expect(difference > -sum && difference < sum).toBe(true);
        });
      }),
    );
  });

  it('goes to the largest remainders, the first of equal ones', () => {
    expect(allocate(10n, [1n, 1n, 1n])).toEqual([4n, 3n, 3n]);
    expect(allocate(7n, [50n, 30n, 20n])).toEqual([4n, 2n, 1n]);
    expect(allocate(0n, [0n, 0n])).toEqual([0n, 0n]);
  });
});
