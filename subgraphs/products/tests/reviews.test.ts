import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customer, type Data, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { createdProduct, startProducts } from './running-products.ts';

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts();
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

const REVIEW = `mutation Review($input: AddReviewInput!) {
  addReview(input: $input) {
    __typename
    ... on AddReviewSuccess {
      review { id rating body createdAt author { id } }
      product { averageRating reviews { nodes { rating } } }
    }
    ... on UserError { code }
    ... on InvalidInput { fields { path } }
  }
}`;

const review = async (productId: string, rating: number, as = randomUUID(), body = ' Good. ') =>
  (await products.query(REVIEW, { input: { productId, rating, body } }, customer(as))).addReview;

describe('addReview', () => {
  it('adds one review a customer and counts the average', async () => {
    const productId = await createdProduct(products);
    const me = randomUUID();
    expect(await review(productId, 5, me)).toMatchObject({
      review: { rating: 5, body: 'Good.', author: { id: me } },
      product: { averageRating: 5, reviews: { nodes: [{ rating: 5 }] } },
    });
    expect(await review(productId, 2)).toMatchObject({ product: { averageRating: 3.5 } });
    expect(await review(productId, 1, me)).toEqual({ __typename: 'AlreadyReviewed', code: 'ALREADY_REVIEWED' });
    const { product } = await products.query(`{ product(id: "${productId}") { averageRating } }`);
    expect(product.averageRating).toBe(3.5);
  });

  it('loses no rating and accepts none twice when many come at once', async () => {
    const productId = await createdProduct(products);
    const customers = Array.from({ length: 8 }, () => randomUUID());
    const answers = await Promise.all(
      [...customers, ...customers].map((me, index) => review(productId, (index % 5) + 1, me)),
    );
    expect(answers.filter(({ __typename }) => __typename === 'AddReviewSuccess')).toHaveLength(8);
    const { rows } = await products.database.query({
      text: `SELECT rating_count = (SELECT count(*) FROM reviews WHERE product_id = p.id)
               AND rating_sum = (SELECT sum(rating) FROM reviews WHERE product_id = p.id) AS fits
             FROM products p WHERE id = $1`,
      values: [productId],
    });
    expect(rows).toEqual([{ fits: true }]);
  });

  it('refuses what is wrong', async () => {
    const productId = await createdProduct(products);
    expect(await review(randomUUID(), 5)).toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
    for (const rating of [0, 6, -1])
      expect(await review(productId, rating)).toMatchObject({ fields: [{ path: 'rating' }] });
    expect(await review(productId, 5, randomUUID(), ' ')).toMatchObject({ fields: [{ path: 'body' }] });
    expect(await review(productId, 5, randomUUID(), 'x'.repeat(5_001))).toMatchObject({ fields: [{ path: 'body' }] });
    expect(await review(productId, 5, randomUUID(), 'a\0b')).toMatchObject({ fields: [{ path: 'body' }] });
  });
});

describe('Product.reviews', () => {
  const LIST = `query List($id: ID!, $first: Int, $after: String) {
    product(id: $id) { reviews(first: $first, after: $after) { nodes { id rating } pageInfo { hasNextPage endCursor } } }
  }`;

  it('walks all reviews once, newest first', async () => {
    const id = await createdProduct(products);
    const newestFirst: string[] = [];
    for (let number = 0; number < 7; number++) newestFirst.unshift((await review(id, 3)).review.id);
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const { product }: Data = await products.query(LIST, { id, first: 3, after });
      const { nodes, pageInfo } = product.reviews;
      walked.push(...nodes.map((node: { id: string }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(walked).toEqual(newestFirst);
  });

  it('refuses pages that are none', async () => {
    const id = await createdProduct(products);
    for (const variables of [{ first: 1000 }, { after: 'rubbish' }]) {
      const { errors } = await products.execute(LIST, { id, ...variables });
      expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
