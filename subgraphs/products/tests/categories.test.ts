import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { addCategory, CREATE_CATEGORY, createdProduct, staff, startProducts } from './running-products.ts';

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts();
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

const UPDATE_CATEGORY = `mutation Update($input: UpdateCategoryInput!) {
  updateCategory(input: $input) {
    __typename
    ... on UpdateCategorySuccess { category { id slug name } }
    ... on UserError { code message }
    ... on InvalidInput { fields { path } }
  }
}`;

const create = async (input: object) => (await products.query(CREATE_CATEGORY, { input }, staff)).createCategory;
const update = async (input: object) => (await products.query(UPDATE_CATEGORY, { input }, staff)).updateCategory;
const foundBy = async (search: string): Promise<string[]> => {
  const { products: page } = await products.query(
    'query ($search: String!) { products(search: $search) { nodes { id } } }',
    { search },
  );
  return page.nodes.map(({ id }: { id: string }) => id);
};

describe('createCategory', () => {
  it('makes a category that products can be put into', async () => {
    const answer = await create({ name: ' Lamps ', slug: 'lamps' });
    expect(answer).toMatchObject({ __typename: 'CreateCategorySuccess', category: { slug: 'lamps', name: 'Lamps' } });
    const id = await createdProduct(products, { category: 'lamps' });
    const { product, categories } = await products.query(
      `query ($id: ID!) { product(id: $id) { category { id } } categories { id } }`,
      { id },
    );
    expect(product.category).toEqual({ id: answer.category.id });
    expect(categories).toContainEqual({ id: answer.category.id });
  });

  it('gives a slug to one of two who want it at once', async () => {
    const both = await Promise.all([1, 2].map(() => create({ name: 'Race', slug: 'race' })));
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual(['CreateCategorySuccess', 'SlugTaken']);
  });

  it.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'NUL\u0000' }, 'name'],
    [{ slug: 'No Slug' }, 'slug'],
    [{ slug: '' }, 'slug'],
  ])('refuses %j', async (wrong, path) => {
    const answer = await create({ name: 'Chairs', slug: 'chairs', ...wrong });
    expect(answer).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
  });
});

describe('updateCategory', () => {
  it('renames a category, and its products are found by the new name', async () => {
    const categoryId = await addCategory(products, 'seats', 'Seats');
    const productId = await createdProduct(products, { category: 'seats' });
    expect(await update({ categoryId, name: 'Zwiebelstools' })).toEqual({
      __typename: 'UpdateCategorySuccess',
      category: { id: categoryId, slug: 'seats', name: 'Zwiebelstools' },
    });
    expect(await foundBy('zwiebelstools')).toEqual([productId]);
    expect(await foundBy('seats')).toEqual([]);
  });

  it('refuses what is wrong', async () => {
    const categoryId = await addCategory(products, 'tables', 'Tables');
    expect(await update({ categoryId, name: '' })).toMatchObject({ fields: [{ path: 'name' }] });
    for (const missing of [randomUUID(), 'nonsense']) {
      expect(await update({ categoryId: missing, name: 'x' })).toMatchObject({ code: 'CATEGORY_NOT_FOUND' });
    }
  });
});
