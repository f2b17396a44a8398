import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import {
  capturePayment,
  openPayment,
  paymentAuthorized,
  paymentCaptured,
  paymentVoided,
  voidPayment,
} from '#contracts/payments.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type OpenOrder, ownerOf, type RunningPayments, startPayments, types } from './running-payments.ts';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(async () => {
  await payments[Symbol.asyncDispose]();
});

const command = (contract: typeof capturePayment, { orderId }: OpenOrder) =>
  payments.subgraph.send(contract, { aggregateId: orderId, data: { orderId } });
const published = (contract: typeof paymentVoided, order: OpenOrder) =>
  payments.subgraph.published(contract, ({ orderId }) => orderId === order.orderId);
const count = (contract: typeof paymentVoided, order: OpenOrder) =>
  payments.subgraph.allPublished(contract).filter(({ data }) => data.orderId === order.orderId).length;

async function paidOrder() {
  const order = await payments.openOrder();
  const { payment } = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
  return { ...order, paymentId: payment.id };
}

const HELD = ['AUTHORIZE authorized-funds 1299 EUR', 'AUTHORIZE customer-holds -1299 EUR'];
const GIVEN_BACK = ['VOID authorized-funds -1299 EUR', 'VOID customer-holds 1299 EUR'];

describe('capture-payment', () => {
  it('takes what is held, books the revenue and goes on with the correlation of the command', async () => {
    const order = await paidOrder();
    const capture = await command(capturePayment, order);
    const captured = await payments.subgraph.published(paymentCaptured, ({ orderId }) => orderId === order.orderId);
    expect(captured.data).toEqual({ ...order, amount: { amountMinor: '1299', currency: 'EUR' } });
    expect(captured).toMatchObject({ correlationId: capture.correlationId, causationId: capture.id });
    expect(await payments.booked(order.orderId)).toEqual([
      ...HELD,
      'CAPTURE authorized-funds -1299 EUR',
      'CAPTURE customer-holds 1299 EUR',
      'CAPTURE provider-clearing 1299 EUR',
      'CAPTURE revenue -1299 EUR',
    ]);
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized', 'captured']);
  });

  it('is answered again when it is repeated, and takes nothing again', async () => {
    const order = await paidOrder();
    const capture = await command(capturePayment, order);
    await payments.subgraph.sendAgain(capture);
    await published(paymentCaptured, order);
    await command(capturePayment, order);
    await eventually('the second answer', () => count(paymentCaptured, order) === 2);
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized', 'captured']);
    expect(await payments.booked(order.orderId)).toHaveLength(6);
  });

  it('makes the order unpayable and unvoidable', async () => {
    const order = await paidOrder();
    await command(capturePayment, order);
    await published(paymentCaptured, order);
    await command(voidPayment, order);
    await command(capturePayment, order);
    await eventually('the commands are consumed', () => count(paymentCaptured, order) === 2);
    expect(count(paymentVoided, order)).toBe(0);
    expect(await payments.payments(order.orderId)).toMatchObject([{ state: 'CAPTURED' }]);
    const again = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
    expect(again).toMatchObject({ __typename: 'OrderNotPayable' });
  });
});

describe('void-payment', () => {
  it('before any attempt refuses attempts', async () => {
    const order = await payments.openOrder();
    await command(voidPayment, order);
    const voided = await published(paymentVoided, order);
    expect(voided.data).toEqual(order);
    const late = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
    expect(late).toMatchObject({ __typename: 'OrderNotPayable' });
    expect(await payments.journal(order.orderId)).toEqual([]);
  });

  it('after an authorisation gives it back, once', async () => {
    const order = await paidOrder();
    await command(voidPayment, order);
    const voided = await published(paymentVoided, order);
    expect(voided.data).toEqual(order);
    await command(voidPayment, order);
    await eventually('the second answer', () => count(paymentVoided, order) === 2);
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized', 'voided']);
    expect(await payments.booked(order.orderId)).toEqual([...HELD, ...GIVEN_BACK]);
  });

  it('during an attempt gives back what that attempt holds', async () => {
    const order = await payments.openOrder();
    const attempt = { orderId: order.orderId, as: ownerOf(order), token: 'tok_timeout', key: uuidv7() };
    const paying = payments.pay(attempt);
    await eventually('the provider holds it', async () => (await payments.journal(order.orderId)).length === 1);
    await command(voidPayment, order);
    expect(await paying).toMatchObject({ __typename: 'OrderNotPayable' });
    const { data } = await payments.subgraph.published(paymentVoided, ({ orderId }) => orderId === order.orderId);
    const [payment] = await payments.payments(order.orderId);
    expect(payment?.state).toBe('VOIDED');
    expect(data).toEqual({ ...order, paymentId: payment?.id });
    expect(types(await payments.journal(order.orderId))).toEqual(['authorized', 'voided']);
    expect(await payments.booked(order.orderId)).toEqual([...HELD, ...GIVEN_BACK]);
    const told = payments.subgraph
      .allPublished(paymentAuthorized)
      .some((event) => event.data.orderId === order.orderId);
    expect(told).toBe(false);
    expect(await payments.pay(attempt)).toMatchObject({ __typename: 'OrderNotPayable' });
  });

  it('of an order that was never opened refuses the late opening', async () => {
    const order = { orderId: uuidv7(), customerId: uuidv7() };
    await command(voidPayment, order);
    await payments.sendOpening(order);
    const voided = await published(paymentVoided, order);
    expect(voided.data).toEqual(order);
    const late = await payments.pay({ orderId: order.orderId, as: ownerOf(order) });
    expect(late).toMatchObject({ __typename: 'OrderNotPayable' });
  });
});

describe('open-payment', () => {
  it('that is repeated changes nothing', async () => {
    const order = await paidOrder();
    await payments.subgraph.send(openPayment, {
      aggregateId: order.orderId,
      data: { orderId: order.orderId, customerId: uuidv7(), amount: { amountMinor: '1', currency: 'USD' } },
    });
    await command(capturePayment, order);
    const { data } = await payments.subgraph.published(paymentCaptured, ({ orderId }) => orderId === order.orderId);
    expect(data).toMatchObject({ customerId: order.customerId, amount: { amountMinor: '1299', currency: 'EUR' } });
  });
});

it('gives the events of an order growing versions', async () => {
  const order = await paidOrder();
  await command(capturePayment, order);
  const captured = await payments.subgraph.published(paymentCaptured, ({ orderId }) => orderId === order.orderId);
  const authorized = await payments.subgraph.published(paymentAuthorized, ({ orderId }) => orderId === order.orderId);
  expect(captured.aggregateVersion).toBeGreaterThan(authorized.aggregateVersion);
});
