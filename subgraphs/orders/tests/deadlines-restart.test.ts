import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { closePayment } from '#contracts/payments.ts';
import { stockReserved } from '#contracts/products.ts';
import { newCustomer, type RunningOrders, startOrders } from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(async () => orders[Symbol.asyncDispose]());

it('deadlines outlive the service, and each is passed on once however many services run', async () => {
  const placed = await Promise.all(Array.from({ length: 20 }, () => orders.place(newCustomer())));
  for (const orderId of placed) await orders.send(stockReserved, { aggregateId: orderId, data: { orderId } });
  await Promise.all(placed.map((orderId) => orders.reaches(orderId, 'AWAITING_PAYMENT')));
  await orders.service[Symbol.asyncDispose]();
  const due = await orders.database.query({ text: `UPDATE order_deadlines SET due_at = now() - interval '1 minute'` });
  expect(due.rowCount).toBe(20);
  await using first = await orders.another();
  await using second = await orders.another();
  expect(first.url).not.toBe(second.url);
  await Promise.all(placed.map((orderId) => orders.published(closePayment, (data) => data.orderId === orderId)));
  const passed = await orders.database.query<{ count: number }>({
    text: `SELECT count(*)::integer AS count FROM order_events WHERE type = 'PaymentDeadlinePassed'`,
  });
  expect(passed.rows[0]?.count).toBe(20);
});
