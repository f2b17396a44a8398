import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor } from '#platform/subgraph/connection.ts';
import type { TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { createdProduct, startProducts } from './running-products.ts';

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts();
  for (let number = 0; number < 3; number++) await createdProduct(products, { name: `Lamp ${number}` });
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

const LIST = `query List($search: String, $filter: ProductFilter, $sort: ProductSort, $first: Int, $after: String) {
  products(search: $search, filter: $filter, sort: $sort, first: $first, after: $after) { nodes { id } pageInfo { endCursor } }
}`;

async function refused(variables: object) {
  const { errors } = await products.execute(LIST, variables);
  expect(errors).toHaveLength(1);
  expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
  return errors?.[0].extensions.argument;
}

describe('Query.products refuses', () => {
  it.each([0, -1, 101, 1000])('first: %d', async (first) => {
    expect(await refused({ first })).toBe('first');
  });

  it.each([
    'rubbish',
    '',
    encodeCursor(['NEWEST']),
    encodeCursor(['NEWEST', 'x', 'y']),
    encodeCursor(['NEWEST', 1e300, '01900000-0000-7000-8000-000000000001']),
    encodeCursor(['NEWEST', -1, '01900000-0000-7000-8000-000000000001']),
    encodeCursor(['NEWEST', 1, '01900000-0000-7000-8000-000000000001', 1]),
  ])('the malformed cursor %j', async (after) => {
    expect(await refused({ after })).toBe('after');
  });

  it('the cursor of another sort', async () => {
    const { products: page } = await products.query(LIST, { sort: 'PRICE_ASC', first: 1 });
    const after = page.pageInfo.endCursor;
    expect(await refused({ sort: 'PRICE_DESC', after })).toBe('after');
    expect(await refused({ sort: 'NAME', after })).toBe('after');
    expect((await products.query(LIST, { sort: 'PRICE_ASC', after })).products.nodes).toHaveLength(2);
  });

  it('a cursor whose text PostgreSQL cannot hold', async () => {
    const after = encodeCursor(['NAME', 'a\0b', '01900000-0000-7000-8000-000000000001']);
    expect(await refused({ sort: 'NAME', after })).toBe('after');
  });

  it('price bounds without a currency, or with more digits than it has', async () => {
    expect(await refused({ filter: { minPrice: '1.00' } })).toBe('filter.currency');
    expect(await refused({ filter: { maxPrice: '1.00' } })).toBe('filter.currency');
    expect(await refused({ filter: { maxPrice: '1.005', currency: 'EUR' } })).toBe('filter.maxPrice');
  });

  it('a search that is none', async () => {
    expect(await refused({ search: 'x'.repeat(201) })).toBe('search');
  });

  it('nothing that is merely odd', async () => {
    const odd = ["'; DROP TABLE products; --", '\0', '!!! & | :*', '"', '-', 'a\\b:*', '💡', 'the', ':*'];
    for (const search of odd) await products.query(LIST, { search });
    await products.query(LIST, { filter: { category: "x' OR true --" } });
    await products.query(LIST, { filter: { category: 'a\0b' } });
    await products.query(LIST, { filter: { minPrice: '999999999999999.999', currency: 'KWD' } });
    expect((await products.query(LIST)).products.nodes).toHaveLength(3);
  });
});

describe('Query.product', () => {
  it('wants exactly one of id and slug', async () => {
    const { data, errors } = await products.execute(
      '{ none: product { id } both: product(id: "x", slug: "y") { id } }',
    );
    expect(data).toEqual({ none: null, both: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  it('finds nothing by what nothing has', async () => {
    const query =
      '{ a: product(id: "nonsense") { id } b: product(slug: "No Slug") { id } c: product(slug: "\\u0000") { id } }';
    expect(await products.query(query)).toEqual({ a: null, b: null, c: null });
  });
});
