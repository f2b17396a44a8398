import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { priceChanged, productCreated, productUpdated, stockChanged } from '#contracts/products.ts';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { customer, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { addCategory, CREATE, CREATE_CATEGORY, createdProduct, staff, startProducts } from './running-products.ts';

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts();
  await addCategory(products, 'lamps', 'Lamps');
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

const input = {
  name: ' Desk lamp ',
  slug: 'desk-lamp',
  description: 'Lights a desk.',
  price: { amount: '49.9', currency: 'EUR' },
  initialStock: 5,
  category: 'lamps',
};

const UPDATE = `mutation Update($input: UpdateProductInput!) {
  updateProduct(input: $input) {
    __typename
    ... on UpdateProductSuccess { product { name description price { amount currency } category { slug } } }
    ... on UserError { code message }
    ... on InvalidInput { fields { path } }
  }
}`;

const create = async (more: object) =>
  (await products.query(CREATE, { input: { ...input, ...more } }, staff)).createProduct;
const update = async (more: object) => (await products.query(UPDATE, { input: more }, staff)).updateProduct;

describe('createProduct', () => {
  it('puts a product into the catalogue, and tells', async () => {
    const { __typename, product } = await create({});
    expect(__typename).toBe('CreateProductSuccess');
    expect(product).toMatchObject({
      name: 'Desk lamp',
      price: { amount: '49.90', currency: 'EUR' },
      stock: { available: 5 },
      category: { slug: 'lamps' },
      averageRating: null,
    });
    const created = await products.published(productCreated, ({ productId }) => productId === product.id);
    expect(created).toMatchObject({
      aggregateId: product.id,
      aggregateVersion: 1,
      data: { slug: 'desk-lamp', price: { amountMinor: '4990', currency: 'EUR' } },
    });
    const stocked = await products.published(stockChanged, ({ productId }) => productId === product.id);
    expect(stocked).toMatchObject({ aggregateVersion: 2, data: { available: 5, reserved: 0, sold: 0 } });
  });

  it('refuses a slug that is taken and a category that is not there', async () => {
    expect(await create({ slug: 'twice' })).toMatchObject({ __typename: 'CreateProductSuccess' });
    expect(await create({ slug: 'twice' })).toMatchObject({ __typename: 'SlugTaken', code: 'SLUG_TAKEN' });
    expect(await create({ slug: 'other', category: 'nowhere' })).toMatchObject({ code: 'CATEGORY_NOT_FOUND' });
    const { rowCount } = await products.database.query({ text: `SELECT 1 FROM products WHERE slug = 'other'` });
    expect(rowCount).toBe(0);
  });

  it('lets one of two at once have the slug', async () => {
    const both = await Promise.all([create({ slug: 'race' }), create({ slug: 'race' })]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['CreateProductSuccess', 'SlugTaken']);
  });

  it.each([
    [{ price: { amount: '0', currency: 'EUR' } }, 'price.amount'],
    [{ price: { amount: '-1.00', currency: 'EUR' } }, 'price.amount'],
    [{ price: { amount: '1.005', currency: 'EUR' } }, 'price.amount'],
    [{ price: { amount: '1.5', currency: 'JPY' } }, 'price.amount'],
    [{ price: { amount: '999999999999999', currency: 'EUR' } }, 'price.amount'],
    [{ initialStock: -1 }, 'initialStock'],
    [{ initialStock: 1_000_001 }, 'initialStock'],
    [{ slug: 'No Slug' }, 'slug'],
    [{ slug: '-a' }, 'slug'],
    [{ slug: '' }, 'slug'],
    [{ name: '  ' }, 'name'],
    [{ description: 'x'.repeat(10_001) }, 'description'],
  ])('refuses %j', async (more, path) => {
    expect(await create({ slug: 'refused', ...more })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ path }],
    });
  });

  it('refuses a currency that does not exist by its scalar', async () => {
    const wrong = { ...input, price: { amount: '1.00', currency: 'XYZ' } };
    const { errors } = await products.execute(CREATE, { input: wrong }, staff);
    expect(errors?.[0].message).toContain('CurrencyCode');
  });
});

describe('updateProduct', () => {
  it('changes what is given, and tells of that alone', async () => {
    const productId = await createdProduct(products, { category: 'lamps', description: 'as it was' });
    const about = (data: { productId: string }) => data.productId === productId;

    expect(await update({ productId, price: { amount: '12.00', currency: 'EUR' } })).toMatchObject({
      product: { name: 'Thing', price: { amount: '12.00' }, category: { slug: 'lamps' } },
    });
    const price = await products.published(priceChanged, about);
    expect(price).toMatchObject({ aggregateVersion: 3, data: { price: { amountMinor: '1200', currency: 'EUR' } } });

    expect(await update({ productId, name: 'Better thing', category: null })).toMatchObject({
      product: { name: 'Better thing', description: 'as it was', category: null },
    });
    expect(await products.published(productUpdated, about)).toMatchObject({ aggregateVersion: 4 });

    await update({ productId, name: 'Better thing', price: { amount: '12', currency: 'EUR' } });
    const { rows } = await products.database.query({
      text: `SELECT 1 FROM outbox WHERE envelope->>'aggregateId' = $1`,
      values: [productId],
    });
    expect(rows).toHaveLength(4);
  });

  it('can be searched by the new name at once', async () => {
    const productId = await createdProduct(products);
    await update({ productId, name: 'Xylophone' });
    const { products: page } = await products.query('{ products(search: "xylo") { nodes { id } } }');
    expect(page.nodes).toEqual([{ id: productId }]);
  });

  it('refuses what is wrong', async () => {
    const productId = await createdProduct(products);
    expect(await update({ productId: randomUUID(), name: 'x' })).toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
    expect(await update({ productId: 'nonsense', name: 'x' })).toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
    expect(await update({ productId, category: 'nowhere' })).toMatchObject({ code: 'CATEGORY_NOT_FOUND' });
    const price = { amount: '0.00', currency: 'EUR' };
    expect(await update({ productId, price })).toMatchObject({ fields: [{ path: 'price.amount' }] });
    expect(await update({ productId, name: '' })).toMatchObject({ fields: [{ path: 'name' }] });
  });
});

describe('changing the catalogue', () => {
  const mutations = {
    createProduct: [CREATE, input],
    updateProduct: [UPDATE, { productId: randomUUID() }],
    createCategory: [CREATE_CATEGORY, { slug: 'mine', name: 'Mine' }],
    updateCategory: [
      'mutation ($input: UpdateCategoryInput!) { updateCategory(input: $input) { __typename } }',
      { categoryId: randomUUID(), name: 'Mine' },
    ],
    adjustStock: [
      'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }',
      { productId: randomUUID(), delta: 1, reason: 'r', idempotencyKey: 'k' },
    ],
    addReview: [
      'mutation ($input: AddReviewInput!) { addReview(input: $input) { __typename } }',
      { productId: randomUUID(), rating: 5, body: 'b' },
    ],
  } as const;
  const guestSession: Viewer = { kind: 'user', id: randomUUID(), roles: [], sessionId: randomUUID() };
  const service: Viewer = { kind: 'service', name: 'orders' };

  it.each([
    ['createProduct', customer(randomUUID()), 'FORBIDDEN'],
    ['updateProduct', customer(randomUUID()), 'FORBIDDEN'],
    ['createCategory', customer(randomUUID()), 'FORBIDDEN'],
    ['updateCategory', customer(randomUUID()), 'FORBIDDEN'],
    ['adjustStock', customer(randomUUID()), 'FORBIDDEN'],
    ['addReview', guestSession, 'FORBIDDEN'],
    ['createCategory', guestSession, 'FORBIDDEN'],
    ['createProduct', guest, 'UNAUTHENTICATED'],
    ['updateProduct', guest, 'UNAUTHENTICATED'],
    ['adjustStock', guest, 'UNAUTHENTICATED'],
    ['addReview', guest, 'UNAUTHENTICATED'],
    ['adjustStock', service, 'FORBIDDEN'],
    ['addReview', service, 'FORBIDDEN'],
  ] as const)('by %s is not for %j', async (mutation, viewer, code) => {
    const [query, variables] = mutations[mutation];
    const { errors } = await products.execute(query, { input: variables }, viewer);
    expect(errors?.[0].extensions.code).toBe(code);
  });
});
