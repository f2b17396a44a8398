import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newMessage } from '#contracts/new-message.ts';
import { commitStock, releaseStock, reserveStock, returnStock } from '#contracts/products.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import type { Consumer } from '#platform/messaging/consumer.ts';
import { createOutbox } from '#platform/messaging/outbox.ts';
import type { TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { consumes } from '../messaging/consumes.ts';
import { createdProduct, startProducts, stockOf } from './running-products.ts';

const UNITS = 5;

let products: TestSubgraph;
let consumers: Consumer[];
beforeAll(async () => {
  products = await startProducts();
  const outbox = createOutbox(() => {});
  consumers = consumes(outbox, createLogger('test', 'silent'));
});
afterAll(async () => {
  await products[Symbol.asyncDispose]();
});

type Line = { productId: string; quantity: number };

/** Handles a command here and now, as the consumer does. */
async function handle(message: ReturnType<typeof newMessage>): Promise<void> {
  const consumer = consumers.find(({ type }) => type === message.type);
  await consumer?.handle(message, { database: products.database, group: 'products', from: 'queue' });
}

const reserve = (orderId: string, lines: Line[]) =>
  handle(newMessage(reserveStock, { aggregateId: orderId, aggregateVersion: 1, data: { orderId, lines } }));
const release = (orderId: string) =>
  handle(newMessage(releaseStock, { aggregateId: orderId, aggregateVersion: 1, data: { orderId } }));
const unlessMalformed = (error: Error) => {
  if (error.name !== 'MalformedMessage') throw error;
};
const commit = (orderId: string) =>
  handle(newMessage(commitStock, { aggregateId: orderId, aggregateVersion: 1, data: { orderId } })).catch(
    unlessMalformed,
  );
const giveBack = (orderId: string, returnId: string, lines: Line[]) =>
  handle(
    newMessage(returnStock, { aggregateId: orderId, aggregateVersion: 1, data: { orderId, returnId, lines } }),
  ).catch(unlessMalformed);

/** What must hold whatever happens; the table's CHECKs hold the rest. */
async function broken() {
  const { rows } = await products.database.query({
    text: `SELECT s.*, held.units AS held, gone.units AS gone, moved.units AS moved FROM stock s
           CROSS JOIN LATERAL (SELECT coalesce(sum(r.quantity), 0) AS units FROM reservations r
             JOIN reservation_orders o USING (order_id) WHERE r.product_id = s.product_id AND o.status = 'HELD') held
           CROSS JOIN LATERAL (SELECT coalesce(sum(r.quantity - r.returned), 0) AS units FROM reservations r
             JOIN reservation_orders o USING (order_id) WHERE r.product_id = s.product_id AND o.status = 'COMMITTED') gone
           CROSS JOIN LATERAL (SELECT coalesce(sum(delta), 0) AS units FROM stock_movements m
             WHERE m.product_id = s.product_id) moved
           WHERE s.reserved <> held.units OR s.sold <> gone.units OR s.available <> moved.units`,
  });
  return rows;
}

const order = fc.integer({ min: 0, max: 3 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('reserve' as const), order, a: fc.nat(3), b: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('release' as const), order }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('commit' as const), order }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('return' as const), order, again: fc.boolean(), a: fc.nat(2) }),
  },
);

describe('reservations', () => {
  it('follow the model, one command after another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        const [a, b] = await Promise.all([0, 1].map(() => createdProduct(products, { initialStock: UNITS })));
        if (a === undefined || b === undefined) throw new Error('no products');
        const orders = Array.from({ length: 4 }, () => ({ id: randomUUID(), status: 'NEW', a: 0, b: 0, returnId: '' }));
        const left = { a: UNITS, b: UNITS };
        for (const taken of steps) {
          const model = orders[taken.order];
          if (model === undefined) throw new Error('no order');
          if (taken.what === 'reserve') {
            const lines = [
              { productId: b, quantity: taken.b },
              { productId: a, quantity: taken.a },
            ].filter(({ quantity }) => quantity > 0);
            if (lines.length === 0) continue;
            await reserve(model.id, lines);
            if (model.status !== 'NEW') continue;
            const fits = taken.a <= left.a && taken.b <= left.b;
            Object.assign(model, fits ? { status: 'HELD', a: taken.a, b: taken.b } : { status: 'REFUSED' });
            if (fits) {
              left.a -= taken.a;
              left.b -= taken.b;
            }
          } else if (taken.what === 'release') {
            await release(model.id);
            if (model.status === 'HELD') {
              left.a += model.a;
              left.b += model.b;
            }
            if (model.status === 'HELD' || model.status === 'NEW') model.status = 'RELEASED';
          } else if (taken.what === 'commit') {
            await commit(model.id);
            if (model.status === 'HELD') model.status = 'COMMITTED';
          } else if (taken.a > 0) {
            const isAgain = taken.again && model.returnId !== '';
            const returnId = isAgain ? model.returnId : randomUUID();
            await giveBack(model.id, returnId, [{ productId: a, quantity: taken.a }]);
            if (isAgain || model.status !== 'COMMITTED' || taken.a > model.a) continue;
            Object.assign(model, { returnId, a: model.a - taken.a });
            left.a += taken.a;
          }
        }
        expect(await stockOf(products, a)).toMatchObject({ available: left.a, stocked: UNITS });
        expect(await stockOf(products, b)).toMatchObject({ available: left.b, stocked: UNITS });
        expect(await broken()).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('keep the invariants when commands of many orders cross, and never deadlock', async () => {
    const ids = await Promise.all(Array.from({ length: 3 }, () => createdProduct(products, { initialStock: 40 })));
    const { rows: before } = await products.database.query<{ deadlocks: string }>({
      text: 'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    });
    const lines = ids.map((productId) => ({ productId, quantity: 1 }));
    const workers = Array.from({ length: 8 }, async (_, worker) => {
      for (let number = 0; number < 12; number++) {
        const orderId = randomUUID();
        await reserve(orderId, worker % 2 === 0 ? lines : lines.toReversed());
        if (number % 3 === 0) await release(orderId);
        if (number % 3 === 1) {
          await commit(orderId);
          await giveBack(orderId, randomUUID(), lines.toReversed().slice(0, 2));
        }
      }
    });
    await Promise.all(workers);
    expect(await broken()).toEqual([]);
    const { rows: after } = await products.database.query<{ deadlocks: string }>({
      text: 'SELECT pg_stat_clear_snapshot(), deadlocks FROM pg_stat_database WHERE datname = current_database()',
    });
    expect(after[0]?.deadlocks).toBe(before[0]?.deadlocks);
  });
});
