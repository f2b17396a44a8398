import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { DataOf, MessageContract } from '#contracts/message-contract.ts';
import { notificationCreated } from '#contracts/notifications.ts';
import { itemsReturned, orderAttached, orderCompleted } from '#contracts/orders.ts';
import { paymentAuthorized, paymentRefunded } from '#contracts/payments.ts';
import { parcelTracked } from '#contracts/shipping.ts';
import { startTestSubgraph, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { createNotifications } from '../service.ts';
import { readInbox } from './read-inbox.ts';

let notifications: TestSubgraph;
beforeAll(async () => {
  notifications = await startTestSubgraph('notifications', createNotifications, {});
});
afterAll(async () => {
  await notifications?.[Symbol.asyncDispose]();
});

const amount = { amountMinor: '1250', currency: 'EUR' };

/** An order of somebody, and what is said of it. */
function newOrder() {
  const [orderId, customerId] = [uuidv7(), uuidv7()];
  const about = { orderId, customerId };
  const send = <Contract extends MessageContract>(contract: Contract, data: DataOf<Contract>) =>
    notifications.send(contract, { aggregateId: orderId, data });
  const track = (step: DataOf<typeof parcelTracked>['step']) =>
    send(parcelTracked, {
      ...about,
      shipmentId: uuidv7(),
      parcelId: uuidv7(),
      trackingNumber: 'AG-7',
      step,
      at: new Date().toISOString(),
    });
  const told = (kind: string) =>
    notifications.published(
      notificationCreated,
      ({ notification }) => notification.orderId === orderId && notification.kind === kind,
    );
  /** Everything that was sent before is in the inbox when this resolves. */
  async function settle() {
    await send(orderCompleted, { ...about, total: amount });
    await told('ORDER_COMPLETED');
  }
  return { ...about, send, track, told, settle };
}

const newsOf = async (userId: string): Promise<{ kind: string; title: string; body: string }[]> =>
  (await readInbox(notifications, userId)).nodes.toReversed();
const kindsOf = async (userId: string) => (await newsOf(userId)).map(({ kind }) => kind);

describe('a customer', () => {
  it('hears that a parcel left and that it came, and of no step between', async () => {
    const order = newOrder();
    const steps = [
      'BOOKED',
      'DISPATCHED',
      'IN_TRANSIT',
      'OUT_FOR_DELIVERY',
      'DELIVERED',
      'FAILED',
      'CANCELLED',
    ] as const;
    for (const step of steps) await order.track(step);
    await order.settle();
    expect(await kindsOf(order.customerId)).toEqual(['PARCEL_DISPATCHED', 'PARCEL_DELIVERED', 'ORDER_COMPLETED']);
    const [dispatched, delivered] = await newsOf(order.customerId);
    for (const news of [dispatched, delivered]) expect(news?.body).toContain('AG-7');
  });

  it('hears of a return and of the money, each with its sum', async () => {
    const order = newOrder();
    const { orderId, customerId } = order;
    const lines = [{ productId: uuidv7(), quantity: 1 }];
    await order.send(itemsReturned, { orderId, customerId, returnId: uuidv7(), lines, amount });
    await order.send(paymentRefunded, { orderId, customerId, paymentId: uuidv7(), refundId: uuidv7(), amount });
    await order.told('PAYMENT_REFUNDED');
    expect(await newsOf(customerId)).toMatchObject([
      { kind: 'ITEMS_RETURNED', body: 'You get 12.50 EUR for it.' },
      { kind: 'PAYMENT_REFUNDED', body: '12.50 EUR went back to where you paid from.' },
    ]);
  });
});

describe('an order that is attached to another customer', () => {
  it('brings its notifications along, and those that still name the guest', async () => {
    const [order, other] = [newOrder(), newOrder()];
    const { orderId, customerId: guestId } = order;
    const userId = uuidv7();
    await order.track('DISPATCHED');
    await other.settle();
    await order.send(orderAttached, { orderId, customerId: userId, formerCustomerId: guestId });
    await order.send(paymentAuthorized, { orderId, customerId: guestId, paymentId: uuidv7(), amount });
    const late = await order.told('ORDER_PAID');
    expect(late.data.userId).toBe(userId);
    expect(await kindsOf(userId)).toEqual(['PARCEL_DISPATCHED', 'ORDER_PAID']);
    expect(await kindsOf(guestId)).toEqual([]);
    expect(await kindsOf(other.customerId)).toEqual(['ORDER_COMPLETED']);
  });

  it('stays with who it is when the news comes twice', async () => {
    const order = newOrder();
    const { orderId, customerId: guestId } = order;
    const userId = uuidv7();
    await order.track('DELIVERED');
    const attached = await order.send(orderAttached, { orderId, customerId: userId, formerCustomerId: guestId });
    await notifications.sendAgain(attached);
    await order.settle();
    expect(await kindsOf(userId)).toEqual(['PARCEL_DELIVERED', 'ORDER_COMPLETED']);
  });
});
