import { expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { paymentDeclined } from '#contracts/payments.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { insertPending } from '../payment/payment-repository.ts';
import { startProvider } from '../sandbox-provider/tests/running-provider.ts';
import { ownerOf, startPayments, types } from './running-payments.ts';

it('leaves a payment pending while the provider cannot be reached, and frees the order when it never saw it', async () => {
  await using provider = await startProvider();
  await using network = await openFaultyProxy(provider.url);
  await using payments = await startPayments({ provider, providerUrl: network.url });
  const order = await payments.openOrder();
  const attempt = { orderId: order.orderId, as: ownerOf(order), key: uuidv7() };
  network.refuse();
  const answer = await payments.pay(attempt);
  expect(answer).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'PENDING' } });
  expect(await payments.pay(attempt)).toMatchObject({ __typename: 'InProgress' });

  network.restore();
  const { data } = await payments.subgraph.published(paymentDeclined, ({ orderId }) => orderId === order.orderId);
  expect(data).toMatchObject({ paymentId: answer.payment.id, reason: 'never_sent', final: false });
  expect(await payments.pay(attempt)).toMatchObject({ __typename: 'PaymentDeclined', retryable: true });
  const next = await payments.pay({ ...attempt, key: uuidv7() });
  expect(next).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'AUTHORIZED' } });
});

it('is not taken for never sent because its order was locked for long: its time begins when it is written', async () => {
  await using payments = await startPayments();
  const { orderId, customerId } = await payments.openOrder();
  const counted = await payments.subgraph.database.transaction(async (tx) => {
    // What was waited for the order's lock came before this.
    const { rows } = await tx.query<{ locked: string }>({ text: 'SELECT clock_timestamp()::text AS locked' });
    const id = uuidv7();
    await insertPending(tx, {
      id,
      orderId,
      customerId,
      method: 'CARD',
      amount: { amountMinor: 1299n, currency: 'EUR' },
      idempotencyKey: id,
      fingerprint: Buffer.alloc(32),
      lookAgainMs: 60_000,
    });
    const text = `SELECT created_at > $2 AS begins, look_again_at > $2::timestamptz + interval '1 minute' AS ends
                  FROM payments WHERE id = $1`;
    return (await tx.query({ text, values: [id, rows[0]?.locked] })).rows;
  });
  expect(counted).toEqual([{ begins: true, ends: true }]);
});

it('is given back at once when its own call, held up for minutes, comes through after all', async () => {
  await using provider = await startProvider();
  await using network = await openFaultyProxy(provider.url);
  await using payments = await startPayments({ provider, providerUrl: network.url });
  const { orderId, customerId } = await payments.openOrder();
  network.stall();
  const paying = payments.pay({ orderId, as: ownerOf({ orderId, customerId }) });
  await eventually('it is begun', async () => (await payments.payments(orderId)).length === 1);
  // As another process does that looks meanwhile, and once more a minute later.
  await payments.subgraph.database.query({
    text: `UPDATE payments SET state = 'DECLINED', decline_code = 'never_sent', decline_retryable = true, look_again_at = NULL
           WHERE order_id = $1`,
    values: [orderId],
  });
  network.restore();
  expect(await paying).toMatchObject({ __typename: 'PaymentDeclined' });
  const booked = await eventually('it is booked', async () => {
    const lines = await payments.booked(orderId);
    return lines.length > 0 && lines;
  });
  expect(booked).toHaveLength(4);
  expect(types(await payments.journal(orderId))).toEqual(['authorized', 'voided']);
});
