import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.ts';
import {
  capturePayment,
  paymentCaptured,
  paymentRefunded,
  paymentRefundFailed,
  refundPayment,
} from '#contracts/payments.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type FaultyProxy, openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { customer } from '#platform/testkit/test-subgraph.ts';
import { type RunningProvider, startProvider } from '../sandbox-provider/tests/running-provider.ts';
import { type OpenOrder, ownerOf, type RunningPayments, startPayments, types } from './running-payments.ts';

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
afterAll(async () => resources.disposeAsync());
beforeEach(() => network.restore());

async function takenOrder(): Promise<OpenOrder & { paymentId: string }> {
  const order = await payments.openOrder();
  const { orderId } = order;
  const { payment } = await payments.pay({ orderId, as: ownerOf(order) });
  await payments.subgraph.send(capturePayment, { aggregateId: orderId, data: { orderId } });
  await payments.subgraph.published(paymentCaptured, (data) => data.orderId === orderId);
  return { ...order, paymentId: payment.id };
}

const ask = ({ orderId }: OpenOrder, amountMinor: string, refundId = uuidv7(), currency = 'EUR') =>
  payments.subgraph.send(refundPayment, {
    aggregateId: orderId,
    data: { orderId, refundId, amount: { amountMinor, currency } },
  });
const idIn = ({ data }: Envelope) => (data as { refundId: string }).refundId;
const refunded = (command: Envelope) =>
  payments.subgraph.published(paymentRefunded, ({ refundId }) => refundId === idIn(command));
const failed = (command: Envelope) =>
  payments.subgraph.published(paymentRefundFailed, ({ refundId }) => refundId === idIn(command));
const count = (contract: typeof paymentRefunded | typeof paymentRefundFailed, command: Envelope) =>
  payments.subgraph
    .allPublished(contract as typeof paymentRefunded)
    .filter(({ data }) => data.refundId === idIn(command)).length;
const refundsBooked = async ({ orderId }: OpenOrder) =>
  (await payments.booked(orderId)).filter((line) => line.startsWith('REFUND'));
const isApplied = async ({ id }: Envelope) => {
  const statement = { text: 'SELECT 1 FROM inbox WHERE event_id = $1', values: [id] };
  return (await payments.subgraph.database.query(statement)).rowCount === 1;
};

describe('refund-payment', () => {
  it('gives parts back until all is given back, each booked, and answers with the command that asked for it', async () => {
    const order = await takenOrder();
    const { orderId, customerId, paymentId } = order;
    const part = await ask(order, '300');
    const answer = await refunded(part);
    const amount = { amountMinor: '300', currency: 'EUR' };
    expect(answer.data).toEqual({ orderId, customerId, paymentId, amount, refundId: idIn(part) });
    expect(answer).toMatchObject({ correlationId: part.correlationId, causationId: part.id, aggregateId: orderId });
    await refunded(await ask(order, '999'));
    expect(await refundsBooked(order)).toEqual([
      'REFUND provider-clearing -300 EUR',
      'REFUND provider-clearing -999 EUR',
      'REFUND revenue 300 EUR',
      'REFUND revenue 999 EUR',
    ]);
    const steps = await payments.journal(orderId);
    expect(types(steps)).toEqual(['authorized', 'captured', 'refunded', 'refunded']);
    expect(steps[2]).toMatchObject({ amount: '300', idempotencyKey: idIn(part) });
  });

  it('that is repeated is answered again, and gives nothing back again', async () => {
    const order = await takenOrder();
    const command = await ask(order, '500');
    await refunded(command);
    await payments.subgraph.sendAgain(command);
    const again = await ask(order, '500', idIn(command));
    await eventually('the second answer', () => count(paymentRefunded, again) === 2);
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized', 'captured', 'refunded']);
    expect(await refundsBooked(order)).toHaveLength(2);
  });

  it.each([
    ['more than was taken', '1300', 'EUR', 'amount_too_large'],
    ['more than any number here', '99999999999999999999', 'EUR', 'amount_too_large'],
    ['another currency', '1', 'USD', 'other_currency'],
  ])('over %s fails and changes nothing', async (_what, amountMinor, currency, reason) => {
    const order = await takenOrder();
    const command = await ask(order, amountMinor, uuidv7(), currency);
    const { data } = await failed(command);
    const { orderId, customerId } = order;
    expect(data).toEqual({ orderId, customerId, refundId: idIn(command), amount: { amountMinor, currency }, reason });
    expect(types(await payments.journal(orderId))).toEqual(['authorized', 'captured']);
    expect(await refundsBooked(order)).toEqual([]);
  });

  it('before anything was taken fails', async () => {
    const order = await payments.openOrder();
    expect((await failed(await ask(order, '1'))).data.reason).toBe('not_captured');
  });

  it('of what is held fails, and goes on failing under the same id when it has been taken', async () => {
    const order = await payments.openOrder();
    const { orderId } = order;
    await payments.pay({ orderId, as: ownerOf(order) });
    const command = await ask(order, '300');
    expect((await failed(command)).data.reason).toBe('not_captured');
    await payments.subgraph.send(capturePayment, { aggregateId: orderId, data: { orderId } });
    await payments.subgraph.published(paymentCaptured, (data) => data.orderId === orderId);
    await ask(order, '300', idIn(command));
    await eventually('the second answer', () => count(paymentRefundFailed, command) === 2);
    await refunded(await ask(order, '1299'));
    expect(count(paymentRefunded, command)).toBe(0);
    expect(types(await payments.journal(orderId))).toEqual(['authorized', 'captured', 'refunded']);
  });

  it('over what is left fails, and goes on failing under the same id', async () => {
    const order = await takenOrder();
    await refunded(await ask(order, '1000'));
    const command = await ask(order, '300');
    expect((await failed(command)).data.reason).toBe('amount_too_large');
    await ask(order, '300', idIn(command));
    await eventually('the second answer', () => count(paymentRefundFailed, command) === 2);
    await refunded(await ask(order, '299'));
    expect(await refundsBooked(order)).toHaveLength(4);
  });

  it('ten times at once never gives back more than was taken', async () => {
    const order = await takenOrder();
    const commands = await Promise.all(Array.from({ length: 10 }, () => ask(order, '200')));
    await eventually('all are answered', () =>
      commands.every((command) => count(paymentRefunded, command) + count(paymentRefundFailed, command) === 1),
    );
    expect(commands.filter((command) => count(paymentRefunded, command) === 1)).toHaveLength(6);
    const steps = await payments.journal(order.orderId);
    expect(types(steps).filter((type) => type === 'refunded')).toHaveLength(6);
  });

  it('of nothing, of an unknown order or under an id that stands for another refund is refused', async () => {
    const order = await takenOrder();
    const command = await ask(order, '100');
    await refunded(command);
    const unknown = await ask({ orderId: uuidv7(), customerId: uuidv7() }, '1');
    const wrong = [await ask(order, '0'), await ask(order, '-5'), await ask(order, '101', idIn(command)), unknown];
    // It comes after them in the order's partition: they have been looked at.
    await refunded(await ask(order, '1'));
    for (const message of wrong) expect(await isApplied(message)).toBe(false);
    expect(count(paymentRefunded, command)).toBe(1);
    expect(await refundsBooked(order)).toHaveLength(4);
  });
});

it('is asked for again under its own id when the answer is lost, and given back once', async () => {
  const order = await takenOrder();
  network.refuse();
  const command = await ask(order, '700');
  await eventually('it is asked for in vain', async () => {
    const text = 'SELECT 1 FROM refunds WHERE id = $1 AND look_again_at > now()';
    return (await payments.subgraph.database.query({ text, values: [idIn(command)] })).rowCount === 1;
  });
  const body = { amount: '700' };
  const { body: authorization } = await provider.get(`/v1/authorizations?idempotency_key=${order.paymentId}`);
  // As if the first call had come through, and its answer had not.
  await provider.post(`/v1/authorizations/${authorization['id']}/refunds`, idIn(command), body);
  network.restore();
  await refunded(command);
  expect(types(await payments.journal(order.orderId))).toEqual(['authorized', 'captured', 'refunded']);
});

it('that the provider refuses is answered as failed, and leaves room for another', async () => {
  const order = await takenOrder();
  const { body: authorization } = await provider.get(`/v1/authorizations?idempotency_key=${order.paymentId}`);
  // By hand, past us.
  await provider.post(`/v1/authorizations/${authorization['id']}/refunds`, uuidv7(), { amount: '1000' });
  expect((await failed(await ask(order, '300'))).data.reason).toBe('amount_too_large');
  await refunded(await ask(order, '299'));
  expect(await refundsBooked(order)).toHaveLength(2);
});

it('is guarded by the database, whatever the code does', async () => {
  const { orderId, paymentId } = await takenOrder();
  const insert = (amount: number, payment = paymentId) =>
    payments.subgraph.database.query({
      text: `INSERT INTO refunds (id, order_id, payment_id, amount_minor, currency, state, cause)
             VALUES ($1, $2, $3, $4, 'EUR', 'REFUNDED', '{}')`,
      values: [uuidv7(), orderId, payment, amount],
    });
  await insert(1000);
  await expect(insert(300)).rejects.toThrow('payments_refunds_minor');
  const unpaid = await payments.openOrder();
  const { payment } = await payments.pay({ orderId: unpaid.orderId, as: ownerOf(unpaid) });
  await expect(insert(1, payment.id)).rejects.toThrow('payments_refunds_of');
});

const PAYMENTS = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Payment { status refundedAmount { amount currency } refunds { id status amount { amount } createdAt } }
  }
}`;

it('is seen on its payment, by whoever sees that', async () => {
  const order = await takenOrder();
  const done = await ask(order, '1000');
  await refunded(done);
  const vain = await ask(order, '300');
  await failed(vain);
  const representations = [{ __typename: 'Payment', id: order.paymentId }];
  const seen = async (as = ownerOf(order)) =>
    (await payments.subgraph.query(PAYMENTS, { representations }, as))._entities[0];
  expect(await seen()).toEqual({
    status: 'CAPTURED',
    refundedAmount: { amount: '10.00', currency: 'EUR' },
    refunds: [
      { id: idIn(done), status: 'REFUNDED', amount: { amount: '10.00' }, createdAt: expect.any(String) },
      { id: idIn(vain), status: 'FAILED', amount: { amount: '3.00' }, createdAt: expect.any(String) },
    ],
  });
  expect(await seen(customer(uuidv7()))).toBeNull();
});
