import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { createOutbox } from '#platform/messaging/outbox.ts';
import type { TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { addProducts } from '../catalogue/add-products.ts';
import type { ProductSort } from '../graphql/generated.ts';
import { startProducts } from './running-products.ts';

const COUNT = 40;

/** Few different values, so that every sort has many ties. */
const drawn = fc.record({
  name: fc.constantFrom('lamp', 'Lamp', 'Éclair lamp', 'lamp lamp', 'zebra lamp', '"quoted", lamp'),
  price: fc.constantFrom(1n, 999n, 1000n, 9_007_199_254n),
  currency: fc.constantFrom('EUR', 'JPY'),
  createdAt: fc.constantFrom(0, 1, 1_700_000_000_123, 1_700_000_000_124).map((ms) => new Date(ms)),
  ratings: fc.constantFrom([0, 0], [5, 1], [10, 2], [7, 3], [14, 6]),
});

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts();
  const outbox = createOutbox(() => {});
  const given = fc.sample(drawn, COUNT).map((product, index) => ({ ...product, id: uuidv7(), slug: `p-${index}` }));
  await products.database.transaction(async (tx) => {
    await addProducts(
      tx,
      outbox,
      given.map(({ id, slug, name, price, currency, createdAt }) => {
        const shown = { id, slug, name, description: 'lamp', category: undefined, createdAt };
        return { ...shown, price: { amountMinor: price, currency }, initialStock: 1 };
      }),
    );
    for (const { id, ratings } of given) {
      await tx.query({
        text: 'UPDATE products SET rating_sum = $2, rating_count = $3 WHERE id = $1',
        values: [id, ...ratings],
      });
    }
  });
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

const LIST = `query List($search: String, $sort: ProductSort, $first: Int, $after: String) {
  products(search: $search, sort: $sort, first: $first, after: $after) {
    totalCount
    edges { cursor node { id name price { amount currency } averageRating createdAt } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Node {
  id: string;
  name: string;
  price: { amount: string; currency: string };
  averageRating: number | null;
  createdAt: string;
}

async function walk(variables: { search?: string; sort?: ProductSort; first: number }): Promise<Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (;;) {
    const { products: page } = await products.query(LIST, { ...variables, after });
    expect(page.totalCount).toBe(COUNT);
    expect(page.edges.length).toBeLessThanOrEqual(variables.first);
    expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
    nodes.push(...page.edges.map(({ node }: { node: Node }) => node));
    if (!page.pageInfo.hasNextPage) return nodes;
    if (nodes.length > COUNT) throw new Error('the walk does not end');
    after = page.pageInfo.endCursor;
  }
}

const sorts: ProductSort[] = ['RELEVANCE', 'NEWEST', 'NAME', 'PRICE_ASC', 'PRICE_DESC', 'RATING'];
const cases = sorts.flatMap((sort) => [{ sort }, { sort, search: 'lamp' }, { sort, search: 'lam' }]);

/** A number that grows along the sort, as far as the graph shows it. */
const places: Partial<Record<ProductSort, (node: Node) => number>> = {
  NEWEST: (node) => -Date.parse(node.createdAt),
  PRICE_ASC: ({ price }) => (price.currency === 'EUR' ? 0 : 1e12) + Number(price.amount),
  PRICE_DESC: ({ price }) => (price.currency === 'EUR' ? 0 : -1e12) - Number(price.amount),
  RATING: ({ averageRating }) => -Math.floor((averageRating ?? 0) * 1000),
};

describe('every sort', () => {
  it.each(cases)('%j walks all products once, in order, whatever the page size', async (variables) => {
    const whole = await walk({ ...variables, first: 100 });
    expect(new Set(whole.map(({ id }) => id)).size).toBe(COUNT);
    for (const first of [1, 7, COUNT - 1, COUNT]) {
      expect((await walk({ ...variables, first })).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    }
    if (variables.sort === 'NAME') {
      const names = whole.map(({ name }) => name.toLowerCase());
      expect(names).toEqual(names.toSorted());
    }
    const place = places[variables.sort];
    if (place === undefined) return;
    const seen = whole.map(place);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});

describe('the standard sort', () => {
  it('is RELEVANCE with a search, NEWEST without', async () => {
    const ids = async (variables: object) =>
      (await products.query(LIST, { first: 100, ...variables })).products.edges.map(
        (edge: { cursor: string }) => edge.cursor,
      );
    expect(await ids({})).toEqual(await ids({ sort: 'NEWEST' }));
    expect(await ids({ sort: 'RELEVANCE' })).toEqual(await ids({ sort: 'NEWEST' }));
    expect(await ids({ search: 'lamp' })).toEqual(await ids({ search: 'lamp', sort: 'RELEVANCE' }));
  });
});
