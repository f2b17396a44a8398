import type { Money } from '#platform/subgraph/money.ts';

/** What a product is called and costs now. */
export interface PricedProduct {
  id: string;
  name: string;
  price: Money;
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
