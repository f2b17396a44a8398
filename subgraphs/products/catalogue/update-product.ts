import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Database } from '#platform/postgres/database.ts';
import { findCategory } from '../category/category-repository.ts';
import { publishes } from '../messaging/publishes.ts';
import { nextVersion } from '../stock/stock-repository.ts';
import { decideUpdate } from './decide-update.ts';
import type { UpdateProduct } from './product-input.ts';
import { lockProduct, saveDetails } from './product-repository.ts';
import { slugOrNone } from './slug.ts';

/** Changes a product's details. Orders keep the price that they were placed with. */
export function updateProduct(
  database: Database,
  outbox: Outbox,
  { productId, ...command }: UpdateProduct,
): Promise<'updated' | 'not-found' | 'no-category'> {
  return database.transaction(async (tx) => {
    const product = await lockProduct(tx, productId);
    if (product === undefined) return 'not-found';
    const { category: wanted } = command;
    const category = typeof wanted === 'string' ? await findCategory(tx, slugOrNone(wanted)) : undefined;
    if (typeof wanted === 'string' && category === undefined) return 'no-category';
    const { details, updated, priceChanged } = decideUpdate(product.details, command, category);
    if (!updated && !priceChanged) return 'updated';
    await saveDetails(tx, productId, details);
    const named = { id: productId, slug: product.slug, name: details.name };
    if (updated) await outbox.append(tx, [publishes.productUpdated(named, await nextVersion(tx, productId))]);
    if (priceChanged) {
      await outbox.append(tx, [publishes.priceChanged(productId, details.price, await nextVersion(tx, productId))]);
    }
    return 'updated';
  });
}
