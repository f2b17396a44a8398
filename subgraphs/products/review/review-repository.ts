import type { Transaction } from '#platform/postgres/database.ts';
import type { ProductReview } from './product-review.ts';

/** Inserts the reviews whose customer has not reviewed the product yet, and gives their ids. */
export async function insertReviews(tx: Transaction, reviews: readonly ProductReview[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'reviews.insert',
    text: `INSERT INTO reviews (id, product_id, customer_id, rating, body, created_at)
           SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::smallint[], $5::text[], $6::timestamptz[])
           ON CONFLICT DO NOTHING RETURNING id`,
    values: [
      reviews.map(({ id }) => id),
      reviews.map(({ productId }) => productId),
      reviews.map(({ customerId }) => customerId),
      reviews.map(({ rating }) => rating),
      reviews.map(({ body }) => body),
      reviews.map(({ createdAt }) => createdAt),
    ],
  });
  return rows.map(({ id }) => id);
}

/** Counts new reviews into their products' averages. */
export async function countRatings(tx: Transaction, reviews: readonly ProductReview[]): Promise<void> {
  await tx.query({
    name: 'products.count-ratings',
    text: `UPDATE products p SET rating_sum = p.rating_sum + r.sum, rating_count = p.rating_count + r.count
           FROM (SELECT product_id, sum(rating)::integer, count(*)::integer
                 FROM unnest($1::uuid[], $2::integer[]) AS r (product_id, rating) GROUP BY product_id) r
           WHERE p.id = r.product_id`,
    values: [reviews.map(({ productId }) => productId), reviews.map(({ rating }) => rating)],
  });
}

export async function productExists(tx: Transaction, productId: string): Promise<boolean> {
  const found = await tx.query({
    name: 'products.exists',
    text: `SELECT 1 FROM products WHERE id = $1`,
    values: [productId],
  });
  return found.rowCount === 1;
}
