import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { paymentRefundFailed } from '#contracts/payments.ts';
import { stockReturned } from '#contracts/products.ts';
import { createOutbox } from '#platform/messaging/outbox.ts';
import type { UserViewer } from '#platform/security/viewer.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { createAdvance } from '../checkout/advance.ts';
import { rebuild } from '../rebuild/rebuild.ts';
import { writeAnew } from '../rebuild/write-anew.ts';
import { complete } from './complete-order.ts';
import { kettle, newCustomer, type RunningOrders, startOrders, teapot } from './running-orders.ts';

const ada = newCustomer() as UserViewer;
let orders: RunningOrders;
let placed: string;
let returned: string;

const RETURN_ITEMS = `mutation ($input: ReturnItemsInput!) {
  returnItems(input: $input) { ... on ReturnItemsSuccess { return { id } } }
}`;
const sql = (text: string, ...values: unknown[]) => orders.database.query({ text, values });
const run = (apply: boolean) => rebuild({ url: orders.database.url, apply });

/** An order that has been through all that an order can. */
async function returnedOrder(): Promise<string> {
  const orderId = await orders.place(ada);
  await complete(orders, orderId, ada, [{ productId: kettle, quantity: 1 }]);
  const lines = [{ productId: teapot, quantity: 1 }];
  const input = { orderId, lines, reason: 'too small', idempotencyKey: randomUUID() };
  const { returnItems } = await orders.query(RETURN_ITEMS, { input }, ada);
  const amount = { amountMinor: '500', currency: 'EUR' };
  const failed = { orderId, customerId: ada.id, refundId: returnItems.return.id, amount, reason: 'account closed' };
  const back = { orderId, returnId: returnItems.return.id };
  await orders.send(stockReturned, { aggregateId: orderId, data: back });
  await orders.send(paymentRefundFailed, { aggregateId: orderId, data: failed });
  await eventually('the refund has failed', async () => {
    const { rowCount } = await sql(`SELECT 1 FROM order_refunds WHERE order_id = $1 AND status = 'FAILED'`, orderId);
    return rowCount === 1;
  });
  return orderId;
}

beforeAll(async () => {
  orders = await startOrders();
  placed = await orders.place(ada);
  await orders.cancel(await orders.place(ada), ada);
  returned = await returnedOrder();
});
afterAll(async () => orders[Symbol.asyncDispose]());

it('what is shown is what the events say', async () => {
  // 3 orders with 2 items each; 1, 2 and 4 statuses; 2 returns with 2 refunds.
  expect(await run(false)).toEqual({ orders: 3, rows: 20, different: 0, written: 0, damaged: 0, shown: [] });
});

it('every row that is not is found, nothing is changed; then it is written anew', async () => {
  const ghost = randomUUID();
  await sql(`UPDATE orders SET status = 'CANCELLED', total_minor = 1 + total_minor WHERE id = $1`, placed);
  await sql(`DELETE FROM order_items WHERE order_id = $1 AND position = 1`, placed);
  await sql(`UPDATE order_refunds SET amount_minor = 1 WHERE order_id = $1 AND status = 'FAILED'`, returned);
  await sql(`UPDATE order_returns SET restocked_at = NULL WHERE order_id = $1 AND kind = 'RETURNED'`, returned);
  await sql(`INSERT INTO order_history VALUES ($1, 99, 'PENDING', now(), null)`, returned);
  await sql(
    `INSERT INTO orders SELECT (jsonb_populate_record(orders, jsonb_build_object('id', $1::text))).* FROM orders LIMIT 1`,
    ghost,
  );
  const found = await run(false);
  expect(found).toMatchObject({ orders: 4, different: 6, written: 0 });
  const differences = found.shown.map(({ orderId, table, row, difference }) => [orderId, table, row, difference]);
  expect(differences).toEqual(
    expect.arrayContaining([
      [placed, 'orders', '', expect.stringContaining('status: "CANCELLED", should be "PENDING"')],
      [placed, 'order_items', '1', 'missing'],
      [returned, 'order_refunds', expect.any(String), 'amount_minor: 1, should be 500'],
      [returned, 'order_returns', expect.any(String), expect.stringMatching(/^restocked_at: null, should be "20/)],
      [returned, 'order_history', '99', 'too much'],
      [ghost, 'orders', '', 'too much'],
    ]),
  );
  expect(await run(false)).toEqual(found);
  expect(await run(true)).toMatchObject({ different: 6, written: 3 });
  expect(await run(false)).toMatchObject({ orders: 3, rows: 20, different: 0 });
});

it('an order that others are just taking on is not set back', async () => {
  const { database } = orders;
  const orderId = await orders.place(ada);
  const advance = createAdvance(createOutbox(() => {}));
  const { promise: taken, resolve: hasBeenTaken } = Promise.withResolvers<void>();
  const { promise: waited, resolve: rebuildWaits } = Promise.withResolvers<void>();
  const cancelling = database.transaction(async (tx) => {
    await advance(tx, orderId, { type: 'CancelOrder' });
    hasBeenTaken();
    await waited;
  });
  await taken;
  const writing = writeAnew(database, orderId);
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await eventually('the rebuild waits', async () => (await database.query({ text: waiting })).rowCount === 1);
  rebuildWaits();
  await Promise.all([cancelling, writing]);
  expect((await sql('SELECT status, version FROM orders WHERE id = $1', orderId)).rows).toEqual([
    { status: 'CANCELLED', version: 2 },
  ]);
  expect(await run(false)).toMatchObject({ different: 0, damaged: 0 });
});

const program = fileURLToPath(new URL('../rebuild-read-model.ts', import.meta.url));

async function command(args: string[], more: NodeJS.ProcessEnv = {}) {
  const NAMESPACE = new URL(orders.database.url).pathname.slice(1).replace(/_orders$/, '');
  const env = { DATABASE_URL: testEngines().databaseUrl, NAMESPACE, ...more };
  const child = spawn(process.execPath, [program, ...args], { env });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), exited]);
  return { out, err, code };
}

it('the command ends with 1 while something differs, or cannot be understood', async () => {
  await sql(`UPDATE orders SET status = 'CANCELLED' WHERE id = $1`, placed);
  const found = await command([]);
  expect(found).toMatchObject({ code: 1, err: '' });
  expect(found.out).toMatch(new RegExp(`orders +${placed} +status: "CANCELLED", should be "PENDING"`));
  const applied = await command(['--apply']);
  expect(applied).toMatchObject({ code: 0, err: '' });
  expect(applied.out).toContain('1 orders were written anew');
  await sql(`UPDATE order_events SET version = 7 WHERE order_id = $1`, placed);
  const damaged = await command(['--apply']);
  expect(damaged.code).toBe(1);
  expect(damaged.out).toMatch(new RegExp(`order_events +${placed} +version 1 is missing`));
  expect((await sql('SELECT 1 FROM orders WHERE id = $1', placed)).rowCount).toBe(1);
});

it.each([
  ['an unknown argument', ['--force'], {}, 'usage: npm run orders:rebuild'],
  ['a database where orders never ran', [], { NAMESPACE: 'nowhere' }, 'start orders first'],
])('the command says what is wrong with %s', async (_, args, env, sentence) => {
  const { err, code } = await command(args, env);
  expect(code).toBe(1);
  expect(err).toContain(sentence);
  expect(err.trim().split('\n')).toHaveLength(1);
});
