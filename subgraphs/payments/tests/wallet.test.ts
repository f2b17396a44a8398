import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import {
  capturePayment,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  paymentRefunded,
  paymentRefundFailed,
  paymentVoided,
  refundPayment,
  voidPayment,
} from '#contracts/payments.ts';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { customer, staffMember } from '#platform/testkit/test-subgraph.ts';
import { type OpenOrder, ownerOf, type RunningPayments, startPayments } from './running-payments.ts';

const CREDIT = `mutation ($input: CreditWalletInput!) {
  creditWallet(input: $input) {
    __typename
    ... on CreditWalletSuccess { user { id wallet { available { amount currency } held { amount } } } }
    ... on UserError { code }
    ... on InvalidInput { fields { path message } }
  }
}`;
const WALLETS = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on User { wallet { available { amount currency } held { amount } } } }
}`;

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(async () => {
  await payments?.[Symbol.asyncDispose]();
});

const staff = staffMember(uuidv7());
const credit = async (userId: string, change: object = {}, as: Viewer = staff) => {
  const input = { userId, amount: '20.00', currency: 'EUR', reason: 'goodwill', idempotencyKey: uuidv7(), ...change };
  return (await payments.subgraph.query(CREDIT, { input }, as)).creditWallet;
};
const walletOf = async (userId: string, as: Viewer = staff) => {
  const representations = [{ __typename: 'User', id: userId }];
  return (await payments.subgraph.query(WALLETS, { representations }, as))._entities[0].wallet;
};
const has = (available: string, held = '0.00') => [
  { available: { amount: available, currency: 'EUR' }, held: { amount: held } },
];
const pay = (order: OpenOrder, key = uuidv7()) =>
  payments.pay({ orderId: order.orderId, as: ownerOf(order), method: 'WALLET', token: null, key });
const command = (contract: typeof capturePayment, { orderId }: OpenOrder) =>
  payments.subgraph.send(contract, { aggregateId: orderId, data: { orderId } });
const published = (contract: typeof paymentVoided, order: OpenOrder) =>
  payments.subgraph.published(contract, ({ orderId }) => orderId === order.orderId);

async function openOrderOfRich(): Promise<OpenOrder> {
  const order = await payments.openOrder();
  await credit(order.customerId);
  return order;
}

describe('paying out of the wallet', () => {
  it('holds at once, without the provider, and takes it at the capture', async () => {
    const order = await openOrderOfRich();
    expect(await pay(order)).toMatchObject({
      __typename: 'PayOrderSuccess',
      payment: { status: 'AUTHORIZED', method: 'WALLET', awaitingTransfer: false },
    });
    await published(paymentAuthorized, order);
    expect(await walletOf(order.customerId)).toEqual(has('7.01', '12.99'));
    await command(capturePayment, order);
    await published(paymentCaptured, order);
    expect(await walletOf(order.customerId)).toEqual(has('7.01'));
    expect(await payments.journal(order.orderId)).toEqual([]);
    expect(await payments.booked(order.orderId)).toEqual([
      'AUTHORIZE customer-wallet 1299 EUR',
      'AUTHORIZE wallet-holds -1299 EUR',
      'CAPTURE revenue -1299 EUR',
      'CAPTURE wallet-holds 1299 EUR',
    ]);
  });

  it('gives back what is held at the void', async () => {
    const order = await openOrderOfRich();
    await pay(order);
    await command(voidPayment, order);
    await published(paymentVoided, order);
    expect(await walletOf(order.customerId)).toEqual(has('20.00'));
  });

  it('gets its refunds back', async () => {
    const order = await openOrderOfRich();
    const { orderId, customerId } = order;
    await pay(order);
    await command(capturePayment, order);
    await published(paymentCaptured, order);
    const refundId = uuidv7();
    const amount = { amountMinor: '299', currency: 'EUR' };
    await payments.subgraph.send(refundPayment, { aggregateId: orderId, data: { orderId, refundId, amount } });
    await payments.subgraph.published(paymentRefunded, (data) => data.refundId === refundId);
    expect(await walletOf(customerId)).toEqual(has('10.00'));
    expect((await payments.booked(orderId)).filter((line) => line.startsWith('REFUND'))).toEqual([
      'REFUND customer-wallet -299 EUR',
      'REFUND revenue 299 EUR',
    ]);
  });

  it('gets no more back than was taken, however many refunds come at once', async () => {
    const order = await openOrderOfRich();
    const { orderId, customerId } = order;
    await pay(order);
    await command(capturePayment, order);
    const amount = { amountMinor: '500', currency: 'EUR' };
    const refunds = Array.from({ length: 5 }, () => ({ orderId, refundId: uuidv7(), amount }));
    await Promise.all(refunds.map((data) => payments.subgraph.send(refundPayment, { aggregateId: orderId, data })));
    const answered = (contract: typeof paymentRefunded | typeof paymentRefundFailed) =>
      payments.subgraph.allPublished(contract as typeof paymentRefunded).filter(({ data }) => data.orderId === orderId);
    await eventually('all are answered', () => {
      return answered(paymentRefunded).length + answered(paymentRefundFailed).length === refunds.length;
    });
    expect(answered(paymentRefunded)).toHaveLength(2);
    expect(await walletOf(customerId)).toEqual(has('17.01'));
  });

  it('is declined for want of funds, and welcome again with more', async () => {
    const order = await payments.openOrder();
    await credit(order.customerId, { amount: '12.98' });
    const key = uuidv7();
    const poor = await pay(order, key);
    expect(poor).toMatchObject({
      __typename: 'PaymentDeclined',
      message: 'The funds are insufficient.',
      retryable: true,
    });
    const { data } = await payments.subgraph.published(paymentDeclined, ({ orderId }) => orderId === order.orderId);
    expect(data).toMatchObject({ reason: 'insufficient_funds', final: false });
    expect(await walletOf(order.customerId)).toEqual(has('12.98'));
    await credit(order.customerId, { amount: '0.01' });
    expect(await pay(order, key)).toEqual(poor);
    expect(await pay(order)).toMatchObject({ payment: { status: 'AUTHORIZED' } });
    expect(await walletOf(order.customerId)).toEqual(has('0.00', '12.99'));
  });

  it('is for customers with an account, not for guest sessions', async () => {
    const order = await openOrderOfRich();
    const guestSession: Viewer = { ...customer(order.customerId), roles: [] } as Viewer;
    const answer = await payments.pay({ orderId: order.orderId, as: guestSession, method: 'WALLET', token: null });
    expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'method' }] });
    expect(await payments.payments(order.orderId)).toEqual([]);
  });

  it('needs the money in the currency of the order', async () => {
    const order = await payments.openOrder();
    await credit(order.customerId, { currency: 'USD' });
    expect(await pay(order)).toMatchObject({ __typename: 'PaymentDeclined' });
  });

  it('of ten orders at once spends no more than there is', async () => {
    const customerId = uuidv7();
    await credit(customerId, { amount: '40.00' });
    const orders = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const order = { orderId: uuidv7(), customerId };
        await payments.sendOpening(order);
        return order;
      }),
    );
    const answers = await Promise.all(orders.map((order) => pay(order)));
    expect(answers.filter(({ __typename }) => __typename === 'PayOrderSuccess')).toHaveLength(3);
    expect(answers.filter(({ __typename }) => __typename === 'PaymentDeclined')).toHaveLength(7);
    expect(await walletOf(customerId)).toEqual(has('1.03', '38.97'));
  });
});

describe('creditWallet', () => {
  it('books what is given, once for its key', async () => {
    const userId = uuidv7();
    const idempotencyKey = uuidv7();
    const answer = await credit(userId, { idempotencyKey });
    expect(answer).toEqual({ __typename: 'CreditWalletSuccess', user: { id: userId, wallet: has('20.00') } });
    expect(await credit(userId, { idempotencyKey })).toEqual(answer);
    expect(await credit(userId, { idempotencyKey, amount: '21' })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    const { rows } = await payments.subgraph.database.query({
      text: `SELECT account, e.amount_minor FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
             JOIN wallet_credits c ON c.id = t.credit_id WHERE c.customer_id = $1 ORDER BY account`,
      values: [userId],
    });
    expect(rows).toEqual([
      { account: 'customer-wallet', amount_minor: '-2000' },
      { account: 'goodwill', amount_minor: '2000' },
    ]);
  });

  it.each([
    ['nothing', { amount: '0' }, 'amount'],
    ['a debt', { amount: '-1.00' }, 'amount'],
    ['a part of a cent', { amount: '1.001' }, 'amount'],
    ['more than a wallet may hold', { amount: '999999999999999.99' }, 'amount'],
    ['to nobody', { userId: 'nobody' }, 'userId'],
    ['for no reason', { reason: ' ' }, 'reason'],
    ['without a key', { idempotencyKey: '' }, 'idempotencyKey'],
  ])('does not give %s', async (_what, change, path) => {
    const userId = uuidv7();
    expect(await credit(userId, change)).toMatchObject({ __typename: 'InvalidInput', fields: [{ path }] });
    expect(await walletOf(userId)).toEqual([]);
  });

  it('never gives so much that a wallet overflows', async () => {
    const userId = uuidv7();
    await credit(userId, { amount: '9999999999999.99' });
    expect(await credit(userId, { amount: '0.02' })).toMatchObject({ fields: [{ path: 'amount' }] });
    expect(await credit(userId, { amount: '0.01' })).toMatchObject({ __typename: 'CreditWalletSuccess' });
  });

  it('is for staff', async () => {
    const input = { userId: uuidv7(), amount: '1', currency: 'EUR', reason: 'r', idempotencyKey: 'k' };
    for (const [as, code] of [
      [customer(input.userId), 'FORBIDDEN'],
      [guest, 'UNAUTHENTICATED'],
    ] as const) {
      const { errors } = await payments.subgraph.execute(CREDIT, { input }, as);
      expect(errors?.[0]?.extensions.code).toBe(code);
    }
  });
});

it('a wallet is seen by its customer and by staff, and is null for everybody else', async () => {
  const userId = uuidv7();
  await credit(userId);
  expect(await walletOf(userId, customer(userId))).toEqual(has('20.00'));
  expect(await walletOf(userId, staff)).toEqual(has('20.00'));
  expect(await walletOf(userId, customer(uuidv7()))).toBeNull();
  expect(await walletOf(userId, guest)).toBeNull();
  const fresh = uuidv7();
  expect(await walletOf(fresh, customer(fresh))).toEqual([]);
});

it('wallets are what the ledger says, to the cent', async () => {
  const { rows } = await payments.subgraph.database.query<{ account: string; balance: string }>({
    text: `SELECT (SELECT -sum(amount_minor) FROM ledger_entries WHERE account = 'customer-wallet') = sum(balance_minor) AS spendable,
                  (SELECT -sum(amount_minor) FROM ledger_entries WHERE account = 'wallet-holds') = sum(held_minor) AS held
           FROM wallets`,
  });
  expect(rows).toEqual([{ spendable: true, held: true }]);
});
