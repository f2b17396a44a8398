import { expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { ownerOf, startPayments } from './running-payments.ts';

it('answers the payment in hand before it stops, and does not wait for the connection', async () => {
  const payments = await startPayments();
  const order = await payments.openOrder();
  const paying = payments.pay({ orderId: order.orderId, as: ownerOf(order), token: 'tok_timeout' });
  await eventually('the provider holds it', async () => (await payments.journal(order.orderId)).length === 1);
  const stopped = payments[Symbol.asyncDispose]();
  expect(await paying).toMatchObject({ __typename: 'PayOrderSuccess', payment: { status: 'AUTHORIZED' } });
  await stopped;
});
