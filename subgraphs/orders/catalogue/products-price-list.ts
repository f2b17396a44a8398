import { z } from 'zod';
import { parseAmount } from '#platform/subgraph/money.ts';
import type { SignedClient } from '#platform/subgraph/signed-client.ts';
import type { PriceList } from './price-list.ts';

const QUERY = `query PriceList($products: [_Any!]!) {
  _entities(representations: $products) {
    ... on Product { id name price { amount currency } stock { available } category { id } }
  }
}`;

const pricedProduct = z
  .object({
    id: z.string(),
    name: z.string(),
    price: z.object({ amount: z.string(), currency: z.string() }),
    stock: z.object({ available: z.int() }),
    category: z.object({ id: z.string() }).nullable(),
  })
  .transform(({ id, name, price: { amount, currency }, stock, category }, refusal) => {
    const amountMinor = parseAmount(amount, currency);
    if (amountMinor !== undefined) {
      const price = { amountMinor, currency };
      return { id, name, price, available: stock.available, categoryId: category?.id ?? null };
    }
    refusal.addIssue({ code: 'custom', message: `${amount} is no amount of ${currency}` });
    return z.NEVER;
  });

const answer = z.object({ _entities: z.array(pricedProduct.nullable()) });

const isProductId = (id: string) => z.uuid().safeParse(id).success;

/** The products subgraph's own prices and stock, asked for anew each time. */
export function createProductsPriceList(products: SignedClient): PriceList {
  return {
    async pricesOf(productIds) {
      const known = [...new Set(productIds)].filter(isProductId);
      if (known.length === 0) return new Map();
      const representations = known.map((id) => ({ __typename: 'Product', id }));
      const { _entities } = await products.query(QUERY, { products: representations }, answer);
      return new Map(_entities.filter((product) => product !== null).map((product) => [product.id, product]));
    },
  };
}
