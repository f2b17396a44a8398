import type { Transaction } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';
import type { Category } from '../category/category.ts';

export interface NewProduct {
  id: string;
  slug: string;
  name: string;
  description: string;
  price: Money;
  category: Category | undefined;
  createdAt: Date;
}

/** What can be changed of a product. */
export interface ProductDetails {
  name: string;
  description: string;
  price: Money;
  category: Pick<Category, 'id' | 'name'> | undefined;
}

/** Inserts the products whose id and slug are free, and gives their ids. */
export async function insertProducts(tx: Transaction, products: readonly NewProduct[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'products.insert',
    text: `INSERT INTO products (id, slug, name, description, price_minor, currency, category_id, category_name, created_at)
           SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::uuid[],
             $8::text[], $9::timestamptz[])
           ON CONFLICT DO NOTHING RETURNING id`,
    values: [
      products.map(({ id }) => id),
      products.map(({ slug }) => slug),
      products.map(({ name }) => name),
      products.map(({ description }) => description),
      products.map(({ price }) => price.amountMinor),
      products.map(({ price }) => price.currency),
      products.map(({ category }) => category?.id ?? null),
      products.map(({ category }) => category?.name ?? null),
      products.map(({ createdAt }) => createdAt),
    ],
  });
  return rows.map(({ id }) => id);
}

interface DetailsRow {
  slug: string;
  name: string;
  description: string;
  price_minor: string;
  currency: string;
  category_id: string | null;
  category_name: string | null;
}

/** A product's details, its own until the end of the transaction. */
export async function lockProduct(
  tx: Transaction,
  id: string,
): Promise<{ slug: string; details: ProductDetails } | undefined> {
  const { rows } = await tx.query<DetailsRow>({
    name: 'products.lock',
    text: `SELECT slug, name, description, price_minor, currency, category_id, category_name
           FROM products WHERE id = $1 FOR NO KEY UPDATE`,
    values: [id],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  const { slug, name, description, category_id: categoryId, category_name: categoryName } = row;
  const price = { amountMinor: BigInt(row.price_minor), currency: row.currency };
  const category = categoryId === null || categoryName === null ? undefined : { id: categoryId, name: categoryName };
  return { slug, details: { name, description, price, category } };
}

export async function saveDetails(
  tx: Transaction,
  id: string,
  { name, description, price, category }: ProductDetails,
): Promise<void> {
  await tx.query({
    name: 'products.save-details',
    text: `UPDATE products SET name = $2, description = $3, price_minor = $4, currency = $5, category_id = $6,
             category_name = $7
           WHERE id = $1`,
    values: [id, name, description, price.amountMinor, price.currency, category?.id ?? null, category?.name ?? null],
  });
}
