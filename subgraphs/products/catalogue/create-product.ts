import { v7 as uuidv7 } from 'uuid';
import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Database } from '#platform/postgres/database.ts';
import { findCategory } from '../category/category-repository.ts';
import { addProducts } from './add-products.ts';
import type { CreateProduct } from './product-input.ts';
import { slugOrNone } from './slug.ts';

export type ProductCreation = { kind: 'created'; productId: string } | { kind: 'slug-taken' } | { kind: 'no-category' };

/** Creates one product. */
export function createProduct(database: Database, outbox: Outbox, command: CreateProduct): Promise<ProductCreation> {
  return database.transaction(async (tx) => {
    const { category: wanted, ...product } = command;
    const category = typeof wanted === 'string' ? await findCategory(tx, slugOrNone(wanted)) : undefined;
    if (typeof wanted === 'string' && category === undefined) return { kind: 'no-category' };
    const [added] = await addProducts(tx, outbox, [{ ...product, id: uuidv7(), category, createdAt: new Date() }]);
    return added === undefined ? { kind: 'slug-taken' } : { kind: 'created', productId: added.id };
  });
}
