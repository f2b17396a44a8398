import { z } from 'zod';

/** One value that a list is ordered by. */
export interface SortKey {
  /** What is ordered by. */
  sql: string;
  /** The same as a JSON number or string without loss, for the cursor. */
  inCursor: string;
  /** The cursor's value, given as `parameter`, as what is ordered by. */
  fromCursor(parameter: string): string;
  shape: z.ZodType<string | number>;
}

export interface SortOrder {
  direction: 'ASC' | 'DESC';
  /** Without the id, which comes last in every order. */
  keys: readonly SortKey[];
}

const plain = (sql: string, type: string, shape: z.ZodType<string | number>): SortKey => ({
  sql,
  inCursor: sql,
  fromCursor: (parameter) => `${parameter}::${type}`,
  shape,
});

const int32 = z.int().min(-2_147_483_648).max(2_147_483_647);

const createdAt: SortKey = {
  sql: 'p.created_at',
  inCursor: '(extract(epoch FROM p.created_at) * 1000)::bigint',
  fromCursor: (parameter) => `to_timestamp(${parameter}::float8 / 1000)`,
  // Up to the year 9999.
  shape: z.int().min(0).max(253_402_300_799_999),
};

const textKey = z.string().regex(/^[^\0]*$/);

const name: SortKey = {
  sql: 'lower(p.name) COLLATE "C"',
  inCursor: 'lower(p.name)',
  fromCursor: (parameter) => `${parameter}::text COLLATE "C"`,
  shape: textKey,
};

// Amounts compare only within a currency.
const price = [plain('p.currency', 'text', textKey), plain('p.price_minor', 'bigint', z.int())];

const rating = [plain('p.rating_milli', 'integer', int32), plain('p.rating_count', 'integer', int32)];

/** How well a product matches, in millionths. `query.terms` is the search. */
const relevance = plain('(ts_rank(p.search, query.terms) * 1000000)::integer', 'integer', int32);

/** Every order of the catalogue. RELEVANCE needs a search. */
export const sortOrders = {
  RELEVANCE: { direction: 'DESC', keys: [relevance] },
  NEWEST: { direction: 'DESC', keys: [createdAt] },
  NAME: { direction: 'ASC', keys: [name] },
  PRICE_ASC: { direction: 'ASC', keys: price },
  PRICE_DESC: { direction: 'DESC', keys: price },
  RATING: { direction: 'DESC', keys: rating },
} satisfies Record<string, SortOrder>;

export type ProductSort = keyof typeof sortOrders;

/** A place in a list: the sort, the values of its keys, the product's id. */
export type ProductCursor = readonly [ProductSort, ...(string | number)[]];

/** Accepts cursors of this sort only: another sort's values say nothing about a place in this one. */
export function cursorShape(sort: ProductSort): z.ZodType<ProductCursor> {
  const keys = sortOrders[sort].keys.map(({ shape }) => shape);
  return z.tuple([z.literal(sort), ...keys, z.uuid()]) as unknown as z.ZodType<ProductCursor>;
}
