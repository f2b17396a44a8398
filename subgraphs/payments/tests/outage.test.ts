import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  capturePayment,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  paymentVoided,
  voidPayment,
} from '#contracts/payments.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type FaultyProxy, openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { type RunningProvider, startProvider } from '../sandbox-provider/tests/running-provider.ts';
import { ownerOf, type RunningPayments, startPayments, types } from './running-payments.ts';

let resources: AsyncDisposableStack;
let provider: RunningProvider;
let network: FaultyProxy;
let payments: RunningPayments;

beforeAll(async () => {
  resources = new AsyncDisposableStack();
  provider = resources.use(await startProvider());
  network = resources.use(await openFaultyProxy(provider.url));
  payments = resources.use(await startPayments({ provider, providerUrl: network.url }));
});
afterAll(async () => {
  await resources.disposeAsync();
});
beforeEach(() => network.restore());

/** Lets the worker look now instead of after the seconds in which the call might still be under way. */
const lookNow = (orderId: string, { subgraph } = payments) =>
  subgraph.database.query({
    text: 'UPDATE payments SET look_again_at = now() WHERE order_id = $1 AND look_again_at IS NOT NULL',
    values: [orderId],
  });

it('finds out later that the provider had authorised', async () => {
  const order = await payments.openOrder();
  const paying = payments.pay({ orderId: order.orderId, as: ownerOf(order), token: 'tok_timeout' });
  await eventually('the provider holds it', async () => (await payments.journal(order.orderId)).length === 1);
  network.refuse();
  expect(await paying).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'PENDING' } });

  network.restore();
  await lookNow(order.orderId);
  await payments.subgraph.published(paymentAuthorized, ({ orderId }) => orderId === order.orderId);
  expect(await payments.payments(order.orderId)).toMatchObject([{ state: 'AUTHORIZED' }]);
  expect(types(await payments.journal(order.orderId))).toEqual(['authorized']);
});

it('gives back what the provider authorised after all', async () => {
  const order = await payments.openOrder();
  network.refuse();
  const { payment } = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
  network.restore();
  await lookNow(order.orderId);
  await payments.subgraph.published(paymentDeclined, ({ orderId }) => orderId === order.orderId);

  const { orderId } = order;
  const request = { amount: '1299', currency: 'EUR', method: 'CARD', token: 'tok_visa', reference: orderId };
  expect((await provider.post('/v1/authorizations', payment.id, request)).status).toBe(201);
  await lookNow(orderId);
  await eventually('it is given back', async () => types(await payments.journal(orderId)).includes('voided'));
  const booked = await eventually('it is booked', async () => {
    const lines = await payments.booked(orderId);
    return lines.length > 0 && lines;
  });
  expect(booked).toHaveLength(4);
  expect(await payments.payments(orderId)).toMatchObject([{ state: 'DECLINED' }]);
});

it('takes the money when the provider is back, however long that was', async () => {
  const order = await payments.openOrder();
  const { orderId } = order;
  await payments.pay({ orderId, as: ownerOf(order) });
  network.refuse();
  await payments.subgraph.send(capturePayment, { aggregateId: orderId, data: { orderId } });
  const taken = () =>
    eventually('the worker tries', async () => {
      const text = `SELECT 1 FROM payments WHERE order_id = $1 AND wanted = 'CAPTURE' AND look_again_at > now()`;
      return (await payments.subgraph.database.query({ text, values: [orderId] })).rowCount === 1;
    });
  await taken();
  await lookNow(orderId);
  // The worker takes it up again only when its first try, repetitions included, has failed.
  await taken();
  network.restore();
  await lookNow(orderId);
  await payments.subgraph.published(paymentCaptured, (data) => data.orderId === orderId);
  expect(types(await payments.journal(orderId))).toEqual(['authorized', 'captured']);
});

it('answers a void when it is known that nothing is held', async () => {
  const order = await payments.openOrder();
  const { orderId } = order;
  network.refuse();
  await payments.pay({ orderId, as: ownerOf(order) });
  await payments.subgraph.send(voidPayment, { aggregateId: orderId, data: { orderId } });
  await eventually('the order is voided', async () => {
    const text = `SELECT 1 FROM order_payments WHERE order_id = $1 AND state = 'VOIDED'`;
    return (await payments.subgraph.database.query({ text, values: [orderId] })).rowCount === 1;
  });
  expect(payments.subgraph.allPublished(paymentVoided).some(({ data }) => data.orderId === orderId)).toBe(false);
  network.restore();
  await lookNow(orderId);
  const { data } = await payments.subgraph.published(paymentVoided, (voided) => voided.orderId === orderId);
  expect(data).toEqual(order);
});

it('settles with a provider that died and came back', async () => {
  await using first = await startProvider();
  await using way = await openFaultyProxy(first.url);
  await using alone = await startPayments({ provider: first, providerUrl: way.url });
  const order = await alone.openOrder();
  await first.stop('SIGKILL');
  expect(await alone.pay({ orderId: order.orderId, as: ownerOf(order) })).toMatchObject({
    payment: { status: 'PENDING' },
  });
  await using second = await startProvider();
  way.leadTo(second.url);
  await lookNow(order.orderId, alone);
  await alone.subgraph.published(paymentDeclined, ({ orderId }) => orderId === order.orderId);
  const again = await alone.pay({ orderId: order.orderId, as: ownerOf(order) });
  expect(again).toMatchObject({ payment: { status: 'AUTHORIZED' } });
});
