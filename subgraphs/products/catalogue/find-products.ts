import type { Queryable } from '#platform/postgres/database.ts';
import { type ProductRow, type ProductView, productColumns, productTables, toProductView } from './product-view.ts';

/** The products that have one of these ids, in no order. */
export async function findProductsById(database: Queryable, ids: readonly string[]): Promise<ProductView[]> {
  const { rows } = await database.query<ProductRow>({
    name: 'products.find-by-id',
    text: `SELECT ${productColumns} FROM ${productTables} WHERE p.id = ANY($1::uuid[])`,
    values: [ids],
  });
  return rows.map(toProductView);
}

/** The products that have one of these slugs, in no order. */
export async function findProductsBySlug(database: Queryable, slugs: readonly string[]): Promise<ProductView[]> {
  const { rows } = await database.query<ProductRow>({
    name: 'products.find-by-slug',
    text: `SELECT ${productColumns} FROM ${productTables} WHERE p.slug = ANY($1::text[])`,
    values: [slugs],
  });
  return rows.map(toProductView);
}
