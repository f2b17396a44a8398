import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Envelope } from '#contracts/envelope.ts';
import {
  commitStock,
  releaseStock,
  reserveStock,
  stockChanged,
  stockReleased,
  stockReservationFailed,
  stockReserved,
} from '#contracts/products.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import type { TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { createdProduct, startProducts, stockOf } from './running-products.ts';

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts();
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

const reserve = (orderId: string, ...lines: [productId: string, quantity: number][]) =>
  products.send(reserveStock, {
    aggregateId: orderId,
    data: { orderId, lines: lines.map(([productId, quantity]) => ({ productId, quantity })) },
  });
const release = (orderId: string) => products.send(releaseStock, { aggregateId: orderId, data: { orderId } });
const commit = (orderId: string) => products.send(commitStock, { aggregateId: orderId, data: { orderId } });

/** Waits until a message has been applied, whether it is answered or not. */
const applied = ({ id }: Envelope) =>
  eventually(`message ${id} is applied`, async () => {
    const text = 'SELECT 1 FROM inbox WHERE event_id = $1';
    return (await products.database.query({ text, values: [id] })).rowCount === 1;
  });

/** Waits for the message that answers this one. */
const answerTo = (
  contract: typeof stockReserved | typeof stockReleased | typeof stockReservationFailed,
  cause: Envelope,
) =>
  eventually(`${contract.type} answers`, () =>
    products.allPublished<typeof contract>(contract).find(({ causationId }) => causationId === cause.id),
  );

describe('reserve-stock', () => {
  it('holds all lines, answers, and tells of each product', async () => {
    const [a, b] = [await createdProduct(products), await createdProduct(products)];
    const orderId = randomUUID();
    const command = await reserve(orderId, [a, 2], [b, 3], [a, 1]);
    const answer = await answerTo(stockReserved, command);
    expect(answer).toMatchObject({ aggregateId: orderId, aggregateVersion: 1, correlationId: command.correlationId });
    expect(await stockOf(products, a)).toEqual({ available: 7, reserved: 3, sold: 0, stocked: 10 });
    expect(await stockOf(products, b)).toEqual({ available: 7, reserved: 3, sold: 0, stocked: 10 });
    const changed = await products.published(stockChanged, (data) => data.productId === a && data.reserved === 3);
    expect(changed).toMatchObject({ aggregateVersion: 3, causationId: command.id });
  });

  it('holds nothing when one line is short, and names what is', async () => {
    const [a, b, unknown] = [await createdProduct(products), await createdProduct(products), randomUUID()];
    const command = await reserve(randomUUID(), [a, 10], [b, 11], [unknown, 1]);
    const { data } = await answerTo(stockReservationFailed, command);
    expect(data).toMatchObject({
      shortages: expect.arrayContaining([
        { productId: b, requested: 11, available: 10 },
        { productId: unknown, requested: 1, available: 0 },
      ]),
    });
    expect(await stockOf(products, a)).toMatchObject({ available: 10, reserved: 0 });
  });

  it('finds nobody able to give more than can be counted', async () => {
    const a = await createdProduct(products);
    const command = await reserve(randomUUID(), [a, Number.MAX_SAFE_INTEGER], [a, Number.MAX_SAFE_INTEGER]);
    const { data } = await answerTo(stockReservationFailed, command);
    expect(data).toMatchObject({ shortages: [{ productId: a, requested: Number.MAX_SAFE_INTEGER, available: 10 }] });
    expect(await stockOf(products, a)).toEqual({ available: 10, reserved: 0, sold: 0, stocked: 10 });
  });

  it('gives a repeated command the first answer, and applies the very same message once', async () => {
    const a = await createdProduct(products, { initialStock: 1 });
    const [held, refused] = [randomUUID(), randomUUID()];
    const first = await reserve(held, [a, 1]);
    await answerTo(stockReserved, first);
    const failed = await answerTo(stockReservationFailed, await reserve(refused, [a, 1]));

    await products.sendAgain(first);
    await answerTo(stockReserved, await reserve(held, [a, 1]));
    expect(await stockOf(products, a)).toMatchObject({ available: 0, reserved: 1 });
    expect(products.allPublished(stockReserved).filter(({ data }) => data.orderId === held)).toHaveLength(2);

    await answerTo(stockReleased, await release(held));
    const again = await answerTo(stockReservationFailed, await reserve(refused, [a, 1]));
    expect(again.data).toEqual(failed.data);
    expect(again.aggregateVersion).toBe(failed.aggregateVersion);
  });

  it('sells the last unit once to 200 who want it', async () => {
    const a = await createdProduct(products, { initialStock: 1 });
    const commands = await Promise.all(Array.from({ length: 200 }, () => reserve(randomUUID(), [a, 1])));
    const ids = new Set(commands.map(({ id }) => id));
    const answers = (contract: typeof stockReserved | typeof stockReservationFailed) =>
      products.allPublished<typeof contract>(contract).filter(({ causationId }) => ids.has(causationId ?? ''));
    await eventually(
      'all are answered',
      () => answers(stockReserved).length + answers(stockReservationFailed).length === 200,
    );
    expect(answers(stockReserved)).toHaveLength(1);
    expect(await stockOf(products, a)).toEqual({ available: 0, reserved: 1, sold: 0, stocked: 1 });
  });
});

describe('release-stock', () => {
  it('makes what was held available again, once', async () => {
    const a = await createdProduct(products);
    const orderId = randomUUID();
    await reserve(orderId, [a, 4]);
    const released = await answerTo(stockReleased, await release(orderId));
    expect(released).toMatchObject({ aggregateId: orderId, aggregateVersion: 2 });
    expect(await stockOf(products, a)).toEqual({ available: 10, reserved: 0, sold: 0, stocked: 10 });
    await answerTo(stockReleased, await release(orderId));
    expect(await stockOf(products, a)).toMatchObject({ available: 10, reserved: 0 });
  });

  it('before any reservation closes the order', async () => {
    const a = await createdProduct(products);
    const orderId = randomUUID();
    await answerTo(stockReleased, await release(orderId));
    const { data } = await answerTo(stockReservationFailed, await reserve(orderId, [a, 1]));
    expect(data).toEqual({ orderId, shortages: [] });
    expect(await stockOf(products, a)).toMatchObject({ available: 10, reserved: 0 });
  });

  it('brings nothing back that has left', async () => {
    const a = await createdProduct(products);
    const orderId = randomUUID();
    await reserve(orderId, [a, 4]);
    await commit(orderId);
    await applied(await release(orderId));
    expect(await stockOf(products, a)).toEqual({ available: 6, reserved: 0, sold: 4, stocked: 10 });
    expect(products.allPublished(stockReleased).filter(({ data }) => data.orderId === orderId)).toEqual([]);
  });
});

describe('commit-stock', () => {
  it('counts what was held as sold, once', async () => {
    const a = await createdProduct(products);
    const orderId = randomUUID();
    await reserve(orderId, [a, 4]);
    await commit(orderId);
    await applied(await commit(orderId));
    expect(await stockOf(products, a)).toEqual({ available: 6, reserved: 0, sold: 4, stocked: 10 });
    const sold = await products.published(stockChanged, (data) => data.productId === a && data.sold === 4);
    expect(sold.data).toEqual({ productId: a, available: 6, reserved: 0, sold: 4 });
  });

  it('of nothing that is held changes nothing, and holds nobody up', async () => {
    const a = await createdProduct(products);
    const orderId = randomUUID();
    await commit(orderId);
    await answerTo(stockReserved, await reserve(orderId, [a, 1]));
    expect(await stockOf(products, a)).toMatchObject({ available: 9, reserved: 1, sold: 0 });
  });
});
