import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAmount, moneyFromWire, moneyToWire, parseAmount } from '../money.ts';

describe('money', () => {
  it.each([
    ['1299.99', 'EUR', 129_999n],
    ['5', 'EUR', 500n],
    ['0.1', 'EUR', 10n],
    ['-0.05', 'EUR', -5n],
    ['1500', 'JPY', 1500n],
    ['1.234', 'KWD', 1234n],
    ['2.500', 'EUR', 250n],
  ])('%s %s', (amount, currency, minor) => {
    expect(parseAmount(amount, currency)).toBe(minor);
  });

  it.each([
    ['1.999', 'EUR'],
    ['1.5', 'JPY'],
    ['1e3', 'EUR'],
    ['', 'EUR'],
    ['1.', 'EUR'],
    ['٣', 'EUR'],
    ['9999999999999999', 'EUR'],
  ])('%s is no amount of %s', (amount, currency) => {
    expect(parseAmount(amount, currency)).toBeUndefined();
  });

  it('comes back the same from text and from the wire', () => {
    const amounts = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
    fc.assert(
      fc.property(amounts, fc.constantFrom('EUR', 'JPY', 'KWD'), (amountMinor, currency) => {
        const money = { amountMinor, currency };
        expect(parseAmount(formatAmount(money), currency)).toBe(amountMinor);
        expect(moneyFromWire(moneyToWire(money))).toEqual(money);
      }),
    );
  });
});
