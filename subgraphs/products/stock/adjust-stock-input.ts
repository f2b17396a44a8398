import { z } from 'zod';
import { idempotencyKey, text } from '#platform/subgraph/user-errors.ts';

/** Most units that are added or taken away at once. */
const MAX_DELTA = 1_000_000;

const bounds = `must be from -${MAX_DELTA} to ${MAX_DELTA}`;

/** AdjustStockInput, checked. */
export const adjustStockInput = z.object({
  productId: z.string(),
  delta: z
    .int()
    .min(-MAX_DELTA, bounds)
    .max(MAX_DELTA, bounds)
    .refine((delta) => delta !== 0, 'must not be zero'),
  reason: text(1, 200),
  idempotencyKey,
});
