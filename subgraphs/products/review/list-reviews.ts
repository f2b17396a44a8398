import { z } from 'zod';
import type { Queryable } from '#platform/postgres/database.ts';
import type { Page } from '#platform/subgraph/connection.ts';
import type { ProductReview } from './product-review.ts';

/** A place in a product's reviews: when it was written (ms since 1970, up to the year 9999), and its id. */
export const reviewCursor = z.tuple([z.int().min(0).max(253_402_300_799_999), z.uuid()]);
export type ReviewCursor = z.infer<typeof reviewCursor>;

export const cursorOf = ({ createdAt, id }: ProductReview): ReviewCursor => [createdAt.getTime(), id];

/** A page of one product's reviews. */
export interface ReviewListing {
  productId: string;
  page: Page<ReviewCursor>;
}

interface ReviewRow {
  listing: number;
  id: string;
  product_id: string;
  customer_id: string;
  rating: number;
  body: string;
  created_at: Date;
}

/**
 * The newest reviews first, for many products by one statement.
 *
 * @returns one array a listing, in their order, each with one review more where there is a next page
 */
export async function listReviews(database: Queryable, listings: readonly ReviewListing[]): Promise<ProductReview[][]> {
  const { rows } = await database.query<ReviewRow>({
    name: 'reviews.list',
    text: `SELECT listing.number::integer AS listing, r.*
           FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::integer[])
             WITH ORDINALITY AS listing (product_id, after_at, after_id, wanted, number)
           CROSS JOIN LATERAL (
             SELECT id, product_id, customer_id, rating, body, created_at FROM reviews
             WHERE product_id = listing.product_id
               AND (listing.after_at IS NULL OR (created_at, id) < (listing.after_at, listing.after_id))
             ORDER BY created_at DESC, id DESC LIMIT listing.wanted
           ) r
           ORDER BY listing.number, r.created_at DESC, r.id DESC`,
    values: [
      listings.map(({ productId }) => productId),
      listings.map(({ page: { after } }) => (after === undefined ? null : new Date(after[0]))),
      listings.map(({ page: { after } }) => after?.[1] ?? null),
      listings.map(({ page: { first } }) => first + 1),
    ],
  });
  const found = listings.map((): ProductReview[] => []);
  for (const row of rows) {
    const { id, product_id: productId, customer_id: customerId, rating, body, created_at: createdAt } = row;
    found[row.listing - 1]?.push({ id, productId, customerId, rating, body, createdAt });
  }
  return found;
}
