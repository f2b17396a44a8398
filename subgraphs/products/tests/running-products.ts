import { randomUUID } from 'node:crypto';
import { staffMember, startTestSubgraph, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import type { ProductsConfig } from '../config.ts';
import { createProducts } from '../service.ts';

export const staff = staffMember('01900000-0000-7000-8000-00000000a001');

/** The products subgraph as it is served, with an empty catalogue unless the demo's is wanted. */
export const startProducts = (options: { demo: boolean } = { demo: false }): Promise<TestSubgraph> =>
  startTestSubgraph<ProductsConfig>('products', createProducts, { DEMO_DATA: options.demo });

export const CREATE = `mutation Create($input: CreateProductInput!) {
  createProduct(input: $input) {
    __typename
    ... on CreateProductSuccess {
      product { id slug name description price { amount currency } stock { available } category { slug } averageRating }
    }
    ... on UserError { code message }
    ... on InvalidInput { fields { path message } }
  }
}`;

/** Creates a product as staff and gives its id. */
export async function createdProduct(products: TestSubgraph, more: object = {}): Promise<string> {
  const input = {
    name: 'Thing',
    slug: `thing-${randomUUID()}`,
    description: '',
    price: { amount: '10.00', currency: 'EUR' },
    initialStock: 10,
    ...more,
  };
  const { createProduct } = await products.query(CREATE, { input }, staff);
  if (createProduct.product === undefined) throw new Error(JSON.stringify(createProduct));
  return createProduct.product.id;
}

/** A product's stock as it is stored. */
export async function stockOf(products: TestSubgraph, productId: string) {
  const { rows } = await products.database.query<{
    available: number;
    reserved: number;
    sold: number;
    stocked: number;
  }>({
    text: `SELECT available, reserved, sold, stocked FROM stock WHERE product_id = $1`,
    values: [productId],
  });
  return rows[0];
}

export const CREATE_CATEGORY = `mutation Create($input: CreateCategoryInput!) {
  createCategory(input: $input) {
    __typename
    ... on CreateCategorySuccess { category { id slug name } }
    ... on UserError { code message }
    ... on InvalidInput { fields { path } }
  }
}`;

/** Adds a category as staff and gives its id. */
export async function addCategory(products: TestSubgraph, slug: string, name: string): Promise<string> {
  const { createCategory } = await products.query(CREATE_CATEGORY, { input: { slug, name } }, staff);
  return createCategory.category.id;
}
