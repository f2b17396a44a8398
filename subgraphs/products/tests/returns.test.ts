import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MalformedMessage } from '#contracts/message-contract.ts';
import { newMessage } from '#contracts/new-message.ts';
import { commitStock, reserveStock, returnStock, stockChanged, stockReturned } from '#contracts/products.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createOutbox } from '#platform/messaging/outbox.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import type { TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { consumes } from '../messaging/consumes.ts';
import { createdProduct, startProducts, stockOf } from './running-products.ts';

let products: TestSubgraph;
beforeAll(async () => {
  products = await startProducts();
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

type Line = readonly [productId: string, quantity: number];
const linesOf = (lines: readonly Line[]) => lines.map(([productId, quantity]) => ({ productId, quantity }));

const giveBack = (orderId: string, returnId: string, ...lines: Line[]) =>
  products.send(returnStock, { aggregateId: orderId, data: { orderId, returnId, lines: linesOf(lines) } });
const answerTo = ({ id }: { id: string }) =>
  eventually('stock-returned answers', () =>
    products.allPublished(stockReturned).find(({ causationId }) => causationId === id),
  );

/** An order whose goods have left the house. */
async function sold(...lines: Line[]): Promise<string> {
  const orderId = randomUUID();
  await products.send(reserveStock, { aggregateId: orderId, data: { orderId, lines: linesOf(lines) } });
  const commit = await products.send(commitStock, { aggregateId: orderId, data: { orderId } });
  await eventually('the goods have left', async () => {
    const text = 'SELECT 1 FROM inbox WHERE event_id = $1';
    return (await products.database.query({ text, values: [commit.id] })).rowCount === 1;
  });
  return orderId;
}

/** Handles a command here and now, as the consumer does: what it rejects with decides about the dead letters. */
async function handle(orderId: string, returnId: string, ...lines: Line[]): Promise<void> {
  const consumer = consumes(
    createOutbox(() => {}),
    createLogger('test', 'silent'),
  ).find(({ type }) => type === returnStock.type);
  const data = { orderId, returnId, lines: linesOf(lines) };
  const message = newMessage(returnStock, { aggregateId: orderId, aggregateVersion: 1, data });
  await consumer?.handle(message, { database: products.database, group: 'products', from: 'queue' });
}

const movementsOf = async (productId: string) => {
  const text = `SELECT delta, reason, order_id AS "orderId" FROM stock_movements WHERE product_id = $1 ORDER BY id`;
  return (await products.database.query({ text, values: [productId] })).rows;
};

describe('return-stock', () => {
  it('puts goods back on the shelf, answers, and tells of each product', async () => {
    const [a, b] = [await createdProduct(products), await createdProduct(products)];
    const orderId = await sold([a, 4], [b, 2]);
    const returnId = randomUUID();
    const command = await giveBack(orderId, returnId, [a, 1], [b, 2], [a, 2]);
    const answer = await answerTo(command);
    expect(answer).toMatchObject({ aggregateId: orderId, aggregateVersion: 3, data: { orderId, returnId } });
    expect(await stockOf(products, a)).toEqual({ available: 9, reserved: 0, sold: 1, stocked: 10 });
    expect(await stockOf(products, b)).toEqual({ available: 10, reserved: 0, sold: 0, stocked: 10 });
    expect(await movementsOf(a)).toMatchObject([
      { delta: 10 },
      { delta: -4 },
      { delta: 3, reason: 'returned', orderId },
    ]);
    await products.published(stockChanged, (data) => data.productId === a && data.available === 9);
  });

  it('applies a return once, and answers it again as the first time', async () => {
    const a = await createdProduct(products);
    const orderId = await sold([a, 4]);
    const [one, other] = [randomUUID(), randomUUID()];
    const first = await answerTo(await giveBack(orderId, one, [a, 1]));
    const second = await answerTo(await giveBack(orderId, other, [a, 1]));
    expect(second.aggregateVersion).toBe(first.aggregateVersion + 1);
    const again = await answerTo(await giveBack(orderId, one, [a, 1]));
    expect([again.aggregateVersion, again.data]).toEqual([first.aggregateVersion, first.data]);
    expect(await stockOf(products, a)).toEqual({ available: 8, reserved: 0, sold: 2, stocked: 10 });
  });

  it('of more than has left changes nothing, and goes to the dead letters', async () => {
    const [a, b] = [await createdProduct(products), await createdProduct(products)];
    const orderId = await sold([a, 4], [b, 1]);
    await answerTo(await giveBack(orderId, randomUUID(), [a, 3]));
    const others = await sold([a, 1]);
    for (const lines of [
      [[a, 2]],
      [
        [b, 1],
        [a, 1],
        [a, 1],
      ],
      [
        [b, 1],
        [randomUUID(), 1],
      ],
      [[a, Number.MAX_SAFE_INTEGER]],
    ] as Line[][]) {
      await expect(handle(orderId, randomUUID(), ...lines)).rejects.toThrow(MalformedMessage);
    }
    expect(await stockOf(products, a)).toEqual({ available: 8, reserved: 0, sold: 2, stocked: 10 });
    expect(await stockOf(products, b)).toEqual({ available: 9, reserved: 0, sold: 1, stocked: 10 });
    await handle(others, randomUUID(), [a, 1]);
    expect(await stockOf(products, a)).toMatchObject({ available: 9, sold: 1 });
  });

  it('of what has not left, of an unknown order, or by another order’s id, goes there too', async () => {
    const a = await createdProduct(products);
    const [held, taken] = [randomUUID(), randomUUID()];
    await products.send(reserveStock, { aggregateId: held, data: { orderId: held, lines: linesOf([[a, 1]]) } });
    const orderId = await sold([a, 1]);
    await answerTo(await giveBack(orderId, taken, [a, 1]));
    await eventually('it is held', async () => (await stockOf(products, a))?.reserved === 1);
    await expect(handle(held, randomUUID(), [a, 1])).rejects.toThrow(MalformedMessage);
    await expect(handle(randomUUID(), randomUUID(), [a, 1])).rejects.toThrow(MalformedMessage);
    await expect(handle(await sold([a, 1]), taken, [a, 1])).rejects.toThrow(MalformedMessage);
    expect(await stockOf(products, a)).toEqual({ available: 8, reserved: 1, sold: 1, stocked: 10 });
  });

  it('takes a return once that is commanded many times at once', async () => {
    const a = await createdProduct(products);
    const orderId = await sold([a, 4]);
    const returnId = randomUUID();
    await Promise.all(Array.from({ length: 8 }, () => handle(orderId, returnId, [a, 1])));
    expect(await stockOf(products, a)).toEqual({ available: 7, reserved: 0, sold: 3, stocked: 10 });
  });
});
