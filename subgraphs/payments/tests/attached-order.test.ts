import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.ts';
import { orderAttached, orderCancelled } from '#contracts/orders.ts';
import { capturePayment, paymentCaptured } from '#contracts/payments.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { customer } from '#platform/testkit/test-subgraph.ts';
import { type OpenOrder, ownerOf, type RunningPayments, startPayments } from './running-payments.ts';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(async () => {
  await payments?.[Symbol.asyncDispose]();
});

const applied = ({ id }: Envelope) =>
  eventually('it is applied', async () => {
    const statement = { text: 'SELECT 1 FROM inbox WHERE event_id = $1', values: [id] };
    return (await payments.subgraph.database.query(statement)).rowCount === 1;
  });
const attach = async ({ orderId, customerId: formerCustomerId }: OpenOrder, customerId: string) => {
  const data = { orderId, customerId, formerCustomerId };
  await applied(await payments.subgraph.send(orderAttached, { aggregateId: orderId, data }));
  return { orderId, customerId };
};
const pay = (order: OpenOrder, key: string) => payments.pay({ orderId: order.orderId, as: ownerOf(order), key });

it('an order that was attached is paid by its new customer, and no more by the former one', async () => {
  const order = await payments.openOrder();
  const attached = await attach(order, uuidv7());
  expect(await pay(order, 'k')).toMatchObject({ __typename: 'PaymentNotOpenYet' });
  expect(await pay(attached, 'k')).toMatchObject({ __typename: 'PayOrderSuccess' });
});

it("a payment that was made before is the new customer's, under its key, and is told of to that one", async () => {
  const order = await payments.openOrder();
  const answer = await pay(order, 'k');
  const attached = await attach(order, uuidv7());
  expect(await pay(attached, 'k')).toEqual(answer);
  const { orderId, customerId } = attached;
  await payments.subgraph.send(capturePayment, { aggregateId: orderId, data: { orderId } });
  const { data } = await payments.subgraph.published(paymentCaptured, (captured) => captured.orderId === orderId);
  expect(data.customerId).toBe(customerId);
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Payment { id } }
  }`;
  const representations = [{ __typename: 'Payment', id: answer.payment.id }];
  const seenBy = async (id: string) =>
    (await payments.subgraph.query(query, { representations }, customer(id)))._entities[0];
  expect(await seenBy(customerId)).toEqual({ id: answer.payment.id });
  expect(await seenBy(order.customerId)).toBeNull();
});

it("a key that the new customer has used, too, goes on standing for that one's own payment", async () => {
  const [own, guests] = [await payments.openOrder(), await payments.openOrder()];
  const answer = await pay(own, 'the same');
  await pay(guests, 'the same');
  const attached = await attach(guests, own.customerId);
  expect(await pay(own, 'the same')).toEqual(answer);
  expect(await pay(attached, 'another')).toMatchObject({ __typename: 'OrderNotPayable' });
});

it('an order that ended before its payment was opened is not payable for the new customer', async () => {
  const order = { orderId: uuidv7(), customerId: uuidv7() };
  const data = { ...order, status: 'CANCELLED_NO_STOCK' as const };
  await applied(await payments.subgraph.send(orderCancelled, { aggregateId: order.orderId, data }));
  const attached = await attach(order, uuidv7());
  expect(await pay(attached, 'k')).toMatchObject({ __typename: 'OrderNotPayable' });
});
