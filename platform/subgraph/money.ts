/** An exact amount in the currency's minor units (cents); `currency` is an ISO 4217 code. */
export interface Money {
  amountMinor: bigint;
  currency: string;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** Whether this is a code of ISO 4217 that we know. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code);

const exponents = new Map<string, number>();

/** How many digits the currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  let exponent = exponents.get(currency);
  if (exponent === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    exponent = format.resolvedOptions().maximumFractionDigits ?? 2;
    exponents.set(currency, exponent);
  }
  return exponent;
}

/** "1299.99" in EUR is 129999n. Undefined when it is no decimal number or has more digits than the currency. */
export function parseAmount(amount: string, currency: string): bigint | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(amount);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const exponent = exponentOf(currency);
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > exponent) return undefined;
  const minor = BigInt(whole + digits.padEnd(exponent, '0'));
  return sign === '-' ? -minor : minor;
}

/** 129999n in EUR is "1299.99": always with all of the currency's digits. */
export function formatAmount({ amountMinor, currency }: Money): string {
  const exponent = exponentOf(currency);
  const negative = amountMinor < 0n;
  const digits = String(negative ? -amountMinor : amountMinor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const text = exponent === 0 ? whole : `${whole}.${digits.slice(digits.length - exponent)}`;
  return negative ? `-${text}` : text;
}

/** Money as integration events carry it. */
export const moneyToWire = ({ amountMinor, currency }: Money) => ({ amountMinor: String(amountMinor), currency });

/** Money out of an integration event. */
export const moneyFromWire = (wire: { amountMinor: string; currency: string }): Money => ({
  amountMinor: BigInt(wire.amountMinor),
  currency: wire.currency,
});
