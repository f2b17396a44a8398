import type { Money } from '#platform/subgraph/money.ts';

/** What a product is called, costs (without tax) and how many there are of it now. */
export interface PricedProduct {
  id: string;
  name: string;
  price: Money;
  available: number;
  categoryId: string | null;
}

/** What the checkout needs to know of the catalogue. */
export interface PriceList {
  /**
   * The products by id; those that do not exist are left out.
   *
   * @throws GraphQLError SUBGRAPH_UNAVAILABLE
   */
  pricesOf(productIds: readonly string[]): Promise<ReadonlyMap<string, PricedProduct>>;
}
