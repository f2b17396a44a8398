import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { orderAttached, orderUpdated } from '#contracts/orders.ts';
import { guestAdopted } from '#contracts/users.ts';
import type { UserViewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { customerNow } from '../guest/adopted-guests.ts';
import { complete } from './complete-order.ts';
import { address, kettle, newCustomer, PLACE_ORDER, type RunningOrders, startOrders } from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(async () => orders[Symbol.asyncDispose]());

const ORDER = 'query ($id: ID!) { order(id: $id) { id status customer { id } } }';
const newGuest = (): UserViewer => ({ kind: 'user', id: randomUUID(), roles: [], sessionId: randomUUID() });
const show = async (id: string, as: UserViewer) => (await orders.query(ORDER, { id }, as)).order;

const adopt = (guest: UserViewer, user: UserViewer) =>
  orders.send(guestAdopted, { aggregateId: user.id, data: { userId: user.id, guestId: guest.id } });

const belongsTo = (orderId: string, user: UserViewer) =>
  eventually(`order ${orderId} belongs to ${user.id}`, async () => (await show(orderId, user)) !== null);

it('a guest’s orders become the user’s who the guest turns out to be, whatever state they are in', async () => {
  const guest = newGuest();
  const ada = newCustomer() as UserViewer;
  const [placed, completed] = [await orders.place(guest), await orders.place(guest)];
  await complete(orders, completed, guest);
  const others = await orders.place(newGuest());
  expect(await show(placed, ada)).toBeNull();
  const message = await adopt(guest, ada);
  for (const orderId of [placed, completed]) {
    await belongsTo(orderId, ada);
    expect(await show(orderId, ada)).toMatchObject({ customer: { id: ada.id } });
    expect(await show(orderId, guest)).toBeNull();
  }
  await orders.sendAgain(message);
  const attached = await orders.published(orderAttached, ({ orderId }) => orderId === placed);
  expect(attached.data).toEqual({ orderId: placed, customerId: ada.id, formerCustomerId: guest.id });
  expect(attached.causationId).toBe(message.id);
  expect(await show(others, ada)).toBeNull();
});

it('it is told before anything else that names the user', async () => {
  const guest = newGuest();
  const ada = newCustomer() as UserViewer;
  const orderId = await orders.place(guest);
  await adopt(guest, ada);
  await belongsTo(orderId, ada);
  const text = `SELECT envelope->>'type' AS type FROM outbox WHERE envelope->'data'->>'customerId' = $1 ORDER BY position`;
  const { rows } = await orders.database.query<{ type: string }>({ text, values: [ada.id] });
  expect(rows.map(({ type }) => type)).toEqual([orderAttached.type, orderUpdated.type]);
});

it('more orders than one transaction takes are all attached', async () => {
  const guest = newGuest();
  const ada = newCustomer() as UserViewer;
  const placed = await Promise.all(Array.from({ length: 51 }, () => orders.place(guest)));
  await adopt(guest, ada);
  await eventually('all are attached', async () => {
    const text = 'SELECT count(*)::integer AS count FROM orders WHERE customer_id = $1';
    const { rows } = await orders.database.query<{ count: number }>({ text, values: [ada.id] });
    return rows[0]?.count === placed.length;
  });
});

it('an order that the guest places afterwards is the user’s, and the guest is answered', async () => {
  const guest = newGuest();
  const ada = newCustomer() as UserViewer;
  const before = await orders.place(guest);
  await adopt(guest, ada);
  await belongsTo(before, ada);
  const items = [{ productId: kettle, quantity: 1 }];
  const input = { items, shippingAddress: address, idempotencyKey: randomUUID() };
  const { placeOrder } = await orders.query(PLACE_ORDER, { input }, guest);
  expect(placeOrder.__typename).toBe('PlaceOrderSuccess');
  expect(await show(placeOrder.order.id, ada)).toMatchObject({ customer: { id: ada.id } });
});

it('a call of the guest that the user repeats is answered as before', async () => {
  const guest = newGuest();
  const ada = newCustomer() as UserViewer;
  const items = [{ productId: kettle, quantity: 1 }];
  const input = { items, shippingAddress: address, idempotencyKey: 'as a guest' };
  const place = async (as: UserViewer) => (await orders.query(PLACE_ORDER, { input }, as)).placeOrder.order.id;
  const placed = await place(guest);
  await adopt(guest, ada);
  await belongsTo(placed, ada);
  expect(await place(ada)).toBe(placed);
});

it.each(['guest', 'user'] as const)(
  'a call that both make once they are one is made once: first the %s',
  async (first) => {
    const callers = { guest: newGuest(), user: newCustomer() as UserViewer };
    const before = await orders.place(callers.guest);
    await adopt(callers.guest, callers.user);
    await belongsTo(before, callers.user);
    const items = [{ productId: kettle, quantity: 1 }];
    const input = { items, shippingAddress: address, idempotencyKey: 'as one' };
    const place = async (as: UserViewer) => (await orders.query(PLACE_ORDER, { input }, as)).placeOrder.order.id;
    const placed = await place(callers[first]);
    for (const again of [callers.guest, callers.user]) expect(await place(again)).toBe(placed);
  },
);

it('an order that the guest is just placing is waited for', async () => {
  const guest = newGuest();
  const ada = newCustomer() as UserViewer;
  const { database } = orders;
  const seen = await database.transaction(async (tx) => {
    const customer = await customerNow(tx, guest.id);
    await adopt(guest, ada);
    const waiting = `SELECT 1 FROM pg_stat_activity
                     WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE '%guest%'`;
    await eventually('the adoption waits', async () => (await database.query({ text: waiting })).rowCount === 1);
    const text = 'SELECT 1 FROM adopted_guests WHERE guest_id = $1';
    expect((await tx.query({ text, values: [guest.id] })).rowCount).toBe(0);
    return customer;
  });
  expect(seen).toBe(guest.id);
  await eventually('the adoption is known', () =>
    database.transaction(async (tx) => (await customerNow(tx, guest.id)) === ada.id),
  );
});
