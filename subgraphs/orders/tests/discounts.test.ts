import { describe, expect, it } from '@jest/globals';
import { createCountryTax } from '../pricing/country-tax.ts';
import { discountsOf } from '../pricing/discounts.ts';
import { createFlatRateShipping } from '../pricing/flat-rate-shipping.ts';
import type { Promotion, UsablePromotion } from '../promotion/promotion.ts';

const now = new Date('2026-01-01T00:00:00Z');
const [tea, coffee] = ['01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000a2'] as const;

const promotion = (more: Partial<Promotion> = {}): Promotion => ({
  id: '01900000-0000-7000-8000-0000000000b1',
  name: 'Sale',
  code: null,
  discount: { kind: 'PERCENTAGE', basisPoints: 1_000 },
  currency: null,
  minimumMinor: null,
  categoryId: null,
  perCustomerLimit: null,
  totalLimit: null,
  validFrom: new Date('2025-01-01'),
  validUntil: null,
  endedAt: null,
  ...more,
});

const usable = (more: Partial<Promotion> = {}, uses = { total: 0, byCustomer: 0 }): UsablePromotion => ({
  promotion: promotion(more),
  uses,
});

const fixed = (amountMinor: bigint) => ({ discount: { kind: 'FIXED', amountMinor } as const, currency: 'EUR' });

/** Goods of these categories at these prices, in EUR. */
const goods = (...lines: [category: string | null, amountMinor: bigint][]) => ({
  currency: 'EUR',
  lines: lines.map(([categoryId, amountMinor]) => ({ productId: 'any', categoryId, amountMinor })),
});

const basket = goods([tea, 1_000n], [coffee, 500n], [null, 500n]);
const perLine = (offers: { automatic?: UsablePromotion[]; coupon?: UsablePromotion }, of = basket) =>
  discountsOf(of, { automatic: offers.automatic ?? [], coupon: offers.coupon }, now);

describe('a promotion', () => {
  it('in percent takes its part of every line', () => {
    expect(perLine({ automatic: [usable()] }).perLine).toEqual([100n, 50n, 50n]);
  });

  it('in percent is rounded half up, once for the order', () => {
    const discount = { kind: 'PERCENTAGE', basisPoints: 5_000 } as const;
    expect(perLine({ automatic: [usable({ discount })] }, goods([tea, 1n], [tea, 1n], [tea, 1n])).perLine).toEqual([
      1n,
      1n,
      0n,
    ]);
  });

  it('of a fixed sum is spread over the lines, and exact', () => {
    const { perLine: shares } = perLine(
      { automatic: [usable(fixed(100n))] },
      goods([tea, 1n], [tea, 1_000n], [tea, 1_000n]),
    );
    expect(shares).toEqual([0n, 50n, 50n]);
  });

  it('for a category leaves the other goods alone, and takes no more than they cost', () => {
    expect(perLine({ automatic: [usable({ ...fixed(700n), categoryId: coffee })] }).perLine).toEqual([0n, 500n, 0n]);
  });

  it('leaves one smallest unit to pay', () => {
    const discount = { kind: 'PERCENTAGE', basisPoints: 10_000 } as const;
    expect(perLine({ automatic: [usable({ discount })] }, goods([tea, 300n])).perLine).toEqual([299n]);
    expect(perLine({ coupon: usable(fixed(9_999n)) }, goods([tea, 1n])).perLine).toEqual([0n]);
  });
});

describe('several promotions', () => {
  const ten = usable();
  const fifteen = usable({ id: '01900000-0000-7000-8000-0000000000b2', ...fixed(300n) });

  it('that apply by themselves: the one that saves most', () => {
    const { perLine: shares, applied } = perLine({ automatic: [ten, fifteen] });
    expect(shares).toEqual([150n, 75n, 75n]);
    expect(applied).toMatchObject([{ promotion: { id: fifteen.promotion.id }, discountMinor: 300n }]);
  });

  it('that save the same: the oldest', () => {
    const same = usable({ ...fixed(200n), id: '01900000-0000-7000-8000-0000000000b0' });
    expect(perLine({ automatic: [ten, same] }).applied).toMatchObject([{ promotion: { id: same.promotion.id } }]);
  });

  it('a coupon takes its part of what the other has left', () => {
    const coupon = usable({ id: '01900000-0000-7000-8000-0000000000c1', code: 'TEN' });
    const { perLine: shares, applied } = perLine({ automatic: [fifteen], coupon });
    expect(applied.map(({ discountMinor }) => discountMinor)).toEqual([300n, 170n]);
    expect(shares).toEqual([235n, 118n, 117n]);
  });
});

describe('a promotion does not apply', () => {
  it.each<[string, UsablePromotion, string]>([
    ['before its time', usable({ validFrom: new Date('2026-01-01T00:00:01Z') }), 'NOT_YET_VALID'],
    ['from its end on', usable({ validUntil: now }), 'EXPIRED'],
    ['once it was ended', usable({ endedAt: now }), 'EXPIRED'],
    ['when all of it is used', usable({ totalLimit: 2 }, { total: 2, byCustomer: 0 }), 'USED_UP'],
    ['when the customer has used it', usable({ perCustomerLimit: 1 }, { total: 0, byCustomer: 1 }), 'USED_BY_CUSTOMER'],
    ['to another currency', usable({ currency: 'JPY', minimumMinor: 1n }), 'OTHER_CURRENCY'],
    ['below its minimum', usable({ currency: 'EUR', minimumMinor: 2_001n }), 'BELOW_MINIMUM'],
    ['to other goods', usable({ categoryId: '01900000-0000-7000-8000-0000000000a3' }), 'NO_MATCHING_PRODUCT'],
  ])('%s', (_, refused, reason) => {
    expect(perLine({ automatic: [refused] })).toMatchObject({ perLine: [0n, 0n, 0n], applied: [] });
    expect(perLine({ coupon: refused })).toMatchObject({ perLine: [0n, 0n, 0n], applied: [], couponRefusal: reason });
  });

  it('but does at its very limits', () => {
    const almost = usable(
      { currency: 'EUR', minimumMinor: 2_000n, totalLimit: 2, perCustomerLimit: 2, validFrom: now },
      { total: 1, byCustomer: 1 },
    );
    expect(perLine({ coupon: almost })).toMatchObject({ perLine: [100n, 50n, 50n], couponRefusal: undefined });
  });
});

describe('what comes on top', () => {
  it('tax is the country’s rate on each line, rounded half up', () => {
    const taxOf = createCountryTax({ DE: 1_900 });
    const lines = [{ productId: 'any', categoryId: null, amountMinor: 50n }];
    expect(taxOf({ lines, currency: 'EUR', country: 'DE' })).toEqual([10n]);
    expect(taxOf({ lines, currency: 'EUR', country: 'US' })).toEqual([0n]);
  });

  it('shipping is a flat rate of the currency, free from a sum on', () => {
    const shippingOf = createFlatRateShipping({
      EUR: { flatMinor: 490, freeFromMinor: 5_000 },
      JPY: { flatMinor: 800 },
    });
    const costs = (goodsMinor: bigint, currency: string) => shippingOf({ goodsMinor, currency, country: 'DE' });
    expect([costs(4_999n, 'EUR'), costs(5_000n, 'EUR'), costs(10n ** 9n, 'JPY'), costs(1n, 'USD')]).toEqual([
      490n,
      0n,
      800n,
      0n,
    ]);
  });
});
