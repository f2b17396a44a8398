import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { orderCancelled, orderUpdated } from '#contracts/orders.ts';
import { closePayment, openPayment, paymentAuthorized, paymentClosed, voidPayment } from '#contracts/payments.ts';
import { releaseStock, stockReserved } from '#contracts/products.ts';
import type { UserViewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { newCustomer, type RunningOrders, startOrders } from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders({ PAYMENT_DEADLINE_SECONDS: 1 });
});
afterAll(async () => orders[Symbol.asyncDispose]());

const ada = newCustomer() as UserViewer;

async function awaitingPayment(): Promise<string> {
  const orderId = await orders.place(ada);
  await orders.send(stockReserved, { aggregateId: orderId, data: { orderId } });
  await orders.published(openPayment, (data) => data.orderId === orderId);
  return orderId;
}

const authorize = (orderId: string) => {
  const amount = { amountMinor: '4498', currency: 'EUR' };
  const data = { orderId, customerId: ada.id, paymentId: '01900000-0000-7000-8000-0000000000aa', amount };
  return orders.send(paymentAuthorized, { aggregateId: orderId, data });
};

it('an order that is not paid in time ends when payments has closed it, and payments is not asked before', async () => {
  const orderId = await awaitingPayment();
  const mine = (data: { orderId: string }) => data.orderId === orderId;
  const opened = await orders.published(openPayment, mine);
  const asked = await orders.published(closePayment, mine);
  const seconds = (Date.parse(asked.occurredAt) - Date.parse(opened.occurredAt)) / 1000;
  expect(seconds).toBeGreaterThanOrEqual(0.9);
  await orders.send(paymentClosed, { aggregateId: orderId, data: { orderId, customerId: ada.id } });
  const ended = await orders.published(orderCancelled, mine);
  expect(ended.data.status).toBe('PAYMENT_FAILED');
  await orders.published(releaseStock, mine);
  expect(orders.allPublished(voidPayment).filter(({ data }) => mine(data))).toEqual([]);
  const updates = orders.allPublished(orderUpdated).filter(({ data }) => mine(data));
  expect(updates.map(({ aggregateVersion, data }) => [aggregateVersion, data.status])).toEqual([
    [1, 'PENDING'],
    [2, 'AWAITING_PAYMENT'],
    [3, 'AWAITING_PAYMENT'],
    [4, 'PAYMENT_FAILED'],
  ]);
  const { order } = await orders.query(
    'query ($id: ID!) { order(id: $id) { history { status } } }',
    { id: orderId },
    ada,
  );
  const statuses = order.history.map(({ status }: { status: string }) => status);
  expect(statuses).toEqual(['PENDING', 'AWAITING_PAYMENT', 'PAYMENT_FAILED']);
});

it('an order whose authorisation comes after the deadline, and before the answer to it, is shipped', async () => {
  const orderId = await awaitingPayment();
  await orders.published(closePayment, (data) => data.orderId === orderId);
  await authorize(orderId);
  await orders.reaches(orderId, 'AWAITING_SHIPMENT');
});

it('a paid order does not mind its deadline', async () => {
  const orderId = await awaitingPayment();
  await authorize(orderId);
  await eventually('the deadline is past', async () => {
    const text = 'SELECT 1 FROM order_deadlines WHERE order_id = $1';
    return (await orders.database.query({ text, values: [orderId] })).rowCount === 0;
  });
  await orders.reaches(orderId, 'AWAITING_SHIPMENT');
});

it('one order that cannot be taken on does not hold up the others', async () => {
  const text = `INSERT INTO order_events VALUES ($1, 1, 'StockReserved', '{}', now())`;
  const damaged = '01900000-0000-7000-8000-00000000dead';
  await orders.database.query({ text, values: [damaged] });
  const due = `INSERT INTO order_deadlines VALUES ($1, 'PAYMENT', now() - interval '1 day')`;
  await orders.database.query({ text: due, values: [damaged] });
  const next = await awaitingPayment();
  await orders.published(closePayment, (data) => data.orderId === next);
  const kept = await orders.database.query({
    text: 'SELECT 1 FROM order_deadlines WHERE order_id = $1',
    values: [damaged],
  });
  expect(kept.rowCount).toBe(1);
});
