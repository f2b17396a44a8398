import type { Page } from '#platform/subgraph/connection.ts';
import type { ProductCursor, ProductSort } from './product-sorts.ts';
import type { SearchText } from './search-text.ts';

/** Which products are meant. */
export interface ProductSelection {
  search: SearchText | undefined;
  /** A category's slug. */
  category: string | undefined;
  inStock: boolean | undefined;
  currency: string | undefined;
  /** In the currency's minor units, both included. */
  minPriceMinor: bigint | undefined;
  maxPriceMinor: bigint | undefined;
}

/** Which products, in which order, which part of them. */
export interface ProductListing {
  selection: ProductSelection;
  sort: ProductSort;
  page: Page<ProductCursor>;
}
