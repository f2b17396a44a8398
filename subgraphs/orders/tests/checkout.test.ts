import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newMessage } from '#contracts/new-message.ts';
import { orderCancelled, orderCompleted, orderPlaced, orderUpdated } from '#contracts/orders.ts';
import { capturePayment, openPayment, paymentAuthorized, paymentCaptured, voidPayment } from '#contracts/payments.ts';
import { commitStock, releaseStock, reserveStock, stockReservationFailed, stockReserved } from '#contracts/products.ts';
import { shipmentCompleted, shipmentFailed, shipmentInitiated, shipOrder } from '#contracts/shipping.ts';
import { createOutbox } from '#platform/messaging/outbox.ts';
import type { UserViewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { createAdvance } from '../checkout/advance.ts';
import { createAdoptGuest } from '../guest/adopt-guest.ts';
import { consumes } from '../messaging/consumes.ts';
import { readEvents } from '../order/event-store.ts';
import { evolve } from '../order/evolve.ts';
import type { OrderState } from '../order/order-state.ts';
import { project } from '../order/project.ts';
import { writeProjection } from '../order/read-model.ts';
import { address, kettle, newCustomer, type RunningOrders, startOrders, teapot } from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(async () => orders[Symbol.asyncDispose]());

const amount = { amountMinor: '4498', currency: 'EUR' };
const ORDER = 'query ($id: ID!) { order(id: $id) { status paymentStatus placedAt history { status at } } }';

/** What the other subgraphs say of an order of this customer. */
function voices(orderId: string, as: UserViewer) {
  const paymentId = randomUUID();
  const shipment = { orderId, customerId: as.id, shipmentId: randomUUID() };
  const payment = { orderId, customerId: as.id, paymentId, amount };
  return {
    stockReserved: () => orders.send(stockReserved, { aggregateId: orderId, data: { orderId } }),
    authorized: () => orders.send(paymentAuthorized, { aggregateId: orderId, data: payment }),
    captured: () => orders.send(paymentCaptured, { aggregateId: orderId, data: payment }),
    booked: () => orders.send(shipmentInitiated, { aggregateId: orderId, data: { ...shipment, trackingNumber: 'T1' } }),
    dispatched: () =>
      orders.send(shipmentCompleted, { aggregateId: orderId, data: { ...shipment, trackingNumber: 'T1' } }),
    undeliverable: () =>
      orders.send(shipmentFailed, { aggregateId: orderId, data: { ...shipment, reason: 'UNDELIVERABLE' } }),
  };
}

const newShopper = () => newCustomer() as UserViewer;

describe('an order that goes well', () => {
  const ada = newShopper();
  let orderId: string;

  it('is placed, paid, shipped and completed', async () => {
    orderId = await orders.place(ada);
    const say = voices(orderId, ada);
    const mine = (data: { orderId: string }) => data.orderId === orderId;
    const lines = [
      { productId: kettle, quantity: 2 },
      { productId: teapot, quantity: 1 },
    ];
    expect((await orders.published(reserveStock, mine)).data).toEqual({ orderId, lines });
    const reserved = await say.stockReserved();
    const opened = await orders.published(openPayment, mine);
    expect(opened.data).toEqual({ orderId, customerId: ada.id, amount });
    expect(opened).toMatchObject({ causationId: reserved.id, correlationId: reserved.correlationId });
    await say.authorized();
    const items = [
      { productId: kettle, description: 'Kettle', quantity: 2 },
      { productId: teapot, description: 'Teapot', quantity: 1 },
    ];
    expect((await orders.published(shipOrder, mine)).data).toEqual({ orderId, customerId: ada.id, address, items });
    await say.booked();
    await say.dispatched();
    await orders.published(commitStock, mine);
    await orders.published(capturePayment, mine);
    await say.captured();
    expect((await orders.published(orderCompleted, mine)).data).toEqual({ orderId, customerId: ada.id, total: amount });
  });

  it('has had every status, in order', async () => {
    const { order } = await orders.query(ORDER, { id: orderId }, ada);
    expect(order).toMatchObject({ status: 'COMPLETED', paymentStatus: 'CAPTURED' });
    const statuses = order.history.map(({ status }: { status: string }) => status);
    expect(statuses).toEqual(['PENDING', 'AWAITING_PAYMENT', 'AWAITING_SHIPMENT', 'COMPLETED']);
    expect(order.history[0].at).toBe(order.placedAt);
  });

  it('has told of every event, without gaps', async () => {
    const updates = await eventually('all are told', () => {
      const told = orders.allPublished(orderUpdated).filter(({ aggregateId }) => aggregateId === orderId);
      return told.length >= 6 && told;
    });
    expect(updates.map(({ aggregateVersion, data }) => [aggregateVersion, data.status, data.paymentStatus])).toEqual([
      [1, 'PENDING', 'UNPAID'],
      [2, 'AWAITING_PAYMENT', 'UNPAID'],
      [3, 'AWAITING_SHIPMENT', 'AUTHORIZED'],
      [4, 'AWAITING_SHIPMENT', 'AUTHORIZED'],
      [5, 'AWAITING_SHIPMENT', 'AUTHORIZED'],
      [6, 'COMPLETED', 'CAPTURED'],
    ]);
    const [placed] = orders.allPublished(orderPlaced).filter(({ aggregateId }) => aggregateId === orderId);
    expect(placed?.data).toMatchObject({ orderId, customerId: ada.id, total: amount });
    expect(placed?.data.lines[0]).toMatchObject({ name: 'Kettle', unitPrice: { amountMinor: '1999' } });
  });

  it('can be shown from its events alone', async () => {
    const { database } = orders;
    const tables = async () => {
      const shown = [];
      for (const table of ['orders', 'order_items', 'order_history']) {
        const key = table === 'orders' ? 'id' : 'order_id';
        const text = `SELECT * FROM ${table} shown WHERE ${key} = $1 ORDER BY shown::text`;
        shown.push((await database.query({ text, values: [orderId] })).rows);
      }
      return shown;
    };
    const before = await tables();
    await database.query({ text: 'DELETE FROM orders WHERE id = $1', values: [orderId] });
    let state: OrderState | undefined;
    for (const stored of await readEvents(database, orderId)) {
      const after = evolve(state, stored.event, stored.occurredAt);
      await writeProjection(database, orderId, project(stored, after, state?.status));
      state = after;
    }
    expect(before.flat()).not.toHaveLength(0);
    expect(await tables()).toEqual(before);
  });
});

describe('messages', () => {
  it('that come twice, as the same or as another one, have one effect', async () => {
    const ada = newShopper();
    const orderId = await orders.place(ada);
    const say = voices(orderId, ada);
    const first = await say.stockReserved();
    await orders.sendAgain(first);
    await say.stockReserved();
    await say.authorized();
    await orders.reaches(orderId, 'AWAITING_SHIPMENT');
    const events = await readEvents(orders.database, orderId);
    expect(events.map(({ event }) => event.type)).toEqual(['OrderPlaced', 'StockReserved', 'PaymentAuthorized']);
    // What comes after it says that all before it is there.
    await orders.published(shipOrder, (data) => data.orderId === orderId);
    const mine = orders.allPublished(openPayment).filter(({ aggregateId }) => aggregateId === orderId);
    expect(mine).toHaveLength(1);
  });

  it('of stock that is missing end the order', async () => {
    const orderId = await orders.place(newShopper());
    const shortages = [{ productId: kettle, requested: 2, available: 1 }];
    await orders.send(stockReservationFailed, { aggregateId: orderId, data: { orderId, shortages } });
    const cancelled = await orders.published(orderCancelled, (data) => data.orderId === orderId);
    expect(cancelled.data.status).toBe('CANCELLED_NO_STOCK');
  });

  it('of stock and authorisations that come after the cancellation are answered by giving back', async () => {
    const ada = newShopper();
    const orderId = await orders.place(ada);
    expect(await orders.cancel(orderId, ada)).toMatchObject({ order: { status: 'CANCELLED' } });
    await voices(orderId, ada).stockReserved();
    await orders.published(releaseStock, (data) => data.orderId === orderId);
    await voices(orderId, ada).authorized();
    await orders.published(voidPayment, (data) => data.orderId === orderId);
    const { order } = await orders.query(ORDER, { id: orderId }, ada);
    expect(order).toMatchObject({ status: 'CANCELLED', paymentStatus: 'AUTHORIZED' });
  });

  it('of a parcel that cannot be delivered give everything back', async () => {
    const ada = newShopper();
    const orderId = await orders.place(ada);
    const say = voices(orderId, ada);
    for (const next of [say.stockReserved, say.authorized, say.booked, say.undeliverable]) await next();
    const mine = (data: { orderId: string }) => data.orderId === orderId;
    const ended = await orders.published(orderCancelled, mine);
    expect(ended.data.status).toBe('SHIPMENT_FAILED');
    await orders.published(voidPayment, mine);
    await orders.published(releaseStock, mine);
  });

  it('about an unknown order, or of what was never asked for, are refused so that they are tried again', async () => {
    const advance = createAdvance(createOutbox(() => {}));
    const adoptGuest = createAdoptGuest(orders.database, advance);
    const tell = (orderId: string) => {
      const data = { orderId, customerId: randomUUID(), paymentId: randomUUID(), amount };
      const message = newMessage(paymentAuthorized, { aggregateId: orderId, aggregateVersion: 1, data });
      const consumer = consumes({ advance, adoptGuest, paymentSeconds: 900 }).find(
        ({ type }) => type === paymentAuthorized.type,
      );
      return consumer?.handle(message, { database: orders.database, group: 'test', from: 'queue' });
    };
    await expect(tell(randomUUID())).rejects.toThrow('UNKNOWN_ORDER');
    await expect(tell(await orders.place(newShopper()))).rejects.toThrow('UNEXPECTED');
  });
});

it('fifty cancellations and the others at once leave one consistent order', async () => {
  const ada = newShopper();
  const orderId = await orders.place(ada);
  const say = voices(orderId, ada);
  const cancels = Array.from({ length: 50 }, () => orders.cancel(orderId, ada));
  const [answers] = await Promise.all([Promise.all(cancels), say.stockReserved(), say.stockReserved()]);
  const kinds = answers.map(({ __typename }) => __typename);
  expect(kinds.filter((kind) => kind === 'CancelOrderSuccess')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'OrderNotCancellable')).toHaveLength(49);
  const mine = (data: { orderId: string }) => data.orderId === orderId;
  await orders.published(releaseStock, mine);
  const events = await readEvents(orders.database, orderId);
  expect(events.map(({ version }) => version)).toEqual([1, 2, 3]);
  expect(events.map(({ event }) => event.type).sort()).toEqual(['OrderCancelled', 'OrderPlaced', 'StockReserved']);
  await eventually(
    'all events are told of',
    () => orders.allPublished(orderUpdated).filter(({ data }) => mine(data)).length === 3,
  );
  expect(orders.allPublished(releaseStock).filter(({ data }) => mine(data))).toHaveLength(1);
});
