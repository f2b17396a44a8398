import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
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
import { lookNow } from '../payment/unsettled-repository.ts';
import { type RunningProvider, startProvider } from '../sandbox-provider/tests/running-provider.ts';
import {
  type OpenOrder,
  ownerOf,
  type RunningPayments,
  startPayments,
  types,
  WEBHOOK_SECRET,
} from './running-payments.ts';
import { sendWebhook, signatureOf, startWebhookRelay, type Webhook, type WebhookRelay } from './webhook-relay.ts';

let resources: AsyncDisposableStack;
let relay: WebhookRelay;
let provider: RunningProvider;
let network: FaultyProxy;
let payments: RunningPayments;

beforeAll(async () => {
  resources = new AsyncDisposableStack();
  relay = resources.use(await startWebhookRelay());
  provider = resources.use(await startProvider({ WEBHOOK_URL: relay.url, WEBHOOK_SECRET }));
  network = resources.use(await openFaultyProxy(provider.url));
  payments = resources.use(await startPayments({ provider, providerUrl: network.url }));
});
afterAll(async () => resources.disposeAsync());
beforeEach(() => {
  network.restore();
  relay.passTo(undefined);
});

const send = (webhook: object, signature?: string) =>
  sendWebhook(payments.subgraph.url, JSON.stringify(webhook), signature);
const toldOf = (type: string, { orderId }: OpenOrder) =>
  eventually(`the provider tells of ${type}`, () =>
    relay.told.find((webhook) => webhook.type === type && webhook.data.authorization.reference === orderId),
  );
const event = (change: object = {}): Webhook => ({
  id: `evt_${uuidv7()}`,
  type: 'authorization.authorized',
  data: { authorization: { id: 'auth_1', reference: 'r' }, idempotencyKey: uuidv7() },
  ...change,
});
const pay = (order: OpenOrder, token = 'tok_visa') =>
  payments.pay({ orderId: order.orderId, as: ownerOf(order), token });
const command = (contract: typeof capturePayment, { orderId }: OpenOrder) =>
  payments.subgraph.send(contract, { aggregateId: orderId, data: { orderId } });
const published = (contract: typeof paymentVoided, order: OpenOrder) =>
  payments.subgraph.published(contract, ({ orderId }) => orderId === order.orderId);
const count = (contract: typeof paymentVoided, { orderId }: OpenOrder) =>
  payments.subgraph.allPublished(contract).filter(({ data }) => data.orderId === orderId).length;
/** When the settling worker looks at an order's payment, in ms from now; null: not at all. */
async function nextLook({ orderId }: OpenOrder): Promise<number | null> {
  const { rows } = await payments.subgraph.database.query<{ ms: number | null }>({
    text: 'SELECT (extract(epoch FROM look_again_at - now()) * 1000)::float8 AS ms FROM payments WHERE order_id = $1',
    values: [orderId],
  });
  return rows[0]?.ms ?? null;
}

/** A payment whose outcome nobody here knows, and which is not looked at for an hour; the provider has authorised it. */
async function unknownOutcome(): Promise<OpenOrder> {
  const order = await payments.openOrder();
  const paying = pay(order, 'tok_timeout');
  await eventually('the provider holds it', async () => (await payments.journal(order.orderId)).length === 1);
  network.refuse();
  await paying;
  await payments.subgraph.database.query({
    text: `UPDATE payments SET look_again_at = now() + interval '1 hour' WHERE order_id = $1`,
    values: [order.orderId],
  });
  network.restore();
  return order;
}

describe('a webhook', () => {
  it('has the outcome of a payment found out at once', async () => {
    const order = await unknownOutcome();
    expect(await send(await toldOf('authorization.authorized', order))).toMatchObject({
      status: 200,
      body: { outcome: 'taken' },
    });
    await published(paymentAuthorized, order);
    expect(await payments.payments(order.orderId)).toMatchObject([{ state: 'AUTHORIZED' }]);
  });

  it('is believed in nothing: what the provider says when it is asked counts', async () => {
    const order = await unknownOutcome();
    const told = await toldOf('authorization.authorized', order);
    await send({ ...told, id: `evt_${uuidv7()}`, type: 'authorization.declined' });
    await published(paymentAuthorized, order);
    expect(count(paymentDeclined, order)).toBe(0);
  });

  it('of what is still held leaves it held', async () => {
    const order = await payments.openOrder();
    await pay(order);
    const told = await toldOf('authorization.authorized', order);
    await send({ ...told, id: `evt_${uuidv7()}`, type: 'authorization.voided' });
    await eventually('it has been looked at', async () => (await nextLook(order)) === null);
    expect(await payments.payments(order.orderId)).toMatchObject([{ state: 'AUTHORIZED' }]);
    expect(count(paymentVoided, order)).toBe(0);
  });

  it('of what is not held any more is left to a person, and nothing false is told', async () => {
    const order = await payments.openOrder();
    await pay(order);
    const told = await toldOf('authorization.authorized', order);
    // By hand, past us.
    await provider.post(`/v1/authorizations/${told.data.authorization.id}/void`, uuidv7(), {});
    await send(await toldOf('authorization.voided', order));
    await eventually('it is put off', async () => ((await nextLook(order)) ?? 0) > 3_000_000);
    expect(await payments.payments(order.orderId)).toMatchObject([{ state: 'AUTHORIZED' }]);
    expect(count(paymentVoided, order)).toBe(0);
  });

  it('that comes five times at once, and again, has one effect', async () => {
    const order = await unknownOutcome();
    const told = await toldOf('authorization.authorized', order);
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(told)));
    expect(answers.filter(({ body }) => body.outcome === 'taken')).toHaveLength(1);
    for (const { status } of answers) expect([200, 503]).toContain(status);
    expect(await send(told)).toMatchObject({ status: 200, body: { outcome: 'repeated' } });
    await published(paymentAuthorized, order);
    expect(count(paymentAuthorized, order)).toBe(1);
    expect(await payments.booked(order.orderId)).toHaveLength(2);
  });

  it('that says something else under an id that was taken has no effect', async () => {
    const [first, second] = [await unknownOutcome(), await unknownOutcome()];
    const told = await toldOf('authorization.authorized', first);
    expect((await send(told)).body).toEqual({ outcome: 'taken' });
    const other = { ...(await toldOf('authorization.authorized', second)), id: told.id };
    expect((await send(other)).body).toEqual({ outcome: 'repeated' });
    await published(paymentAuthorized, first);
    expect(await payments.payments(second.orderId)).toMatchObject([{ state: 'PENDING' }]);
    expect(await nextLook(second)).toBeGreaterThan(3_000_000);
  });

  it('that is late and out of order changes nothing', async () => {
    const order = await payments.openOrder();
    await pay(order);
    await command(capturePayment, order);
    await published(paymentCaptured, order);
    const captured = await toldOf('authorization.captured', order);
    const authorized = await toldOf('authorization.authorized', order);
    for (const told of [captured, authorized, captured]) expect((await send(told)).status).toBe(200);
    expect(await nextLook(order)).toBeNull();
    expect(await payments.payments(order.orderId)).toMatchObject([{ state: 'CAPTURED' }]);
    expect([count(paymentAuthorized, order), count(paymentCaptured, order)]).toEqual([1, 1]);
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized', 'captured']);
  });

  it('that races a call of our own is harmless', async () => {
    relay.passTo(payments.subgraph.url);
    const orders = await Promise.all(Array.from({ length: 8 }, () => payments.openOrder()));
    const answers = await Promise.all(
      orders.map((order, index) => pay(order, index % 2 === 0 ? 'tok_visa' : 'tok_timeout')),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'AUTHORIZED' } });
    await Promise.all(orders.map((order, index) => command(index < 4 ? capturePayment : voidPayment, order)));
    await Promise.all(orders.map((order, index) => published(index < 4 ? paymentCaptured : paymentVoided, order)));
    for (const [index, order] of orders.entries()) {
      const last = index < 4 ? 'captured' : 'voided';
      await toldOf(`authorization.${last}`, order);
      expect(types(await payments.journal(order.orderId))).toEqual(['authorized', last]);
      expect(await payments.booked(order.orderId)).toHaveLength(index < 4 ? 6 : 4);
      expect([count(paymentAuthorized, order), count(index < 4 ? paymentCaptured : paymentVoided, order)]).toEqual([
        1, 1,
      ]);
    }
  });

  it('of a payment whose call is under way does not make it one that was never sent', async () => {
    const order = await payments.openOrder();
    network.refuse();
    await pay(order);
    network.restore();
    await payments.subgraph.database.query({
      text: `UPDATE payments SET created_at = now(), look_again_at = now() + interval '1 hour' WHERE order_id = $1`,
      values: [order.orderId],
    });
    const [payment] = await payments.payments(order.orderId);
    const authorization = { id: 'auth_1', reference: order.orderId };
    await send(event({ data: { authorization, idempotencyKey: payment?.id } }));
    const claimed = () =>
      eventually('it is looked at', async () => {
        const ms = await nextLook(order);
        return ms !== null && ms > 0 && ms < 3_000_000;
      });
    await claimed();
    await payments.subgraph.database.query({
      text: 'UPDATE payments SET look_again_at = now() WHERE order_id = $1',
      values: [order.orderId],
    });
    // The worker takes it up again only when its first look is over.
    await claimed();
    expect(await payments.payments(order.orderId)).toMatchObject([{ state: 'PENDING' }]);
  });

  it('tells that what was held as never sent has arrived after all: it is given back at once, and booked once', async () => {
    const order = await payments.openOrder();
    network.refuse();
    const { payment } = await pay(order);
    network.restore();
    await payments.subgraph.database.query({
      text: `UPDATE payments SET look_again_at = now(), created_at = now() - interval '1 minute' WHERE order_id = $1`,
      values: [order.orderId],
    });
    await published(paymentDeclined, order);
    await payments.subgraph.database.query({
      text: 'UPDATE payments SET look_again_at = NULL WHERE order_id = $1',
      values: [order.orderId],
    });
    const request = { amount: '1299', currency: 'EUR', method: 'CARD', token: 'tok_visa', reference: order.orderId };
    await provider.post('/v1/authorizations', payment.id, request);
    const told = await toldOf('authorization.authorized', order);
    await send(told);
    await eventually('it is booked', async () => (await payments.booked(order.orderId)).length === 4);
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized', 'voided']);
    await send({ ...told, id: `evt_${uuidv7()}` });
    expect(await nextLook(order)).toBeNull();
    // As an event does that found the payment just before it was given back.
    await lookNow(payments.subgraph.database, { id: payment.id, state: 'DECLINED' });
    expect(await nextLook(order)).toBeNull();
  });
});

describe('a webhook is refused', () => {
  const body = JSON.stringify(event());
  const minutes = (count: number) => Math.floor(Date.now() / 1000) + count * 60;

  it.each([
    ['signed by another', signatureOf(body, { secret: 'another' }), 'SIGNATURE_INVALID'],
    ['signed over another body', signatureOf(`${body} `), 'SIGNATURE_INVALID'],
    ['whose time was changed', signatureOf(body).replace(/^t=\d+/, `t=${minutes(-1)}`), 'SIGNATURE_INVALID'],
    ['with nonsense for a signature', 'nonsense', 'SIGNATURE_INVALID'],
    ['signed six minutes ago', signatureOf(body, { time: minutes(-6) }), 'SIGNATURE_EXPIRED'],
    ['signed in six minutes', signatureOf(body, { time: minutes(6) }), 'SIGNATURE_EXPIRED'],
  ])('when it is %s', async (_what, signature, code) => {
    const answer = await sendWebhook(payments.subgraph.url, body, signature);
    expect(answer).toMatchObject({ status: 401, body: { error: { code } } });
    const { rowCount } = await payments.subgraph.database.query({
      text: `SELECT 1 FROM idempotency_keys WHERE scope = 'webhook' AND key = $1`,
      values: [JSON.parse(body).id],
    });
    expect(rowCount).toBe(0);
  });

  it('without any signature', async () => {
    const response = await fetch(`${payments.subgraph.url}/webhooks/payments`, { method: 'POST', body });
    expect(response.status).toBe(401);
  });

  it.each([
    ['no JSON', 'hello'],
    ['no event', '{"hello":"world"}'],
    ['an event about nothing', JSON.stringify({ ...event(), data: {} })],
    ['a list', '[]'],
  ])('when it is signed and is %s', async (_what, malformed) => {
    const answer = await sendWebhook(payments.subgraph.url, malformed);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'MALFORMED' } } });
  });

  it('when it is too large', async () => {
    const large = JSON.stringify({ ...event(), padding: 'x'.repeat(20_000) });
    expect(await sendWebhook(payments.subgraph.url, large)).toMatchObject({
      status: 413,
      body: { error: { code: 'TOO_LARGE' } },
    });
  });
});

it.each([
  ['of a type that we do not know', event({ type: 'dispute.opened', data: 7 })],
  ['about a payment of somebody else', event()],
])('a webhook %s is taken and does nothing', async (_what, webhook) => {
  expect(await send(webhook)).toEqual({ status: 200, body: { outcome: 'not-ours' } });
});
