import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { itemsReturned } from '#contracts/orders.ts';
import { paymentRefunded, paymentRefundFailed, refundPayment } from '#contracts/payments.ts';
import { returnStock, stockReturned } from '#contracts/products.ts';
import { guest, type UserViewer, type Viewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { staffMember } from '#platform/testkit/test-subgraph.ts';
import { complete } from './complete-order.ts';
import {
  address,
  kettle,
  newCustomer,
  PLACE_ORDER,
  type RunningOrders,
  startOrders,
  teapot,
} from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(async () => orders[Symbol.asyncDispose]());

const ERRORS = `... on UserError { code message } ... on InvalidInput { fields { path message } }
  ... on NotReturnable { reason lines { productId returnable } } ... on RefundTooLarge { refundable { amount currency } }`;
const RETURN_ITEMS = `mutation ($input: ReturnItemsInput!) { returnItems(input: $input) {
  __typename ${ERRORS}
  ... on ReturnItemsSuccess {
    return { id kind reason amount { amount currency } lines { product { id } quantity } refund { id status } }
    order { id paymentStatus refundable { amount } returns { id } }
  }
} }`.replace('... on RefundTooLarge { refundable { amount currency } }', '');
const REFUND_ORDER = `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) {
  __typename ${ERRORS}
  ... on RefundOrderSuccess { refund { id status reason amount { amount } } order { refundable { amount } } }
} }`.replace('... on NotReturnable { reason lines { productId returnable } }', '');
const ORDER = `query ($id: ID!) { order(id: $id) {
  status paymentStatus refundable { amount currency }
  returns { id kind amount { amount } lines { product { id } quantity } refund { status failure } restockedAt }
  refunds { id status amount { amount } failure settledAt }
} }`;

const staff = staffMember(randomUUID());
const ada = newCustomer() as UserViewer;
const amountOf = (amountMinor: string) => ({ amountMinor, currency: 'EUR' });
const show = async (id: string, as: Viewer = ada) => (await orders.query(ORDER, { id }, as)).order;

async function completedOrder(undelivered?: { productId: string; quantity: number }[]): Promise<string> {
  const orderId = await orders.place(ada);
  await complete(orders, orderId, ada, undelivered);
  return orderId;
}

async function giveBack(orderId: string, lines: object[], more: object = {}, as: Viewer = ada) {
  const input = { orderId, lines, reason: 'too loud', idempotencyKey: randomUUID(), ...more };
  return (await orders.query(RETURN_ITEMS, { input }, as)).returnItems;
}

async function refund(orderId: string, amount: string, more: object = {}) {
  const money = { amount, currency: 'EUR' };
  const input = { orderId, amount: money, reason: 'scratched', idempotencyKey: randomUUID(), ...more };
  return (await orders.query(REFUND_ORDER, { input }, staff)).refundOrder;
}

/** Payments says that it has given this back. */
const refunded = (orderId: string, refundId: string, amountMinor: string) =>
  orders.send(paymentRefunded, {
    aggregateId: orderId,
    data: { orderId, customerId: ada.id, paymentId: randomUUID(), refundId, amount: amountOf(amountMinor) },
  });

const reachesPayment = (orderId: string, paymentStatus: string) =>
  eventually(`order ${orderId} is ${paymentStatus}`, async () => {
    const text = 'SELECT 1 FROM orders WHERE id = $1 AND payment_status = $2';
    return (await orders.database.query({ text, values: [orderId, paymentStatus] })).rowCount === 1;
  });

/** What payments was asked to give back of an order, in minor units: every command, once for its id. */
async function askedBack(orderId: string): Promise<string[]> {
  const { rows } = await orders.database.query<{ amount: string }>({
    text: `SELECT envelope->'data'->'amount'->>'amountMinor' AS amount FROM outbox
           WHERE envelope->>'type' = $1 AND envelope->>'aggregateId' = $2`,
    values: [refundPayment.type, orderId],
  });
  return rows.map(({ amount }) => amount);
}

describe('a return', () => {
  it('has its money refunded and its goods put into stock, and says so', async () => {
    const orderId = await completedOrder();
    const answer = await giveBack(orderId, [
      { productId: kettle, quantity: 1 },
      { productId: teapot.toUpperCase(), quantity: 1 },
    ]);
    expect(answer).toMatchObject({
      __typename: 'ReturnItemsSuccess',
      return: { kind: 'RETURNED', reason: 'too loud', amount: { amount: '24.99' }, refund: { status: 'REQUESTED' } },
      order: { id: orderId, paymentStatus: 'CAPTURED', refundable: { amount: '19.99' } },
    });
    const { id: returnId, lines: shown } = answer.return;
    expect(shown).toEqual([
      { product: { id: kettle }, quantity: 1 },
      { product: { id: teapot }, quantity: 1 },
    ]);
    const lines = [
      { productId: kettle, quantity: 1 },
      { productId: teapot, quantity: 1 },
    ];
    const mine = (data: { orderId: string }) => data.orderId === orderId;
    const asked = { orderId, refundId: returnId, amount: amountOf('2499') };
    expect((await orders.published(refundPayment, mine)).data).toEqual(asked);
    expect((await orders.published(returnStock, mine)).data).toEqual({ orderId, returnId, lines });
    const told = await orders.published(itemsReturned, mine);
    expect(told.data).toEqual({ orderId, customerId: ada.id, returnId, lines, amount: amountOf('2499') });
  });

  it('is shown as back in stock when products says so, once', async () => {
    const orderId = await completedOrder();
    const first = await giveBack(orderId, [{ productId: kettle, quantity: 1 }]);
    await giveBack(orderId, [{ productId: teapot, quantity: 1 }]);
    const data = { orderId, returnId: first.return.id };
    const message = await orders.send(stockReturned, { aggregateId: orderId, data });
    const restocked = await eventually('it is shown', async () => {
      const { returns } = await show(orderId);
      return returns[0].restockedAt === null ? undefined : returns;
    });
    expect(restocked).toMatchObject([{ restockedAt: expect.any(String) }, { restockedAt: null }]);
    await orders.sendAgain(message);
    await refunded(orderId, first.return.id, '1999');
    await reachesPayment(orderId, 'PARTIALLY_REFUNDED');
    expect((await show(orderId)).returns[0]).toMatchObject({
      restockedAt: restocked[0].restockedAt,
      refund: { status: 'REFUNDED' },
    });
  });

  it('of everything, in parts, refunds all that was paid', async () => {
    const orderId = await completedOrder();
    const first = await giveBack(orderId, [{ productId: kettle, quantity: 2 }]);
    const last = await giveBack(orderId, [{ productId: teapot, quantity: 1 }]);
    await refunded(orderId, first.return.id, '3998');
    await reachesPayment(orderId, 'PARTIALLY_REFUNDED');
    const message = await refunded(orderId, last.return.id, '500');
    await orders.sendAgain(message);
    await reachesPayment(orderId, 'REFUNDED');
    const shown = await show(orderId);
    expect(shown).toMatchObject({ status: 'COMPLETED', refundable: { amount: '0.00' } });
    expect(shown.returns).toHaveLength(2);
    expect(shown.refunds.map(({ status }: { status: string }) => status)).toEqual(['REFUNDED', 'REFUNDED']);
    expect(shown.refunds[0].settledAt).not.toBeNull();
  });

  it('of more than was delivered and not returned yet says how many can be', async () => {
    const orderId = await completedOrder();
    await giveBack(orderId, [{ productId: kettle, quantity: 1 }]);
    const tooMany = await giveBack(orderId, [
      { productId: kettle, quantity: 1 },
      { productId: kettle, quantity: 1 },
      { productId: teapot, quantity: 1 },
    ]);
    expect(tooMany).toMatchObject({ __typename: 'NotReturnable', code: 'NOT_RETURNABLE', reason: 'TOO_MANY_RETURNED' });
    expect(tooMany.lines).toEqual([
      { productId: kettle, returnable: 1 },
      { productId: teapot, returnable: 1 },
    ]);
    expect((await show(orderId)).returns).toHaveLength(1);
  });

  it('is not possible before the order is delivered, and of somebody else’s order', async () => {
    const orderId = await orders.place(ada);
    const lines = [{ productId: kettle, quantity: 1 }];
    expect(await giveBack(orderId, lines)).toMatchObject({ __typename: 'NotReturnable', reason: 'NOT_COMPLETED' });
    for (const stranger of [newCustomer(), staff]) {
      expect((await giveBack(orderId, lines, {}, stranger)).__typename).toBe('OrderNotFound');
    }
    expect((await giveBack('no-uuid', lines)).__typename).toBe('OrderNotFound');
    const input = { orderId, lines, reason: 'r', idempotencyKey: 'k' };
    const { errors } = await orders.execute(RETURN_ITEMS, { input }, guest);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });

  it.each<[string, object]>([
    ['lines', { lines: [] }],
    ['lines', { lines: Array.from({ length: 101 }, () => ({ productId: kettle, quantity: 1 })) }],
    ['lines.0.quantity', { lines: [{ productId: kettle, quantity: 0 }] }],
    ['lines.0.quantity', { lines: [{ productId: kettle, quantity: 2_147_483_647 }] }],
    ['reason', { reason: ' ' }],
    ['idempotencyKey', { idempotencyKey: '' }],
  ])('names a wrong %s', async (path, wrong) => {
    const answer = await giveBack(randomUUID(), [{ productId: kettle, quantity: 1 }], wrong);
    expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ path }] });
  });

  it('that is asked for twice is one, and twenty at once return no more than there is', async () => {
    const orderId = await completedOrder();
    const line = [{ productId: kettle, quantity: 1 }];
    const first = await giveBack(orderId, line, { idempotencyKey: 'twice' });
    expect(await giveBack(orderId, line, { idempotencyKey: 'twice' })).toEqual(first);
    const other = await giveBack(orderId, [{ productId: teapot, quantity: 1 }], { idempotencyKey: 'twice' });
    expect(other.__typename).toBe('IdempotencyKeyReused');
    const answers = await Promise.all(Array.from({ length: 20 }, () => giveBack(orderId, line)));
    const made = answers.filter(({ __typename }) => __typename === 'ReturnItemsSuccess');
    expect(made).toHaveLength(1);
    expect((await show(orderId)).refundable.amount).toBe('5.00');
  });
});

it('many returns and refunds of one order at once are all answered, and are what was paid', async () => {
  const items = [{ productId: kettle, quantity: 20 }];
  const placing = { items, shippingAddress: address, idempotencyKey: randomUUID() };
  const { order: placed } = (await orders.query(PLACE_ORDER, { input: placing }, ada)).placeOrder;
  await complete(orders, placed.id, ada);
  const line = [{ productId: kettle, quantity: 1 }];
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => [giveBack(placed.id, line), refund(placed.id, '1.00')]).flat(),
  );
  expect(answers.filter(({ __typename }) => __typename === 'ReturnItemsSuccess')).toHaveLength(20);
  const asked = (await askedBack(placed.id)).reduce((sum, amountMinor) => sum + Number(amountMinor), 0);
  expect(asked).toBe(20 * 1999);
});

describe('a refund by staff', () => {
  it('gives money back, at most what is left of it', async () => {
    const orderId = await completedOrder();
    const answer = await refund(orderId, '40.00');
    expect(answer).toMatchObject({
      __typename: 'RefundOrderSuccess',
      refund: { status: 'REQUESTED', reason: 'scratched', amount: { amount: '40.00' } },
      order: { refundable: { amount: '4.98' } },
    });
    const { data } = await orders.published(refundPayment, (asked) => asked.orderId === orderId);
    expect(data).toEqual({ orderId, refundId: answer.refund.id, amount: amountOf('4000') });
    const tooMuch = await refund(orderId, '4.99');
    expect(tooMuch).toMatchObject({ __typename: 'RefundTooLarge', refundable: { amount: '4.98', currency: 'EUR' } });
    expect(orders.allPublished(returnStock).filter((message) => message.data.orderId === orderId)).toEqual([]);
  });

  it('of twenty at once gives no more than was captured', async () => {
    const orderId = await completedOrder();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(orderId, '10')));
    expect(answers.filter(({ __typename }) => __typename === 'RefundOrderSuccess')).toHaveLength(4);
    for (const { __typename } of answers) expect(['RefundOrderSuccess', 'RefundTooLarge']).toContain(__typename);
    expect((await show(orderId)).refundable.amount).toBe('4.98');
    expect(await askedBack(orderId)).toEqual(['1000', '1000', '1000', '1000']);
  });

  it('and returns at once give no more than was captured, together', async () => {
    const orderId = await completedOrder();
    const lines = [{ productId: kettle, quantity: 1 }];
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => [refund(orderId, '15'), giveBack(orderId, lines)]).flat(),
    );
    expect(answers.filter(({ __typename }) => __typename === 'ReturnItemsSuccess')).toHaveLength(2);
    const sum = (await askedBack(orderId)).reduce((total, amountMinor) => total + Number(amountMinor), 0);
    const { refundable } = await show(orderId);
    expect(sum + Math.round(Number(refundable.amount) * 100)).toBe(4498);
    expect(Number(refundable.amount)).toBeGreaterThanOrEqual(0);
    const left = await refund(orderId, '44.98');
    expect(left).toMatchObject({ __typename: 'RefundTooLarge', refundable });
    expect(await askedBack(orderId)).toHaveLength(
      answers.filter(({ refund: made, return: back }) => made ?? back?.refund).length,
    );
  });

  it('that fails is shown as such, and can be asked for again', async () => {
    const orderId = await completedOrder();
    const lines = [
      { productId: kettle, quantity: 2 },
      { productId: teapot, quantity: 1 },
    ];
    const { return: made } = await giveBack(orderId, lines);
    const failed = {
      orderId,
      customerId: ada.id,
      refundId: made.id,
      amount: amountOf('4498'),
      reason: 'account closed',
    };
    expect((await refund(orderId, '1')).__typename).toBe('RefundTooLarge');
    await orders.send(paymentRefundFailed, { aggregateId: orderId, data: failed });
    await eventually('the refund has failed', async () => (await show(orderId)).refunds[0].status === 'FAILED');
    const shown = await show(orderId);
    expect(shown.returns[0].refund).toEqual({ status: 'FAILED', failure: 'account closed' });
    expect(shown).toMatchObject({ paymentStatus: 'CAPTURED', refundable: { amount: '44.98' } });
    const again = await refund(orderId, '44.98');
    await refunded(orderId, again.refund.id, '4498');
    await reachesPayment(orderId, 'REFUNDED');
  });

  it('of money that was not taken, or of an unknown order, is refused', async () => {
    const orderId = await orders.place(ada);
    expect(await refund(orderId, '1')).toMatchObject({ __typename: 'RefundTooLarge', refundable: { amount: '0.00' } });
    expect((await refund(randomUUID(), '1')).__typename).toBe('OrderNotFound');
    const money = { amount: '1', currency: 'JPY' };
    const foreign = await refund(orderId, '1', { amount: money });
    expect(foreign).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'amount.currency' }] });
  });

  it.each(['0', '-1', '1.001'])('of %s is refused', async (amount) => {
    const answer = await refund(randomUUID(), amount);
    expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'amount.amount' }] });
  });

  it('is asked for once, and not by customers', async () => {
    const orderId = await completedOrder();
    const first = await refund(orderId, '1', { idempotencyKey: 'refund' });
    expect(await refund(orderId, '1.00', { idempotencyKey: 'refund' })).toEqual(first);
    expect((await refund(orderId, '2', { idempotencyKey: 'refund' })).__typename).toBe('IdempotencyKeyReused');
    const money = { amount: '1', currency: 'EUR' };
    const input = { orderId, amount: money, reason: 'r', idempotencyKey: 'k' };
    const { errors } = await orders.execute(REFUND_ORDER, { input }, ada);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

it('what never left is refunded and put into stock as soon as the order is completed', async () => {
  const orderId = await completedOrder([{ productId: kettle, quantity: 1 }]);
  const lines = [{ productId: kettle, quantity: 1 }];
  const { data } = await orders.published(refundPayment, (asked) => asked.orderId === orderId);
  expect(data.amount).toEqual(amountOf('1999'));
  const { data: back } = await orders.published(returnStock, (asked) => asked.orderId === orderId);
  expect(back).toEqual({ orderId, returnId: data.refundId, lines });
  const shown = await show(orderId);
  expect(shown).toMatchObject({ status: 'COMPLETED', refundable: { amount: '24.99' } });
  expect(shown.returns).toMatchObject([{ kind: 'UNDELIVERED', lines: [{ product: { id: kettle }, quantity: 1 }] }]);
  expect((await giveBack(orderId, [{ productId: kettle, quantity: 2 }])).__typename).toBe('NotReturnable');
});
