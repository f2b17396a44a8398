import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Database, Transaction } from '#platform/postgres/database.ts';
import { parseAmount } from '#platform/subgraph/money.ts';
import { addProducts } from '../catalogue/add-products.ts';
import type { Category } from '../category/category.ts';
import { countRatings, insertReviews } from '../review/review-repository.ts';
import { demoReviews } from './demo-reviews.ts';
import { demoShelves } from './demo-shelves.ts';

/** A fixed id: the same in every installation. `kind` is four hexadecimal digits. */
const demoId = (kind: string, number: number) => `01900000-0000-7000-8000-${kind}${String(number).padStart(8, '0')}`;

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 0, 6, 9);

function priceOf(amount: string) {
  const amountMinor = parseAmount(amount, 'EUR');
  if (amountMinor === undefined) throw new Error(`the demo price ${amount} is no amount in EUR`);
  return { amountMinor, currency: 'EUR' };
}

const categories = demoShelves.map(({ slug, name }, index) => ({ id: demoId('ca7e', index + 1), slug, name }));

const products = demoShelves.flatMap((shelf, shelfIndex) =>
  shelf.products.map(({ price, stock, ...product }, index) => ({
    ...product,
    id: demoId('0d00', (shelfIndex + 1) * 100 + index + 1),
    price: priceOf(price),
    initialStock: stock,
    categorySlug: shelf.slug,
    // Shelf by shelf one a day, so that the newest ones are of every category.
    createdAt: new Date(FIRST_DAY + (index * demoShelves.length + shelfIndex) * DAY_MS),
  })),
);

/** Adds the categories whose slug is free, and gives the demo's by slug as they are now. */
async function seedCategories(tx: Transaction): Promise<Map<string, Category>> {
  await tx.query({
    text: `INSERT INTO categories (id, slug, name) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])
           ON CONFLICT DO NOTHING`,
    values: [categories.map(({ id }) => id), categories.map(({ slug }) => slug), categories.map(({ name }) => name)],
  });
  const { rows } = await tx.query<Category>({
    text: `SELECT id, slug, name FROM categories WHERE slug = ANY($1::text[])`,
    values: [categories.map(({ slug }) => slug)],
  });
  return new Map(rows.map((category) => [category.slug, category]));
}

/**
 * Fills the catalogue with the demo's products, stock and reviews. What was seeded before is left as it has become since;
 * reviews come with their product only.
 */
export async function seedDemo(database: Database, outbox: Outbox): Promise<void> {
  await database.transaction(async (tx) => {
    const categoryOf = await seedCategories(tx);
    const added = await addProducts(
      tx,
      outbox,
      products.map(({ categorySlug, ...product }) => ({ ...product, category: categoryOf.get(categorySlug) })),
    );
    const idOf = new Map(added.map(({ slug, id }) => [slug, id]));
    const reviews = demoReviews.flatMap(({ product, ...review }, index) => {
      const productId = idOf.get(product);
      const createdAt = new Date(FIRST_DAY + (70 + index) * DAY_MS);
      return productId === undefined ? [] : [{ ...review, id: demoId('0e11', index + 1), productId, createdAt }];
    });
    await insertReviews(tx, reviews);
    await countRatings(tx, reviews);
  });
}
