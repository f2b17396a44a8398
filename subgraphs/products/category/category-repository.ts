import type { Queryable, Transaction } from '#platform/postgres/database.ts';
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

/** Adds a category; undefined when its slug is taken. */
export async function insertCategory(database: Queryable, { id, slug, name }: Category): Promise<Category | undefined> {
  const { rows } = await database.query<Category>({
    name: 'categories.insert',
    text: `INSERT INTO categories (id, slug, name) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING
           RETURNING id, slug, name`,
    values: [id, slug, name],
  });
  return rows[0];
}

/** Gives a category another name, its products' search too; undefined when there is no such category. */
export async function renameCategory(tx: Transaction, id: string, name: string): Promise<Category | undefined> {
  const { rows } = await tx.query<Category>({
    name: 'categories.rename',
    text: `UPDATE categories SET name = $2 WHERE id = $1 RETURNING id, slug, name`,
    values: [id, name],
  });
  return rows[0];
}
