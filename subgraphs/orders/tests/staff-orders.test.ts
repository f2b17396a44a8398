import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stockReserved } from '#contracts/products.ts';
import { guest, type UserViewer } from '#platform/security/viewer.ts';
import { encodeCursor } from '#platform/subgraph/connection.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type Data, staffMember } from '#platform/testkit/test-subgraph.ts';
import { complete } from './complete-order.ts';
import {
  address,
  CANCEL_ORDER,
  newCustomer,
  PLACE_ORDER,
  poster,
  type RunningOrders,
  startOrders,
} from './running-orders.ts';

const ada = newCustomer() as UserViewer;
const eve = newCustomer() as UserViewer;
const staff = staffMember(randomUUID());
let orders: RunningOrders;
let [pending, cancelled, completed, ofEve, inYen]: string[] = [];

beforeAll(async () => {
  orders = await startOrders();
  [pending, cancelled, completed] = [await orders.place(ada), await orders.place(ada), await orders.place(ada)];
  ofEve = await orders.place(eve);
  const items = [{ productId: poster, quantity: 40 }];
  const input = { items, shippingAddress: address, idempotencyKey: randomUUID() };
  inYen = (await orders.query(PLACE_ORDER, { input }, eve)).placeOrder.order.id;
  await orders.cancel(cancelled ?? '', ada);
  await complete(orders, completed ?? '', ada);
});
afterAll(async () => orders[Symbol.asyncDispose]());

const ORDERS = `query ($filter: OrderFilter, $first: Int, $after: String) {
  orders(filter: $filter, first: $first, after: $after) {
    edges { cursor } nodes { id placedAt customer { id } } pageInfo { hasNextPage endCursor }
  }
}`;
const list = async (variables: object = {}) => (await orders.query(ORDERS, variables, staff)).orders;
const idsOf = async (filter: object) => (await list({ filter })).nodes.map(({ id }: { id: string }) => id);

describe('the orders that staff see', () => {
  it('are everybody’s, newest first, page by page', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let hasNextPage = true; hasNextPage; ) {
      const page: Data = await list({ first: 2, after });
      seen.push(...page.nodes.map(({ id }: { id: string }) => id));
      ({ hasNextPage, endCursor: after } = page.pageInfo);
    }
    expect(seen).toEqual([inYen, ofEve, completed, cancelled, pending]);
  });

  it.each<[string, () => object, () => unknown[]]>([
    ['status', () => ({ status: ['PENDING'] }), () => [inYen, ofEve, pending]],
    ['statuses', () => ({ status: ['CANCELLED', 'COMPLETED'] }), () => [completed, cancelled]],
    ['no status', () => ({ status: [] }), () => []],
    ['payment status', () => ({ paymentStatus: ['CAPTURED'] }), () => [completed]],
    ['customer', () => ({ customerId: eve.id }), () => [inYen, ofEve]],
    ['customer and status', () => ({ customerId: ada.id, status: ['PENDING'] }), () => [pending]],
    ['unknown customer', () => ({ customerId: 'no-uuid' }), () => []],
    ['total', () => ({ minTotal: { amount: '44.98', currency: 'EUR' } }), () => [ofEve, completed, cancelled, pending]],
    ['higher total', () => ({ minTotal: { amount: '44.99', currency: 'EUR' } }), () => []],
    ['total in another currency', () => ({ minTotal: { amount: '1', currency: 'JPY' } }), () => [inYen]],
  ])('can be filtered by %s', async (_, filter, expected) => {
    expect(await idsOf(filter())).toEqual(expected());
  });

  it('can be filtered by when they were placed: from one instant, up to before another', async () => {
    const { nodes } = await list();
    const [, second, third] = nodes.map(({ placedAt }: { placedAt: string }) => placedAt);
    const between = await idsOf({ placedAfter: third, placedBefore: second });
    expect(between).toEqual([completed]);
  });

  it('read an index, not the table', async () => {
    await orders.database.transaction(async (tx) => {
      await tx.query({ text: 'SET LOCAL enable_seqscan = off' });
      const text =
        'EXPLAIN SELECT id FROM orders WHERE (placed_at, id) < (now(), $1) ORDER BY placed_at DESC, id DESC LIMIT 5';
      const { rows } = await tx.query<{ 'QUERY PLAN': string }>({ text, values: [randomUUID()] });
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('orders_newest');
    });
  });

  it('are shown to nobody else', async () => {
    for (const [viewer, code] of [
      [ada, 'FORBIDDEN'],
      [guest, 'UNAUTHENTICATED'],
    ] as const) {
      const { errors } = await orders.execute(ORDERS, {}, viewer);
      expect(errors?.[0]).toMatchObject({ extensions: { code } });
    }
  });

  it.each<[string, object]>([
    ['first', { first: 101 }],
    ['after', { after: encodeCursor(['2026-01-01T00:00:00.000Z', 'no-uuid']) }],
    ['filter.placedAfter', { filter: { placedAfter: '+010000-01-01T00:00:00.000Z' } }],
    ['filter.placedBefore', { filter: { placedBefore: '0000-12-31T00:00:00.000Z' } }],
    ['filter.minTotal', { filter: { minTotal: { amount: '1.001', currency: 'EUR' } } }],
  ])('refuse a wrong %s', async (argument, variables) => {
    const { errors } = await orders.execute(ORDERS, variables, staff);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });
});

describe('staff cancel', () => {
  const cancelAs = async (orderId: string, reason?: string) => {
    const input = { orderId, reason, idempotencyKey: randomUUID() };
    return (await orders.query(CANCEL_ORDER, { input }, staff)).cancelOrder;
  };

  it('any order, with a reason that its history shows', async () => {
    const orderId = await orders.place(eve);
    expect(await cancelAs(orderId, 'the kettle is recalled')).toMatchObject({ order: { status: 'CANCELLED' } });
    const { order } = await orders.query(
      'query ($id: ID!) { order(id: $id) { history { status reason } } }',
      { id: orderId },
      eve,
    );
    expect(order.history.at(-1)).toEqual({ status: 'CANCELLED', reason: 'the kettle is recalled' });
  });

  it('nothing without one', async () => {
    const orderId = await orders.place(eve);
    expect(await cancelAs(orderId)).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' });
  });
});

it('an order shows until when it has to be paid, while that is awaited', async () => {
  const orderId = await orders.place(ada);
  const text = 'query ($id: ID!) { order(id: $id) { status paymentDueAt } }';
  const show = async () => (await orders.query(text, { id: orderId }, ada)).order;
  expect(await show()).toEqual({ status: 'PENDING', paymentDueAt: null });
  await orders.send(stockReserved, { aggregateId: orderId, data: { orderId } });
  await orders.reaches(orderId, 'AWAITING_PAYMENT');
  const due = 'SELECT due_at AS "dueAt" FROM order_deadlines WHERE order_id = $1';
  const { rows } = await orders.database.query<{ dueAt: Date }>({ text: due, values: [orderId] });
  const { paymentDueAt } = await show();
  expect(paymentDueAt).toBe(rows[0]?.dueAt.toISOString());
  const seconds = (Date.parse(paymentDueAt) - Date.now()) / 1_000;
  expect(seconds).toBeGreaterThan(800);
  expect(seconds).toBeLessThanOrEqual(901);
  await orders.cancel(orderId, ada);
  await eventually('it is cancelled', async () => (await show()).paymentDueAt === null);
});
