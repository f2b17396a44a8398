import { z } from 'zod';
import { DEFAULT_DOCUMENT_LIMITS, type DocumentLimits, MAX_REQUEST_BYTES } from './document-limits.ts';

/** A whole number from 1, or `off`, which is read as Infinity. */
const limit = (standard: number) =>
  z
    .string()
    .regex(/^(off|[1-9]\d{0,8})$/, 'expected a whole number from 1, or off')
    .default(String(standard))
    .transform((text) => (text === 'off' ? Number.POSITIVE_INFINITY : Number(text)));

const amount = (standard: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'expected a whole number from 1')
    .default(String(standard))
    .transform(Number);

/** What one client may send; each but the two `amount`s can be `off`. */
export const limitVariables = {
  LIMIT_BODY_BYTES: limit(MAX_REQUEST_BYTES),
  LIMIT_TOKENS: limit(DEFAULT_DOCUMENT_LIMITS.tokens),
  LIMIT_LINES: limit(DEFAULT_DOCUMENT_LIMITS.lines),
  LIMIT_OPERATIONS: limit(DEFAULT_DOCUMENT_LIMITS.operations),
  LIMIT_FRAGMENTS: limit(DEFAULT_DOCUMENT_LIMITS.fragments),
  LIMIT_DIRECTIVES: limit(DEFAULT_DOCUMENT_LIMITS.directives),
  LIMIT_DEPTH: limit(DEFAULT_DOCUMENT_LIMITS.depth),
  LIMIT_FIELDS: limit(DEFAULT_DOCUMENT_LIMITS.fields),
  LIMIT_ROOT_FIELDS: limit(DEFAULT_DOCUMENT_LIMITS.rootFields),
  LIMIT_ALIASES: limit(DEFAULT_DOCUMENT_LIMITS.aliases),
  LIMIT_OVERLAPS: limit(DEFAULT_DOCUMENT_LIMITS.overlaps),
  /** Queries, and mutations, under way at once, at most: fewer where fewer are answered in time. */
  LIMIT_UNDER_WAY: limit(1_000),
  /** Most that one operation may cost. Our own clients' largest, with pages of 100, costs 312. */
  LIMIT_COST: limit(10_000),
  /** Items of a list of which the schema says nothing. */
  COST_LIST_SIZE: amount(10),
  /** Points that a user, or an address without one, may spend at once. */
  COST_BUCKET: limit(50_000),
  COST_RESTORE_PER_SECOND: amount(2_500),
};

type LimitsConfig = z.infer<z.ZodObject<typeof limitVariables>>;

/** `Infinity` is a limit that is off. */
export interface Limits {
  readonly bodyBytes: number;
  readonly document: DocumentLimits;
  /** Operations under way at once. */
  readonly underWay: number;
  readonly cost: { readonly max: number; readonly listSize: number };
  /** Undefined when costs are not counted by caller. */
  readonly bucket: { readonly capacity: number; readonly restorePerSecond: number } | undefined;
}

/** Puts the limits out of the configuration into the shape that they are used in. */
export function readLimits(config: LimitsConfig): Limits {
  return {
    bodyBytes: config.LIMIT_BODY_BYTES,
    document: {
      characters: config.LIMIT_BODY_BYTES,
      tokens: config.LIMIT_TOKENS,
      lines: config.LIMIT_LINES,
      operations: config.LIMIT_OPERATIONS,
      fragments: config.LIMIT_FRAGMENTS,
      directives: config.LIMIT_DIRECTIVES,
      depth: config.LIMIT_DEPTH,
      fields: config.LIMIT_FIELDS,
      rootFields: config.LIMIT_ROOT_FIELDS,
      aliases: config.LIMIT_ALIASES,
      overlaps: config.LIMIT_OVERLAPS,
    },
    underWay: config.LIMIT_UNDER_WAY,
    cost: { max: config.LIMIT_COST, listSize: config.COST_LIST_SIZE },
    bucket: Number.isFinite(config.COST_BUCKET)
      ? { capacity: config.COST_BUCKET, restorePerSecond: config.COST_RESTORE_PER_SECOND }
      : undefined,
  };
}
