import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/postgres/database.ts';
import type { ProductReview } from './product-review.ts';
import { countRatings, insertReviews, productExists } from './review-repository.ts';

export type ReviewAddition =
  | { kind: 'added'; review: ProductReview }
  | { kind: 'not-found' }
  | { kind: 'already-reviewed' };

/** Adds a customer's one review of a product, and counts it into the product's average. */
export function addReview(
  database: Database,
  given: { productId: string; customerId: string; rating: number; body: string },
): Promise<ReviewAddition> {
  return database.transaction(async (tx) => {
    if (!(await productExists(tx, given.productId))) return { kind: 'not-found' };
    const review = { ...given, id: uuidv7(), createdAt: new Date() };
    const inserted = await insertReviews(tx, [review]);
    if (inserted.length === 0) return { kind: 'already-reviewed' };
    await countRatings(tx, [review]);
    return { kind: 'added', review };
  });
}
