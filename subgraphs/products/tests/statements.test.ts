import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import type { Viewer } from '#platform/security/viewer.ts';
import type { TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { startProducts } from './running-products.ts';

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts({ demo: true });
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Runs an operation and gives its data with the statements that it sent about the catalogue. */
async function counted(query: string, variables: object = {}, as?: Viewer) {
  const sent = jest.spyOn(pg.Client.prototype, 'query');
  const data = await products.query(query, variables, as);
  const texts = sent.mock.calls.map(([statement]) => {
    const given: unknown = statement;
    return typeof given === 'object' && given !== null && 'text' in given ? String(given.text) : String(given);
  });
  return { data, statements: texts.filter((text) => /\b(products|reviews|categories|stock)\b/.test(text)) };
}

const FIELDS = 'id name price { amount currency } stock { available } category { slug } averageRating';

const someProductIds = async (): Promise<string[]> => {
  const { products: page } = await products.query('{ products(first: 50) { nodes { id } } }');
  return page.nodes.map(({ id }: { id: string }) => id);
};

const representationsOf = (ids: string[]) => ids.map((id) => ({ __typename: 'Product', id }));

describe('statements sent', () => {
  it('one for a page of products with their stock, category and rating', async () => {
    const { data, statements } = await counted(`{ products(first: 20) { nodes { ${FIELDS} } } }`);
    expect(data.products.nodes).toHaveLength(20);
    expect(statements).toHaveLength(1);
  });

  it('one more for the total, only when it is asked for', async () => {
    const { statements } = await counted(`{ products(first: 20) { totalCount nodes { id } } }`);
    expect(statements).toHaveLength(2);
  });

  it('one more for the reviews of all products of a page', async () => {
    const { data, statements } = await counted(
      `{ products(first: 20) { nodes { id reviews(first: 2) { nodes { rating author { id } } } one: reviews(first: 1) { nodes { id } } } } }`,
    );
    expect(data.products.nodes.flatMap((node: { one: { nodes: object[] } }) => node.one.nodes).length).toBeGreaterThan(
      5,
    );
    expect(statements).toHaveLength(2);
  });

  it('one for 50 entities, asked for by a service; unknown ones are null', async () => {
    const ids = await someProductIds();
    expect(ids).toHaveLength(50);
    const unknown = ['01900000-0000-7000-8000-ffffffffffff', 'nonsense'];
    const { data, statements } = await counted(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { ${FIELDS} } } }`,
      { representations: representationsOf([...ids, ...unknown]) },
      { kind: 'service', name: 'orders' },
    );
    expect(statements).toHaveLength(1);
    expect(data._entities.map((product: { id: string } | null) => product?.id ?? null)).toEqual([...ids, null, null]);
  });

  it('two for 50 entities with their reviews', async () => {
    const { statements } = await counted(
      `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { ... on Product { id reviews { nodes { rating } } } }
      }`,
      { representations: representationsOf(await someProductIds()) },
    );
    expect(statements).toHaveLength(2);
  });

  it('one for many products by slug', async () => {
    const { data, statements } = await counted(
      '{ a: product(slug: "kite") { name } b: product(slug: "plush-fox") { name } }',
    );
    expect(data).toEqual({ a: { name: 'Breeze Stunt Kite' }, b: { name: 'Ferdinand the Plush Fox' } });
    expect(statements).toHaveLength(1);
  });
});
