import { type Connection, encodeCursor } from '#platform/subgraph/connection.ts';
import { countProducts, type ListedProduct } from '../../catalogue/list-products.ts';
import type { ProductListing, ProductSelection } from '../../catalogue/product-listing.ts';
import type { ProductView } from '../../catalogue/product-view.ts';
import type { ProductConnectionResolvers } from '../generated.ts';

/** A page of the catalogue; it remembers of what, for the total. */
export interface ProductPage extends Connection<ProductView> {
  selection: ProductSelection;
}

/** @param listed in order, and one more than wanted where there is a next page */
export function productPageOf(listed: readonly ListedProduct[], { selection, page }: ProductListing): ProductPage {
  const edges = listed
    .slice(0, page.first)
    .map(({ cursor, product }) => ({ cursor: encodeCursor(cursor), node: product }));
  return {
    selection,
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage: listed.length > page.first, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

/** Counted only when asked for. */
export const productConnectionResolvers: ProductConnectionResolvers = {
  totalCount: ({ selection }, _args, { database }) => countProducts(database, selection),
};
