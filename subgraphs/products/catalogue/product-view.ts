import type { QueryResultRow } from 'pg';
import type { Money } from '#platform/subgraph/money.ts';
import type { Category } from '../category/category.ts';

/** What one unit costs. */
export type Price = Money;

/** A product with all that a page shows of it, read by one statement. */
export interface ProductView {
  id: string;
  slug: string;
  name: string;
  description: string;
  price: Price;
  /** Units that can be ordered now. */
  available: number;
  category: Category | null;
  ratingSum: number;
  ratingCount: number;
  createdAt: Date;
}

export interface ProductRow extends QueryResultRow {
  id: string;
  slug: string;
  name: string;
  description: string;
  price_minor: string;
  currency: string;
  available: number;
  category_id: string | null;
  category_slug: string | null;
  category_name: string | null;
  rating_sum: number;
  rating_count: number;
  created_at: Date;
}

/** What to select from `productTables` for a ProductRow. */
export const productColumns = `p.id, p.slug, p.name, p.description, p.price_minor, p.currency, p.rating_sum,
  p.rating_count, p.created_at, s.available, c.id AS category_id, c.slug AS category_slug, c.name AS category_name`;

/** Every product has stock; the join is LEFT so that PostgreSQL leaves it out of counts that do not ask for it. */
export const productTables = `products p
  LEFT JOIN stock s ON s.product_id = p.id
  LEFT JOIN categories c ON c.id = p.category_id`;

export function toProductView(row: ProductRow): ProductView {
  const { category_id: id, category_slug: slug, category_name: name } = row;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    price: { amountMinor: BigInt(row.price_minor), currency: row.currency },
    available: row.available,
    category: id === null || slug === null || name === null ? null : { id, slug, name },
    ratingSum: row.rating_sum,
    ratingCount: row.rating_count,
    createdAt: row.created_at,
  };
}
