import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import {
  capturePayment,
  closePayment,
  paymentAuthorized,
  paymentCaptured,
  paymentClosed,
  paymentDeclined,
  paymentVoided,
  voidPayment,
} from '#contracts/payments.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type FaultyProxy, openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { type RunningProvider, startProvider } from '../sandbox-provider/tests/running-provider.ts';
import {
  type OpenOrder,
  ownerOf,
  type RunningPayments,
  startPayments,
  types,
  WEBHOOK_SECRET,
} from './running-payments.ts';
import { startWebhookRelay, type WebhookRelay } from './webhook-relay.ts';

let resources: AsyncDisposableStack;
let relay: WebhookRelay;
let provider: RunningProvider;
let network: FaultyProxy;
let payments: RunningPayments;

beforeAll(async () => {
  resources = new AsyncDisposableStack();
  relay = resources.use(await startWebhookRelay());
  provider = resources.use(await startProvider({ WEBHOOK_URL: relay.url, WEBHOOK_SECRET, TRANSFER_SETTLE_MS: '300' }));
  network = resources.use(await openFaultyProxy(provider.url));
  payments = resources.use(await startPayments({ provider, providerUrl: network.url }));
});
afterAll(async () => resources.disposeAsync());
beforeEach(() => {
  network.restore();
  relay.passTo(payments.subgraph.url);
});

const transfer = (order: OpenOrder, token = 'tok_transfer_manual', key = uuidv7()) =>
  payments.pay({ orderId: order.orderId, as: ownerOf(order), token, key, method: 'BANK_TRANSFER' });
const command = (contract: typeof capturePayment, { orderId }: OpenOrder) =>
  payments.subgraph.send(contract, { aggregateId: orderId, data: { orderId } });
const published = (contract: typeof paymentVoided, order: OpenOrder) =>
  payments.subgraph.published(contract, ({ orderId }) => orderId === order.orderId);
async function said({ orderId }: OpenOrder): Promise<string[]> {
  const { rows } = await payments.subgraph.database.query<{ type: string }>({
    text: `SELECT envelope->>'type' AS type FROM outbox WHERE envelope->>'aggregateId' = $1 ORDER BY position`,
    values: [orderId],
  });
  return rows.map(({ type }) => type);
}
/** Has the money of an order's transfer arrive at the provider, or not. */
async function settle({ orderId }: OpenOrder, outcome: 'authorized' | 'declined'): Promise<string> {
  const [pending] = await payments.journal(orderId);
  const { body } = await provider.get(`/v1/authorizations?idempotency_key=${pending?.idempotencyKey}`);
  await provider.post(`/v1/authorizations/${body['id']}/settle`, uuidv7(), { outcome });
  return String(body['id']);
}

describe('a bank transfer', () => {
  it('is pending, says that it awaits the money, and is authorised when that has arrived', async () => {
    const order = await payments.openOrder();
    const key = uuidv7();
    const answer = await transfer(order, 'tok_transfer', key);
    expect(answer).toMatchObject({
      __typename: 'PayOrderSuccess',
      payment: { status: 'PENDING', method: 'BANK_TRANSFER', awaitingTransfer: true },
    });
    await published(paymentAuthorized, order);
    expect(await transfer(order, 'tok_transfer', key)).toMatchObject({
      __typename: 'PayOrderSuccess',
      payment: { id: answer.payment.id, status: 'AUTHORIZED', awaitingTransfer: false },
    });
    await command(capturePayment, order);
    await published(paymentCaptured, order);
    expect(await payments.booked(order.orderId)).toHaveLength(6);
    expect(types(await payments.journal(order.orderId))).toEqual(['pending', 'authorized', 'captured']);
  });

  it('that fails leaves the order payable', async () => {
    const order = await payments.openOrder();
    await transfer(order, 'tok_transfer_failed');
    const { data } = await payments.subgraph.published(paymentDeclined, ({ orderId }) => orderId === order.orderId);
    expect(data).toMatchObject({ reason: 'transfer_failed', final: false });
    expect(await payments.pay({ orderId: order.orderId, as: ownerOf(order) })).toMatchObject({
      payment: { status: 'AUTHORIZED' },
    });
    expect(await said(order)).toEqual([paymentDeclined.type, paymentAuthorized.type]);
  });

  it('under way is the only payment of its order, and the answer to its key', async () => {
    const order = await payments.openOrder();
    const key = uuidv7();
    const answer = await transfer(order, 'tok_transfer_manual', key);
    expect(await transfer(order, 'tok_transfer_manual', key)).toEqual(answer);
    const card = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
    expect(card).toMatchObject({ __typename: 'InProgress' });
    expect(await transfer(order)).toMatchObject({ __typename: 'InProgress' });
    expect(types(await payments.journal(order.orderId))).toEqual(['pending']);
  });

  it('settles without a webhook, too, by our own slower look', async () => {
    relay.passTo(undefined);
    const order = await payments.openOrder();
    await transfer(order);
    await settle(order, 'authorized');
    const { rows } = await payments.subgraph.database.query<{ ms: number }>({
      text: 'SELECT (extract(epoch FROM look_again_at - now()) * 1000)::float8 AS ms FROM payments WHERE order_id = $1',
      values: [order.orderId],
    });
    expect(rows[0]?.ms).toBeGreaterThan(5_000);
    expect(rows[0]?.ms).toBeLessThan(15_001);
    await payments.subgraph.database.query({
      text: 'UPDATE payments SET look_again_at = now() WHERE order_id = $1',
      values: [order.orderId],
    });
    await published(paymentAuthorized, order);
  });

  it('whose money came and went back before we looked is declined, and booked as the provider has it', async () => {
    relay.passTo(undefined);
    const order = await payments.openOrder();
    await transfer(order);
    const id = await settle(order, 'authorized');
    await provider.post(`/v1/authorizations/${id}/void`, uuidv7(), {});
    await payments.subgraph.database.query({
      text: 'UPDATE payments SET look_again_at = now() WHERE order_id = $1',
      values: [order.orderId],
    });
    await published(paymentDeclined, order);
    expect(await payments.booked(order.orderId)).toHaveLength(4);
    expect(await said(order)).toEqual([paymentDeclined.type]);
  });

  it('whose answer was lost is found pending, and is not taken for one that was never sent', async () => {
    const order = await payments.openOrder();
    network.refuse();
    const { payment } = await transfer(order);
    expect(payment).toMatchObject({ status: 'PENDING', awaitingTransfer: false });
    const { orderId: reference } = order;
    const request = {
      amount: '1299',
      currency: 'EUR',
      method: 'BANK_TRANSFER',
      token: 'tok_transfer_manual',
      reference,
    };
    await provider.post('/v1/authorizations', payment.id, request);
    network.restore();
    await payments.subgraph.database.query({
      text: `UPDATE payments SET look_again_at = now(), created_at = now() - interval '1 minute' WHERE order_id = $1`,
      values: [reference],
    });
    await eventually('it is known to be under way', async () => {
      const text = 'SELECT 1 FROM payments WHERE order_id = $1 AND provider_reference IS NOT NULL';
      return (await payments.subgraph.database.query({ text, values: [reference] })).rowCount === 1;
    });
    expect(await said(order)).toEqual([]);
    await settle(order, 'authorized');
    await published(paymentAuthorized, order);
  });
});

describe('an order that ends while its transfer is under way', () => {
  it('is closed when the transfer has been given up', async () => {
    const order = await payments.openOrder();
    await transfer(order);
    await command(closePayment, order);
    await published(paymentClosed, order);
    expect(await said(order)).toEqual([paymentDeclined.type, paymentClosed.type]);
    expect(types(await payments.journal(order.orderId))).toEqual(['pending', 'voided']);
    expect(await payments.booked(order.orderId)).toEqual([]);
    expect(await payments.payments(order.orderId)).toMatchObject([{ state: 'DECLINED', decline_code: 'voided' }]);
    expect(await transfer(order)).toMatchObject({ __typename: 'OrderNotPayable' });
  });

  it('is voided when the transfer has been given up', async () => {
    const order = await payments.openOrder();
    await transfer(order);
    await command(voidPayment, order);
    expect((await published(paymentVoided, order)).data).toEqual(order);
    expect(await said(order)).toEqual([paymentVoided.type]);
    expect(types(await payments.journal(order.orderId))).toEqual(['pending', 'voided']);
    expect(await payments.booked(order.orderId)).toEqual([]);
  });

  it('does not await the money any more, also while the provider cannot be told', async () => {
    const order = await payments.openOrder();
    const { payment } = await transfer(order);
    network.refuse();
    await command(voidPayment, order);
    await eventually('it is to be given up', async () => {
      const text = `SELECT 1 FROM payments WHERE order_id = $1 AND wanted = 'VOID'`;
      return (await payments.subgraph.database.query({ text, values: [order.orderId] })).rowCount === 1;
    });
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Payment { status awaitingTransfer } }
    }`;
    const representations = [{ __typename: 'Payment', id: payment.id }];
    const seen = (await payments.subgraph.query(query, { representations }, ownerOf(order)))._entities[0];
    expect(seen).toEqual({ status: 'PENDING', awaitingTransfer: false });
  });

  it('is paid in time if the money had arrived before the closing', async () => {
    relay.passTo(undefined);
    const order = await payments.openOrder();
    await transfer(order);
    await settle(order, 'authorized');
    await command(closePayment, order);
    await published(paymentAuthorized, order);
    expect(await said(order)).toEqual([paymentAuthorized.type]);
    expect(types(await payments.journal(order.orderId))).toEqual(['pending', 'authorized']);
  });

  it('gives the money back if it had arrived before the voiding, and tells nobody that it was authorised', async () => {
    relay.passTo(undefined);
    const order = await payments.openOrder();
    await transfer(order);
    await settle(order, 'authorized');
    await command(voidPayment, order);
    await published(paymentVoided, order);
    expect(await said(order)).toEqual([paymentVoided.type]);
    expect(types(await payments.journal(order.orderId))).toEqual(['pending', 'authorized', 'voided']);
    expect(await payments.booked(order.orderId)).toHaveLength(4);
  });

  it('is closed at once if the transfer had failed before', async () => {
    relay.passTo(undefined);
    const order = await payments.openOrder();
    await transfer(order);
    await settle(order, 'declined');
    await command(closePayment, order);
    await published(paymentClosed, order);
    expect(types(await payments.journal(order.orderId))).toEqual(['pending', 'declined']);
  });

  it('gives up a transfer that is taken up only after the end', async () => {
    const order = await payments.openOrder();
    network.refuse();
    const { payment } = await transfer(order);
    await command(closePayment, order);
    await eventually('the order is closing', async () => {
      const text = 'SELECT 1 FROM order_payments WHERE order_id = $1 AND closing';
      return (await payments.subgraph.database.query({ text, values: [order.orderId] })).rowCount === 1;
    });
    const { orderId: reference } = order;
    const request = {
      amount: '1299',
      currency: 'EUR',
      method: 'BANK_TRANSFER',
      token: 'tok_transfer_manual',
      reference,
    };
    await provider.post('/v1/authorizations', payment.id, request);
    network.restore();
    await payments.subgraph.database.query({
      text: 'UPDATE payments SET look_again_at = now() WHERE order_id = $1',
      values: [reference],
    });
    await published(paymentClosed, order);
    expect(types(await payments.journal(reference))).toEqual(['pending', 'voided']);
  });

  it('ten times, as the money arrives, is either paid or not, as the provider has it', async () => {
    relay.passTo(undefined);
    const orders = await Promise.all(Array.from({ length: 10 }, () => payments.openOrder()));
    await Promise.all(orders.map((order) => transfer(order)));
    await Promise.all(orders.flatMap((order) => [settle(order, 'authorized'), command(closePayment, order)]));
    await eventually('all are decided', async () =>
      (await Promise.all(orders.map(said))).every(({ length }) => length > 0),
    );
    for (const order of orders) {
      const steps = types(await payments.journal(order.orderId)).join();
      const told = (await said(order)).at(-1);
      expect([
        ['pending,authorized', paymentAuthorized.type, 2],
        ['pending,voided', paymentClosed.type, 0],
        ['pending,authorized,voided', paymentClosed.type, 4],
      ]).toContainEqual([steps, told, (await payments.booked(order.orderId)).length]);
    }
  });
});
