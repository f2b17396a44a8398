import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { guest, type UserViewer, type Viewer } from '#platform/security/viewer.ts';
import { encodeCursor } from '#platform/subgraph/connection.ts';
import { type Data, staffMember } from '#platform/testkit/test-subgraph.ts';
import { address, kettle, newCustomer, type RunningOrders, startOrders } from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(async () => orders[Symbol.asyncDispose]());

const ORDER = `query ($id: ID!) { order(id: $id) {
  id status total { amount currency } customer { id } shippingAddress { name street city state postalCode country }
  items { name quantity product { id } unitPrice { amount } total { amount } } history { status }
} }`;
const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Order {
  id status items { name } history { status }
} } }`;
const ORDERS_OF = `query ($r: [_Any!]!, $first: Int, $after: String) { _entities(representations: $r) { ... on User {
  id orders(first: $first, after: $after) {
    edges { cursor } nodes { id } pageInfo { hasNextPage endCursor }
  }
} } }`;

const orderReferences = (ids: readonly string[]) => ids.map((id) => ({ __typename: 'Order', id }));
const entities = async (ids: readonly string[], as: Viewer) =>
  (await orders.query(ENTITIES, { r: orderReferences(ids) }, as))._entities;
const staff = staffMember(randomUUID());

describe('an order', () => {
  it('is shown as it was placed', async () => {
    const ada = newCustomer() as UserViewer;
    const id = await orders.place(ada);
    const { order } = await orders.query(ORDER, { id }, ada);
    expect(order).toMatchObject({ id, status: 'PENDING', customer: { id: ada.id } });
    expect(order.total).toEqual({ amount: '44.98', currency: 'EUR' });
    expect(order.shippingAddress).toEqual({ ...address, state: null });
    expect(order.items[0]).toEqual({
      name: 'Kettle',
      quantity: 2,
      product: { id: kettle },
      unitPrice: { amount: '19.99' },
      total: { amount: '39.98' },
    });
    expect(order.history).toEqual([{ status: 'PENDING' }]);
  });

  it('is seen by its customer and by staff, and by nobody else', async () => {
    const ada = newCustomer();
    const id = await orders.place(ada);
    expect((await orders.query(ORDER, { id }, staff)).order.id).toBe(id);
    expect((await orders.query(ORDER, { id }, newCustomer())).order).toBeNull();
    const asGuest = await orders.execute(ORDER, { id }, guest);
    expect(asGuest.errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(await entities([id], ada)).toMatchObject([{ id }]);
    expect(await entities([id], staff)).toMatchObject([{ id }]);
    for (const stranger of [newCustomer(), guest]) expect(await entities([id], stranger)).toEqual([null]);
  });

  it('that does not exist is null', async () => {
    for (const id of [randomUUID(), 'no-uuid']) {
      expect((await orders.query(ORDER, { id }, staff)).order).toBeNull();
      expect(await entities([id], staff)).toEqual([null]);
    }
  });

  it('costs one statement a table, however many are asked for', async () => {
    const ada = newCustomer();
    const ids = await Promise.all(Array.from({ length: 50 }, () => orders.place(ada)));
    // Every statement of this process goes through here, the service's own included.
    const query = jest.spyOn(pg.Client.prototype, 'query');
    const found = await entities([...ids, randomUUID()], ada);
    const names = query.mock.calls.map(([statement]) => (statement as unknown as pg.QueryConfig).name ?? '');
    query.mockRestore();
    expect(found.map((order: Data) => order?.id ?? null)).toEqual([...ids, null]);
    const reading = names.filter((name) => name.startsWith('order.')).sort();
    expect(reading).toEqual(['order.find', 'order.find-history', 'order.find-items']);
  });
});

describe('the orders of a user', () => {
  const ada = newCustomer() as UserViewer;
  const ordersOf = async (as: Viewer, page: object = {}, id = ada.id) =>
    (await orders.query(ORDERS_OF, { r: [{ __typename: 'User', id }], ...page }, as))._entities[0].orders;

  it('are seen by that user and by staff, and are null for everybody else', async () => {
    await orders.place(ada);
    expect((await ordersOf(ada)).nodes).toHaveLength(1);
    expect((await ordersOf(staff)).nodes).toHaveLength(1);
    expect(await ordersOf(newCustomer())).toBeNull();
    expect(await ordersOf(guest)).toBeNull();
    expect((await ordersOf(staff, {}, 'no-uuid')).nodes).toEqual([]);
  });

  it('come newest first, page by page, each once', async () => {
    const eve = newCustomer() as UserViewer;
    const placed = await Promise.all(Array.from({ length: 7 }, () => orders.place(eve)));
    // Two at one instant are told apart by their ids.
    const text = `UPDATE orders SET placed_at = date_trunc('second', placed_at) WHERE customer_id = $1`;
    await orders.database.query({ text, values: [eve.id] });
    const seen: string[] = [];
    let after: string | null = null;
    for (let hasNextPage = true; hasNextPage; ) {
      const page: Data = await ordersOf(eve, { first: 3, after }, eve.id);
      seen.push(...page.nodes.map(({ id }: { id: string }) => id));
      expect(page.pageInfo.endCursor).toBe(page.edges.at(-1).cursor);
      ({ hasNextPage, endCursor: after } = page.pageInfo);
    }
    expect(seen).toHaveLength(7);
    const newestFirst = await orders.database.query<{ id: string }>({
      text: 'SELECT id FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC, id DESC',
      values: [eve.id],
    });
    expect(seen).toEqual(newestFirst.rows.map(({ id }) => id));
    expect([...seen].sort()).toEqual([...placed].sort());
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 101 }],
    ['after', { after: 'nonsense' }],
    ['after', { after: encodeCursor(['0000-01-01T00:00:00.000Z', randomUUID()]) }],
    ['after', { after: encodeCursor([`2026-01-01T00:00:00.${'1'.repeat(200)}Z`, randomUUID()]) }],
  ])('refuse a wrong %s', async (argument, page) => {
    const { errors } = await orders.execute(ORDERS_OF, { r: [{ __typename: 'User', id: ada.id }], ...page }, ada);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });
});
