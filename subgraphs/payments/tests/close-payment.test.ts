import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.ts';
import { newMessage } from '#contracts/new-message.ts';
import { orderCancelled } from '#contracts/orders.ts';
import { closePayment, paymentAuthorized, paymentClosed, paymentDeclined } from '#contracts/payments.ts';
import { createOutbox } from '#platform/messaging/outbox.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type FaultyProxy, openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { customer } from '#platform/testkit/test-subgraph.ts';
import { paymentsConsumers } from '../messaging/consumes.ts';
import { startProvider } from '../sandbox-provider/tests/running-provider.ts';
import { type OpenOrder, ownerOf, type Pay, type RunningPayments, startPayments, types } from './running-payments.ts';

let resources: AsyncDisposableStack;
let network: FaultyProxy;
let payments: RunningPayments;

beforeAll(async () => {
  resources = new AsyncDisposableStack();
  const provider = resources.use(await startProvider());
  network = resources.use(await openFaultyProxy(provider.url));
  payments = resources.use(await startPayments({ provider, providerUrl: network.url }));
});
afterAll(async () => resources.disposeAsync());

const applied = ({ id, type }: Envelope) =>
  eventually(`${type} is applied`, async () => {
    const statement = { text: 'SELECT 1 FROM inbox WHERE event_id = $1', values: [id] };
    return (await payments.subgraph.database.query(statement)).rowCount === 1;
  });

/** Sends close-payment and waits until it has been applied. */
const close = async ({ orderId }: OpenOrder) =>
  applied(await payments.subgraph.send(closePayment, { aggregateId: orderId, data: { orderId } }));

/** Applies close-payment at once: by way of the broker, every payment that is begun with it would be first. */
async function closeNow({ orderId }: OpenOrder): Promise<void> {
  const recording = { outbox: createOutbox(() => {}), wakeSettling() {} };
  const consumer = paymentsConsumers(recording).find(({ type }) => type === closePayment.type);
  const message = newMessage(closePayment, { aggregateId: orderId, aggregateVersion: 1, data: { orderId } });
  await consumer?.handle(message, { database: payments.subgraph.database, group: 'test', from: 'queue' });
}

/** What was said of an order, in order: the names of its events, as they were committed. */
async function said({ orderId }: OpenOrder): Promise<string[]> {
  const { rows } = await payments.subgraph.database.query<{ type: string }>({
    text: `SELECT envelope->>'type' AS type FROM outbox WHERE envelope->>'aggregateId' = $1 ORDER BY position`,
    values: [orderId],
  });
  return rows.map(({ type }) => type);
}

const pay = (order: OpenOrder, token = 'tok_visa') =>
  payments.pay({ orderId: order.orderId, as: ownerOf(order), token });

/** Pays while the provider does not hear of it before something else is done. */
async function payDuring(order: OpenOrder, work: () => Promise<void>, means: Omit<Pay, 'orderId' | 'as'>) {
  network.stall();
  const paying = payments.pay({ orderId: order.orderId, as: ownerOf(order), ...means });
  await eventually('it is begun', async () => (await payments.payments(order.orderId)).length === 1);
  await work();
  network.restore();
  return paying;
}

describe('close-payment', () => {
  it('of an order that nobody is paying refuses attempts, and is answered each time', async () => {
    const order = await payments.openOrder();
    await close(order);
    const { data } = await payments.subgraph.published(paymentClosed, ({ orderId }) => orderId === order.orderId);
    expect(data).toEqual(order);
    expect(await pay(order)).toMatchObject({ __typename: 'OrderNotPayable' });
    expect(await payments.journal(order.orderId)).toEqual([]);
    await close(order);
    expect(await said(order)).toEqual([paymentClosed.type, paymentClosed.type]);
  });

  it('of a paid order does nothing', async () => {
    const order = await payments.openOrder();
    await pay(order);
    await close(order);
    expect(await said(order)).toEqual([paymentAuthorized.type]);
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized']);
  });

  it('after a decline for good, which has answered it, does nothing', async () => {
    const order = await payments.openOrder();
    await pay(order, 'tok_declined');
    await close(order);
    expect(await said(order)).toEqual([paymentDeclined.type]);
  });

  it('during an attempt that succeeds is void', async () => {
    const order = await payments.openOrder();
    const paying = pay(order, 'tok_timeout');
    await eventually('the provider holds it', async () => (await payments.journal(order.orderId)).length === 1);
    await close(order);
    expect(await said(order)).toEqual([]);
    expect(await paying).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'AUTHORIZED' } });
    await close(order);
    expect(await said(order)).toEqual([paymentAuthorized.type]);
  });

  it('during an attempt that fails closes the payment, though it could have been tried again', async () => {
    const order = await payments.openOrder();
    network.refuse();
    expect(await pay(order)).toMatchObject({ payment: { status: 'PENDING' } });
    await close(order);
    await close(order);
    expect(await said(order)).toEqual([]);
    network.restore();
    await payments.subgraph.database.query({
      text: 'UPDATE payments SET look_again_at = now() WHERE order_id = $1',
      values: [order.orderId],
    });
    await payments.subgraph.published(paymentClosed, ({ orderId }) => orderId === order.orderId);
    expect(await said(order)).toEqual([paymentDeclined.type, paymentClosed.type]);
    expect(await pay(order)).toMatchObject({ __typename: 'OrderNotPayable' });
  });

  it('during an attempt that fails does not invite the customer to try another token', async () => {
    const order = await payments.openOrder();
    const paying = payDuring(order, () => closeNow(order), { token: 'tok_insufficient_funds' });
    expect(await paying).toMatchObject({ __typename: 'PaymentDeclined', retryable: false });
    expect(await said(order)).toEqual([paymentDeclined.type, paymentClosed.type]);
  });

  it('while a transfer is asked for does not have the customer send the money', async () => {
    const order = await payments.openOrder();
    const means = { token: 'tok_transfer_manual', method: 'BANK_TRANSFER', key: uuidv7() } as const;
    expect(await payDuring(order, () => closeNow(order), means)).toMatchObject({ __typename: 'OrderNotPayable' });
    const again = await payments.pay({ orderId: order.orderId, as: ownerOf(order), ...means });
    expect(again.__typename).not.toBe('PayOrderSuccess');
  });

  it('that comes before the opening is refused, so that it is tried again', async () => {
    const order = { orderId: uuidv7(), customerId: uuidv7() };
    await expect(closeNow(order)).rejects.toThrow('no payment was opened');
    await payments.sendOpening(order);
    await close(order);
    expect(await said(order)).toEqual([paymentClosed.type]);
  });

  it('at the same moment as a payment leaves an order either authorised or closed', async () => {
    const orders = await Promise.all(Array.from({ length: 30 }, () => payments.openOrder()));
    const outcomes = await Promise.all(
      orders.map(async (order, index) => {
        const paying = pay(order);
        // From before the payment begins to after it is done (about 300 ms for all of them), so that either wins some.
        await delay(index * 10);
        const [answer] = await Promise.all([paying, closeNow(order)]);
        return { answer: answer.__typename, said: await said(order) };
      }),
    );
    for (const outcome of outcomes) {
      expect([
        { answer: 'PayOrderSuccess', said: [paymentAuthorized.type] },
        { answer: 'OrderNotPayable', said: [paymentClosed.type] },
      ]).toContainEqual(outcome);
    }
  });
});

describe('an order that ended before its payment was opened', () => {
  const cancelled = ({ orderId, customerId }: OpenOrder) =>
    payments.subgraph.send(orderCancelled, {
      aggregateId: orderId,
      data: { orderId, customerId, status: 'CANCELLED_NO_STOCK' },
    });

  it('is not payable for its customer, as soon as that is known, and not open for others', async () => {
    const order = { orderId: uuidv7(), customerId: uuidv7() };
    const others = payments.pay({ orderId: order.orderId, as: customer(uuidv7()) });
    const paying = eventually('it is known', async () => {
      const answer = await pay(order);
      return answer.__typename !== 'PaymentNotOpenYet' && answer;
    });
    await cancelled(order);
    expect(await paying).toMatchObject({ __typename: 'OrderNotPayable' });
    // Others are answered after they have waited for an opening.
    await eventually('it is told at once', async () => {
      const began = performance.now();
      expect(await pay(order)).toMatchObject({ __typename: 'OrderNotPayable' });
      return performance.now() - began < 1_000;
    });
    expect(await others).toMatchObject({ __typename: 'PaymentNotOpenYet' });
  });

  it('stays unpayable should an opening come', async () => {
    const order = { orderId: uuidv7(), customerId: uuidv7() };
    await cancelled(order);
    await payments.sendOpening(order);
    expect(await pay(order)).toMatchObject({ __typename: 'OrderNotPayable' });
  });
});

it('an order that ended after its payment was opened is left to close-payment and void-payment', async () => {
  const order = await payments.openOrder();
  const data = { ...order, status: 'CANCELLED' as const };
  await applied(await payments.subgraph.send(orderCancelled, { aggregateId: order.orderId, data }));
  const { rowCount } = await payments.subgraph.database.query({
    text: 'SELECT 1 FROM early_voids WHERE order_id = $1',
    values: [order.orderId],
  });
  expect(rowCount).toBe(0);
});
