import { z } from 'zod';
import { text } from '#platform/subgraph/user-errors.ts';

/** AddReviewInput, checked. */
export const addReviewInput = z.object({
  productId: z.string(),
  rating: z.int().min(1, 'must be from 1 to 5').max(5, 'must be from 1 to 5'),
  body: text(1, 5_000),
});

export type AddReviewInput = z.infer<typeof addReviewInput>;
