import { expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { paymentDeclined } from '#contracts/payments.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { startProvider } from '../sandbox-provider/tests/running-provider.ts';
import { ownerOf, startPayments } from './running-payments.ts';

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
