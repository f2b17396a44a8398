import type { Queryable } from '#platform/postgres/database.ts';
import type { Category } from './category.ts';

/** All categories by name. */
export async function listCategories(database: Queryable): Promise<Category[]> {
  const { rows } = await database.query<Category>({
    name: 'categories.list',
    text: `SELECT id, slug, name FROM categories ORDER BY name, id`,
  });
  return rows;
}

/** The category of this slug, held as it is until the end of the transaction. */
export async function findCategory(tx: Queryable, slug: string): Promise<Category | undefined> {
  const { rows } = await tx.query<Category>({
    name: 'categories.find',
    text: `SELECT id, slug, name FROM categories WHERE slug = $1 FOR SHARE`,
    values: [slug],
  });
  return rows[0];
}
