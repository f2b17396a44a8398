import DataLoader from 'dataloader';
import type { Queryable } from '#platform/postgres/database.ts';
import { findProductsById, findProductsBySlug } from '../catalogue/find-products.ts';
import type { ProductView } from '../catalogue/product-view.ts';
import { listReviews, type ReviewListing } from '../review/list-reviews.ts';
import type { ProductReview } from '../review/product-review.ts';

/** What one operation reads, each kind by one statement. */
export interface Loaders {
  productById: DataLoader<string, ProductView | null>;
  productBySlug: DataLoader<string, ProductView | null>;
  reviews: DataLoader<ReviewListing, ProductReview[], string>;
}

function inOrder(
  keys: readonly string[],
  products: readonly ProductView[],
  keyOf: (product: ProductView) => string,
): (ProductView | null)[] {
  const found = new Map(products.map((product) => [keyOf(product), product]));
  return keys.map((key) => found.get(key) ?? null);
}

/** Made for every operation: what it has read is remembered until its end. */
export function createLoaders(database: Queryable): Loaders {
  return {
    productById: new DataLoader(async (ids) => inOrder(ids, await findProductsById(database, ids), ({ id }) => id)),
    productBySlug: new DataLoader(async (slugs) =>
      inOrder(slugs, await findProductsBySlug(database, slugs), ({ slug }) => slug),
    ),
    reviews: new DataLoader((listings) => listReviews(database, listings), { cacheKeyFn: JSON.stringify }),
  };
}

/** A product as it is after a change of this operation. @throws Error when it is not there */
export async function reloadProduct({ productById }: Loaders, id: string): Promise<ProductView> {
  const product = await productById.clear(id).load(id);
  if (product === null) throw new Error(`product ${id} is gone`);
  return product;
}
