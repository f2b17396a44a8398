import { GraphQLScalarType, Kind } from 'graphql';
import { graphError } from './errors.ts';
import { formatAmount, isCurrency, type Money } from './money.ts';

/** A Date inside, ISO 8601 in UTC in the graph. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  parseValue(value) {
    const date = new Date(typeof value === 'string' ? value : Number.NaN);
    if (Number.isNaN(date.getTime())) throw graphError('BAD_USER_INPUT', 'DateTime must be ISO 8601 text.');
    return date;
  },
});

function decimal(value: unknown): string {
  if (typeof value === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw graphError('BAD_USER_INPUT', 'Decimal must be a decimal number as a string, such as "19.99".');
}

/** An exact decimal number, text inside and outside. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  serialize: String,
  parseValue: decimal,
  // A literal keeps its digits, whether it stands in quotes or not; a JSON number does not.
  parseLiteral: (node) =>
    decimal(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined),
});

/** A code of ISO 4217. */
export const CurrencyCode = new GraphQLScalarType<string, string>({
  name: 'CurrencyCode',
  serialize: String,
  parseValue(value) {
    if (typeof value === 'string' && isCurrency(value)) return value;
    throw graphError('BAD_USER_INPUT', 'CurrencyCode must be a code of ISO 4217, such as "EUR".');
  },
});

/** Money inside is minor units and currency. */
export const moneyResolvers = {
  amount: (money: Money) => formatAmount(money),
  currency: (money: Money) => money.currency,
};
