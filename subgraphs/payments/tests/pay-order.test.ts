import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { paymentAuthorized, paymentDeclined } from '#contracts/payments.ts';
import { guest } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { customer, staffMember } from '#platform/testkit/test-subgraph.ts';
import { ownerOf, type RunningPayments, startPayments, types } from './running-payments.ts';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(async () => {
  await payments[Symbol.asyncDispose]();
});

describe('a good token', () => {
  it('authorises the total, books it and tells of it', async () => {
    const order = await payments.openOrder();
    const answer = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
    expect(answer).toEqual({
      __typename: 'PayOrderSuccess',
      order: { id: order.orderId },
      payment: {
        id: expect.any(String),
        status: 'AUTHORIZED',
        method: 'CARD',
        awaitingTransfer: false,
        amount: { amount: '12.99', currency: 'EUR' },
      },
    });
    const { data, aggregateId } = await payments.subgraph.published(
      paymentAuthorized,
      ({ orderId }) => orderId === order.orderId,
    );
    expect(aggregateId).toBe(order.orderId);
    expect(data).toEqual({
      ...order,
      paymentId: answer.payment.id,
      amount: { amountMinor: '1299', currency: 'EUR' },
    });
    expect(await payments.booked(order.orderId)).toEqual([
      'AUTHORIZE authorized-funds 1299 EUR',
      'AUTHORIZE customer-holds -1299 EUR',
    ]);
    expect(await payments.journal(order.orderId)).toMatchObject([
      { type: 'authorized', amount: '1299', idempotencyKey: answer.payment.id },
    ]);
  });

  it('is kept nowhere', async () => {
    const order = await payments.openOrder();
    await payments.pay({ orderId: order.orderId, as: ownerOf(order), token: 'tok_mastercard' });
    const { rows } = await payments.subgraph.database.query<{ found: boolean }>({
      text: `SELECT bool_or(p::text LIKE '%tok_mastercard%') AS found FROM payments p`,
    });
    expect(rows).toEqual([{ found: false }]);
  });

  it('is refused for an order that has been paid', async () => {
    const order = await payments.openOrder();
    await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
    const again = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
    expect(again).toMatchObject({ __typename: 'OrderNotPayable', code: 'ORDER_NOT_PAYABLE' });
  });
});

describe('a decline', () => {
  it('for good closes the order to further attempts', async () => {
    const order = await payments.openOrder();
    const as = ownerOf(order);
    const declined = await payments.pay({ orderId: order.orderId, as, token: 'tok_declined' });
    expect(declined).toMatchObject({
      __typename: 'PaymentDeclined',
      retryable: false,
      payment: { status: 'DECLINED' },
    });
    const { data } = await payments.subgraph.published(paymentDeclined, ({ orderId }) => orderId === order.orderId);
    expect(data).toMatchObject({ reason: 'card_declined', final: true });
    expect(await payments.pay({ orderId: order.orderId, as })).toMatchObject({ __typename: 'OrderNotPayable' });
    expect(await payments.booked(order.orderId)).toEqual([]);
  });

  it('for want of funds leaves the order payable with another token', async () => {
    const order = await payments.openOrder();
    const as = ownerOf(order);
    const poor = await payments.pay({ orderId: order.orderId, as, token: 'tok_insufficient_funds' });
    expect(poor).toMatchObject({
      __typename: 'PaymentDeclined',
      code: 'PAYMENT_DECLINED',
      message: 'The funds are insufficient.',
      retryable: true,
    });
    const { data } = await payments.subgraph.published(paymentDeclined, ({ orderId }) => orderId === order.orderId);
    expect(data).toMatchObject({ reason: 'insufficient_funds', final: false });
    const rich = await payments.pay({ orderId: order.orderId, as });
    expect(rich).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'AUTHORIZED' } });
  });

  it('of an unknown token names the field, and the order stays payable', async () => {
    const order = await payments.openOrder();
    const as = ownerOf(order);
    const key = uuidv7();
    const unknown = await payments.pay({ orderId: order.orderId, as, token: 'tok_nonsense', key });
    expect(unknown).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ path: 'paymentToken', message: 'the payment provider does not know this token' }],
    });
    expect(await payments.pay({ orderId: order.orderId, as, token: 'tok_nonsense', key })).toEqual(unknown);
    expect(await payments.pay({ orderId: order.orderId, as })).toMatchObject({ __typename: 'PayOrderSuccess' });
  });
});

it('makes sure by the key when the answer never arrives', async () => {
  const order = await payments.openOrder();
  const answer = await payments.pay({ orderId: order.orderId, as: ownerOf(order), token: 'tok_timeout' });
  expect(answer).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'AUTHORIZED' } });
  expect(types(await payments.journal(order.orderId))).toEqual(['authorized']);
});

describe('an idempotency key', () => {
  it('gives the first answer again, declines included', async () => {
    const order = await payments.openOrder();
    const as = ownerOf(order);
    const decline = { orderId: order.orderId, as, token: 'tok_insufficient_funds', key: uuidv7() };
    const success = { orderId: order.orderId, as, key: uuidv7() };
    const declined = await payments.pay(decline);
    const succeeded = await payments.pay(success);
    expect(await payments.pay(decline)).toEqual(declined);
    expect(await payments.pay(success)).toEqual(succeeded);
    expect(types(await payments.journal(order.orderId))).toEqual(['declined', 'authorized']);
  });

  it('does not serve for another input', async () => {
    const order = await payments.openOrder();
    const key = uuidv7();
    const as = ownerOf(order);
    await payments.pay({ orderId: order.orderId, as, key });
    const other = await payments.pay({ orderId: order.orderId, as, key, token: 'tok_mastercard' });
    expect(other).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  it('does not serve for another order of the customer, also at the same moment', async () => {
    const customerId = uuidv7();
    const orders = [await payments.openOrder(customerId), await payments.openOrder(customerId)] as const;
    const key = uuidv7();
    const pay = ({ orderId }: { orderId: string }) => payments.pay({ orderId, as: customer(customerId), key });
    const answers = (await Promise.all(orders.map(pay))).map(({ __typename }) => __typename);
    expect(answers.sort()).toEqual(['IdempotencyKeyReused', 'PayOrderSuccess']);
    const again = (await Promise.all(orders.map(pay))).map(({ __typename }) => __typename);
    expect(again.sort()).toEqual(answers);
    const [one, other] = [await payments.journal(orders[0].orderId), await payments.journal(orders[1].orderId)];
    expect([...types(one), ...types(other)]).toEqual(['authorized']);
  });

  it('of one customer means nothing for another', async () => {
    const [mine, theirs] = [await payments.openOrder(), await payments.openOrder()];
    const key = 'the same';
    await payments.pay({ orderId: mine.orderId, as: ownerOf(mine), key });
    const answer = await payments.pay({ orderId: theirs.orderId, as: ownerOf(theirs), key });
    expect(answer).toMatchObject({ __typename: 'PayOrderSuccess' });
  });

  it('authorises once when it comes five times at once', async () => {
    const order = await payments.openOrder();
    const once = { orderId: order.orderId, as: ownerOf(order), key: uuidv7() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => payments.pay(once)));
    const names = new Set(answers.map(({ __typename }) => __typename));
    expect([...names].filter((name) => name !== 'InProgress')).toEqual(['PayOrderSuccess']);
    expect(await payments.pay(once)).toMatchObject({
      __typename: 'PayOrderSuccess',
      payment: { status: 'AUTHORIZED' },
    });
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized']);
  });

  it('does not protect an order from another key, the order does', async () => {
    const order = await payments.openOrder();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => payments.pay({ orderId: order.orderId, as: ownerOf(order) })),
    );
    const names = answers.map(({ __typename }) => __typename);
    expect(names.filter((name) => name === 'PayOrderSuccess')).toHaveLength(1);
    expect(names.every((name) => ['PayOrderSuccess', 'InProgress', 'OrderNotPayable'].includes(name))).toBe(true);
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized']);
  });

  it('is in progress while the provider is asked', async () => {
    const order = await payments.openOrder();
    const slow = { orderId: order.orderId, as: ownerOf(order), token: 'tok_timeout', key: uuidv7() };
    const first = payments.pay(slow);
    await eventually('it is begun', async () => (await payments.payments(order.orderId)).length === 1);
    expect(await payments.pay(slow)).toMatchObject({ __typename: 'InProgress', code: 'IN_PROGRESS' });
    const other = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
    expect(other).toMatchObject({ __typename: 'InProgress' });
    await first;
  });
});

it('waits for the opening of an order that was placed a moment ago', async () => {
  const order = { orderId: uuidv7(), customerId: uuidv7() };
  const paying = payments.pay({ orderId: order.orderId, as: ownerOf(order) });
  await payments.sendOpening(order);
  expect(await paying).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'AUTHORIZED' } });
});

it('is to be asked again while the opening does not come, and then pays under the same key', async () => {
  const order = { orderId: uuidv7(), customerId: uuidv7() };
  const pay = { orderId: order.orderId, as: ownerOf(order), key: uuidv7() };
  expect(await payments.pay(pay)).toEqual({
    __typename: 'PaymentNotOpenYet',
    code: 'PAYMENT_NOT_OPEN_YET',
    message: 'The order cannot be paid yet: ask again.',
  });
  expect(await payments.payments(order.orderId)).toEqual([]);
  await payments.sendOpening(order);
  expect(await payments.pay(pay)).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'AUTHORIZED' } });
});

it("answers others than the order's customer, staff included, as if there were no such order", async () => {
  const order = await payments.openOrder();
  const answers = await Promise.all([
    payments.pay({ orderId: order.orderId, as: customer(uuidv7()) }),
    payments.pay({ orderId: order.orderId, as: staffMember(uuidv7()) }),
    payments.pay({ orderId: uuidv7(), as: ownerOf(order) }),
  ]);
  expect(answers[2]).toMatchObject({ __typename: 'PaymentNotOpenYet' });
  expect(answers).toEqual([answers[2], answers[2], answers[2]]);
  expect(await payments.journal(order.orderId)).toEqual([]);
});

it('finds no order by what is no id', async () => {
  const answer = await payments.pay({ orderId: 'no-uuid', as: customer(uuidv7()) });
  expect(answer).toMatchObject({ __typename: 'OrderNotFound', code: 'ORDER_NOT_FOUND' });
});

it('asks guests to sign in', async () => {
  const { errors } = await payments.subgraph.execute(
    `mutation { payOrder(input: { orderId: "x", method: CARD, paymentToken: "t", idempotencyKey: "k" }) { __typename } }`,
    {},
    guest,
  );
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

it.each([
  ['no token', { token: null }, 'paymentToken'],
  ['no token for a transfer', { token: null, method: 'BANK_TRANSFER' as const }, 'paymentToken'],
  ['a token for a wallet', { method: 'WALLET' as const }, 'paymentToken'],
  ['an empty token', { token: '' }, 'paymentToken'],
  ['a token of 201 characters', { token: 't'.repeat(201) }, 'paymentToken'],
  ['a card number', { token: '4111111111111111' }, 'paymentToken'],
  ['a card number in groups', { token: '4111 1111-1111 1111' }, 'paymentToken'],
  ['an empty key', { key: '' }, 'idempotencyKey'],
])('refuses %s, and does not repeat it', async (_what, input, path) => {
  const order = await payments.openOrder();
  const answer = await payments.pay({ orderId: order.orderId, as: ownerOf(order), ...input });
  expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ path }] });
  expect(JSON.stringify(answer)).not.toContain('1111');
  expect(await payments.payments(order.orderId)).toEqual([]);
});
