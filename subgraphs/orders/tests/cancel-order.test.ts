import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { capturePayment, paymentAuthorized } from '#contracts/payments.ts';
import { stockReserved } from '#contracts/products.ts';
import { cancelShipment, shipmentCompleted, shipmentFailed } from '#contracts/shipping.ts';
import { guest, type UserViewer } from '#platform/security/viewer.ts';
import { CANCEL_ORDER, newCustomer, type RunningOrders, startOrders } from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(async () => orders[Symbol.asyncDispose]());

const ada = newCustomer() as UserViewer;

async function paidOrder(): Promise<string> {
  const orderId = await orders.place(ada);
  await orders.send(stockReserved, { aggregateId: orderId, data: { orderId } });
  const amount = { amountMinor: '4498', currency: 'EUR' };
  const data = { orderId, customerId: ada.id, paymentId: randomUUID(), amount };
  await orders.send(paymentAuthorized, { aggregateId: orderId, data });
  await orders.reaches(orderId, 'AWAITING_SHIPMENT');
  return orderId;
}

const shipment = (orderId: string) => ({ orderId, customerId: ada.id, shipmentId: randomUUID() });

describe('cancelling', () => {
  it('an unpaid order ends it at once, and cannot be done twice', async () => {
    const orderId = await orders.place(ada);
    expect(await orders.cancel(orderId, ada)).toEqual({
      __typename: 'CancelOrderSuccess',
      order: { id: orderId, status: 'CANCELLED' },
    });
    expect(await orders.cancel(orderId, ada)).toMatchObject({
      __typename: 'OrderNotCancellable',
      code: 'ORDER_NOT_CANCELLABLE',
      order: { id: orderId, status: 'CANCELLED' },
    });
  });

  it('a paid order waits for the carrier, who stops it', async () => {
    const orderId = await paidOrder();
    expect((await orders.cancel(orderId, ada)).order.status).toBe('AWAITING_SHIPMENT');
    await orders.published(cancelShipment, (data) => data.orderId === orderId);
    expect((await orders.cancel(orderId, ada)).__typename).toBe('CancelOrderSuccess');
    await orders.send(shipmentFailed, {
      aggregateId: orderId,
      data: { ...shipment(orderId), reason: 'CANCELLED' },
    });
    await orders.reaches(orderId, 'CANCELLED');
  });

  it('a parcel that has left is not possible', async () => {
    const orderId = await paidOrder();
    const data = { ...shipment(orderId), trackingNumber: 'T1' };
    await orders.send(shipmentCompleted, { aggregateId: orderId, data });
    await orders.published(capturePayment, ({ orderId: id }) => id === orderId);
    expect((await orders.cancel(orderId, ada)).__typename).toBe('OrderNotCancellable');
  });

  it('somebody else’s order is like a missing one', async () => {
    const orderId = await orders.place(ada);
    const answer = await orders.cancel(orderId, newCustomer());
    expect(answer).toMatchObject({ __typename: 'OrderNotFound', code: 'ORDER_NOT_FOUND' });
    for (const id of [randomUUID(), 'no-uuid', '']) {
      expect((await orders.cancel(id, ada)).__typename).toBe('OrderNotFound');
    }
    expect((await orders.cancel(orderId, ada)).__typename).toBe('CancelOrderSuccess');
  });

  it('is for signed-in customers', async () => {
    const input = { orderId: randomUUID(), idempotencyKey: 'k' };
    const { errors } = await orders.execute(CANCEL_ORDER, { input }, guest);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });
});

describe('the same call again', () => {
  const call = async (orderId: string, idempotencyKey: string) =>
    (await orders.query(CANCEL_ORDER, { input: { orderId, idempotencyKey } }, ada)).cancelOrder;

  it('gives the first answer', async () => {
    const orderId = await orders.place(ada);
    const first = await call(orderId, 'twice');
    expect(first.__typename).toBe('CancelOrderSuccess');
    expect(await call(orderId, 'twice')).toEqual(first);
    const failure = await call(orderId, 'too late');
    expect(failure.__typename).toBe('OrderNotCancellable');
    expect(await call(orderId, 'too late')).toEqual(failure);
  });

  it('for another order is refused', async () => {
    await call(await orders.place(ada), 'reused');
    expect((await call(await orders.place(ada), 'reused')).__typename).toBe('IdempotencyKeyReused');
  });

  it('while the first one is under way is told so', async () => {
    const orderId = await orders.place(ada);
    const answer = await orders.database.transaction(async (tx) => {
      const text = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
      await tx.query({ text, values: [`cancelOrder:${ada.id}\nunder way`] });
      return call(orderId, 'under way');
    });
    expect(answer.__typename).toBe('InProgress');
  });

  it('two cancellations in one operation see each other', async () => {
    const orderId = await orders.place(ada);
    const both = `mutation ($one: CancelOrderInput!, $two: CancelOrderInput!) {
      one: cancelOrder(input: $one) { ... on CancelOrderSuccess { order { status history { status } } } }
      two: cancelOrder(input: $two) { __typename ... on OrderNotCancellable { order { status } } }
    }`;
    const variables = { one: { orderId, idempotencyKey: 'one' }, two: { orderId, idempotencyKey: 'two' } };
    const { one, two } = await orders.query(both, variables, ada);
    expect(one.order.history).toEqual([{ status: 'PENDING' }, { status: 'CANCELLED' }]);
    expect(two).toEqual({ __typename: 'OrderNotCancellable', order: { status: 'CANCELLED' } });
  });
});
