import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { customer, staffMember } from '#platform/testkit/test-subgraph.ts';
import { createLoaders } from '../graphql/loaders.ts';
import { type OpenOrder, ownerOf, type RunningPayments, startPayments } from './running-payments.ts';

const ORDERS = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Order { id payments { id status method createdAt } } }
}`;
const PAYMENTS = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Payment { id status amount { amount currency } } }
}`;

let payments: RunningPayments;
let order: OpenOrder;
let ids: string[];

beforeAll(async () => {
  payments = await startPayments();
  order = await payments.openOrder();
  const poor = await payments.pay({ orderId: order.orderId, as: ownerOf(order), token: 'tok_insufficient_funds' });
  const rich = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
  ids = [poor.payment.id, rich.payment.id];
});
afterAll(async () => {
  await payments[Symbol.asyncDispose]();
});

const entities = async (query: string, typename: string, keys: string[], as: Viewer) => {
  const representations = keys.map((id) => ({ __typename: typename, id }));
  return (await payments.subgraph.query(query, { representations }, as))._entities;
};

describe("an order's payments", () => {
  it('are every attempt, oldest first, for its customer and for staff', async () => {
    for (const as of [ownerOf(order), staffMember(uuidv7())]) {
      const [found] = await entities(ORDERS, 'Order', [order.orderId], as);
      expect(found.payments).toEqual([
        { id: ids[0], status: 'DECLINED', method: 'CARD', createdAt: expect.stringMatching(/^\d{4}-.*Z$/) },
        { id: ids[1], status: 'AUTHORIZED', method: 'CARD', createdAt: expect.any(String) },
      ]);
    }
  });

  it('are none for another customer', async () => {
    const [found] = await entities(ORDERS, 'Order', [order.orderId], customer(uuidv7()));
    expect(found).toEqual({ id: order.orderId, payments: [] });
  });

  it('are not for guests', async () => {
    const representations = [{ __typename: 'Order', id: order.orderId }];
    const { data, errors } = await payments.subgraph.execute(ORDERS, { representations }, guest);
    expect(data._entities).toEqual([{ id: order.orderId, payments: null }]);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('a payment by its id', () => {
  it('is found by its customer and by staff, else it does not exist', async () => {
    const mine = { id: ids[1], status: 'AUTHORIZED', amount: { amount: '12.99', currency: 'EUR' } };
    const keys = [ids[1] ?? '', uuidv7(), 'no-uuid'];
    expect(await entities(PAYMENTS, 'Payment', keys, ownerOf(order))).toEqual([mine, null, null]);
    expect(await entities(PAYMENTS, 'Payment', keys, staffMember(uuidv7()))).toEqual([mine, null, null]);
    expect(await entities(PAYMENTS, 'Payment', keys, customer(uuidv7()))).toEqual([null, null, null]);
  });
});

it('costs one statement for any number of keys', async () => {
  const { database } = payments.subgraph;
  const statements: unknown[] = [];
  const counted: typeof database.query = (statement) => {
    statements.push(statement.name);
    return database.query(statement);
  };
  const loaders = createLoaders({ query: counted }, ownerOf(order));
  const orders = [order.orderId, uuidv7(), uuidv7()];
  const lists = await Promise.all(orders.map((id) => loaders.paymentsOfOrder.load(id)));
  expect(lists.map(({ length }) => length)).toEqual([2, 0, 0]);
  const single = await Promise.all([...ids, uuidv7()].map((id) => loaders.payment.load(id)));
  expect(single.map((payment) => payment?.state)).toEqual(['DECLINED', 'AUTHORIZED', undefined]);
  expect(statements).toEqual(['payments.of-orders', 'payments.by-ids']);
});
