import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOutbox } from '#platform/messaging/outbox.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { createAdvance } from '../checkout/advance.ts';
import { appendEvents, loadOrder, readEvents, VersionConflict } from '../order/event-store.ts';
import { inputs, placeOrder } from './given-order.ts';
import { type RunningOrders, startOrders } from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(async () => orders[Symbol.asyncDispose]());

const cancelled = { type: 'OrderCancelled', data: {} } as const;
const reserved = { type: 'StockReserved', data: {} } as const;

describe('the event store', () => {
  it('gives what was appended, in order', async () => {
    const id = randomUUID();
    const { type, ...data } = placeOrder;
    const placed = { type: 'OrderPlaced', data } as const;
    const first = await appendEvents(orders.database, id, 0, [placed, reserved]);
    const second = await appendEvents(orders.database, id, 2, [cancelled]);
    const events = await readEvents(orders.database, id);
    expect(events).toEqual([...first, ...second]);
    expect(events.map(({ version, event }) => [version, event])).toEqual([
      [1, placed],
      [2, reserved],
      [3, cancelled],
    ]);
    expect(await loadOrder(orders.database, id)).toMatchObject({ version: 3, state: { status: 'CANCELLED' } });
  });

  it('writes nothing on a conflict, and the transaction goes on', async () => {
    const id = randomUUID();
    await appendEvents(orders.database, id, 0, [reserved]);
    const versions = await orders.database.transaction(async (tx) => {
      const late = appendEvents(tx, id, 0, [cancelled, cancelled]);
      await expect(late).rejects.toBeInstanceOf(VersionConflict);
      return (await readEvents(tx, id)).map(({ event }) => event.type);
    });
    expect(versions).toEqual(['StockReserved']);
  });
});

it('two at once: the second waits, meets the first one and decides anew', async () => {
  const id = randomUUID();
  const advance = createAdvance(createOutbox(() => {}));
  const { database } = orders;
  await database.transaction((tx) => advance(tx, id, placeOrder));
  const { promise: first, resolve: firstHasWritten } = Promise.withResolvers<void>();
  const { promise: second, resolve: secondIsUnderWay } = Promise.withResolvers<void>();
  const cancelling = database.transaction(async (tx) => {
    await advance(tx, id, { type: 'CancelOrder' });
    firstHasWritten();
    await second;
  });
  await first;
  const reserving = database.transaction(async (tx) => {
    // It has loaded the order without the cancellation once its append waits for the other's.
    const pid = (await tx.query<{ pid: number }>({ text: 'SELECT pg_backend_pid() AS pid' })).rows[0]?.pid;
    const advanced = advance(tx, id, inputs.stockReserved);
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'`;
    await eventually(
      'the append waits',
      async () => (await database.query({ text: waiting, values: [pid] })).rowCount === 1,
    );
    secondIsUnderWay();
    return advanced;
  });
  await cancelling;
  expect(await reserving).toEqual({ ok: true });
  const { state, version } = await loadOrder(database, id);
  expect(version).toBe(3);
  expect(state).toMatchObject({ status: 'CANCELLED', stockReserved: true });
  const sent = await database.query<{ type: string }>({
    text: `SELECT envelope->>'type' AS type FROM outbox WHERE envelope->>'aggregateId' = $1 ORDER BY position`,
    values: [id],
  });
  expect(sent.rows.at(-1)?.type).toBe('products.release-stock.v1');
});
