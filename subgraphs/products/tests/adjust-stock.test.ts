import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stockChanged } from '#contracts/products.ts';
import { staffMember, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { createdProduct, staff, startProducts, stockOf } from './running-products.ts';

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts();
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

const ADJUST = `mutation Adjust($input: AdjustStockInput!) {
  adjustStock(input: $input) {
    __typename
    ... on AdjustStockSuccess { product { id stock { available } } }
    ... on UserError { code message }
    ... on InsufficientStock { product { id } available }
    ... on InvalidInput { fields { path } }
  }
}`;

async function adjust(productId: string, delta: number, more: object = {}, as = staff) {
  const input = { productId, delta, reason: 'delivery', idempotencyKey: randomUUID(), ...more };
  return (await products.query(ADJUST, { input }, as)).adjustStock;
}

describe('adjustStock', () => {
  it('adds and takes away, and tells', async () => {
    const productId = await createdProduct(products);
    expect(await adjust(productId, 5)).toMatchObject({ product: { stock: { available: 15 } } });
    expect(await adjust(productId, -15)).toMatchObject({ product: { stock: { available: 0 } } });
    expect(await stockOf(products, productId)).toEqual({ available: 0, reserved: 0, sold: 0, stocked: 0 });
    const changed = await products.published(
      stockChanged,
      (data) => data.productId === productId && data.available === 0,
    );
    expect(changed).toMatchObject({ aggregateId: productId, aggregateVersion: 4 });
  });

  it('takes away no more than is available', async () => {
    const productId = await createdProduct(products);
    expect(await adjust(productId, -11)).toMatchObject({
      __typename: 'InsufficientStock',
      code: 'INSUFFICIENT_STOCK',
      product: { id: productId },
      available: 10,
    });
    expect(await stockOf(products, productId)).toMatchObject({ available: 10, stocked: 10 });
  });

  it('applies a key once, and gives the first answer again', async () => {
    const productId = await createdProduct(products);
    const idempotencyKey = randomUUID();
    const first = await adjust(productId, -3, { idempotencyKey });
    expect(await adjust(productId, -3, { idempotencyKey })).toEqual(first);
    expect(await stockOf(products, productId)).toMatchObject({ available: 7 });
    expect(await adjust(productId, -4, { idempotencyKey })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await adjust(productId, -4, { idempotencyKey }, staffMember(randomUUID()))).toMatchObject({
      __typename: 'AdjustStockSuccess',
    });
  });

  it('gives a failure again too, although it would succeed by now', async () => {
    const productId = await createdProduct(products);
    const idempotencyKey = randomUUID();
    expect(await adjust(productId, -20, { idempotencyKey })).toMatchObject({ available: 10 });
    await adjust(productId, 100);
    expect(await adjust(productId, -20, { idempotencyKey })).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      available: 10,
    });
  });

  it('applies one of many equal calls at once', async () => {
    const productId = await createdProduct(products);
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => adjust(productId, 1, { idempotencyKey })));
    for (const { __typename } of answers) expect(['AdjustStockSuccess', 'InProgress']).toContain(__typename);
    expect(await stockOf(products, productId)).toMatchObject({ available: 11 });
  });

  it('refuses what would count beyond what can be counted, and changes nothing', async () => {
    const productId = await createdProduct(products);
    await products.database.query({
      text: `UPDATE stock SET sold = 2000000000 - available - 5, stocked = 2000000000 - 5 WHERE product_id = $1`,
      values: [productId],
    });
    const before = await stockOf(products, productId);
    expect(await adjust(productId, 6)).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'delta' }] });
    expect(await stockOf(products, productId)).toEqual(before);
    expect(await adjust(productId, 5)).toMatchObject({ __typename: 'AdjustStockSuccess' });
    const beyond = { productId, delta: 2 ** 31, reason: 'delivery', idempotencyKey: randomUUID() };
    const { errors } = await products.execute(ADJUST, { input: beyond }, staff);
    expect(errors?.[0].message).toContain('32-bit');
  });

  it('refuses what is wrong', async () => {
    const productId = await createdProduct(products);
    for (const delta of [0, 1_000_001, -1_000_001]) {
      expect(await adjust(productId, delta)).toMatchObject({ fields: [{ path: 'delta' }] });
    }
    expect(await adjust(productId, 1, { reason: ' ' })).toMatchObject({ fields: [{ path: 'reason' }] });
    expect(await adjust(productId, 1, { idempotencyKey: '' })).toMatchObject({ fields: [{ path: 'idempotencyKey' }] });
    expect(await adjust(randomUUID(), 1)).toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
    expect(await adjust('nonsense', 1)).toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
  });
});
