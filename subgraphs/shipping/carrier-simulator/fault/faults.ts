import { z } from 'zod';

const probability = z.number().min(0).max(1).default(0);

// Node's timers overflow above 2^31 - 1 ms and would fire at once.
const ms = z.int().min(0).max(2_147_483_647);
const range = z.tuple([ms, ms]).refine(([from, to]) => from <= to, 'must go from the smaller to the larger');

/** What goes wrong, and how often: probabilities from 0 to 1, ranges in ms. */
export const faults = z.strictObject({
  seed: z.int().default(1),
  lost: probability,
  slow: probability,
  slowMs: range.default([500, 2_000]),
  errorBefore: probability,
  errorAfter: probability,
  duplicateWebhook: probability,
  lateWebhook: probability,
  lateWebhookMs: range.default([1_000, 5_000]),
  reorderedWebhook: probability,
});
export type Faults = z.infer<typeof faults>;

type NamesOf<Value> = { [Name in keyof Faults]: Faults[Name] extends Value ? Name : never }[keyof Faults];

/** Faults that happen or do not. */
export type FaultName = Exclude<NamesOf<number>, 'seed'>;

/** Faults that take a time. */
export type DelayName = NamesOf<[number, number]>;
