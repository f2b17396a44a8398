import { expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { capturePayment, paymentCaptured, paymentVoided } from '#contracts/payments.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { ownerOf, startPayments, types } from './running-payments.ts';

it('a capture that the provider refuses is tried hourly and counted, and nothing false is told of it', async () => {
  await using payments = await startPayments();
  const { provider, subgraph } = payments;
  const order = await payments.openOrder();
  const { orderId } = order;
  const { payment } = await payments.pay({ orderId, as: ownerOf(order) });
  const { body } = await provider.get(`/v1/authorizations?idempotency_key=${payment.id}`);
  // By hand, past us.
  await provider.post(`/v1/authorizations/${body['id']}/void`, uuidv7(), {});
  await subgraph.send(capturePayment, { aggregateId: orderId, data: { orderId } });
  const pause = await eventually('the capture is put off', async () => {
    const { rows } = await subgraph.database.query<{ minutes: number }>({
      text: `SELECT (extract(epoch FROM look_again_at - now()) / 60)::float8 AS minutes FROM payments
             WHERE order_id = $1 AND look_again_at > now() + interval '1 minute'`,
      values: [orderId],
    });
    return rows[0]?.minutes;
  });
  expect(pause).toBeGreaterThan(55);
  expect(await (await fetch(`${subgraph.url}/metrics`)).text()).toMatch(
    /^payment_refusals_total\{state="AUTHORIZED",service="payments"\} 1$/m,
  );
  expect([...subgraph.allPublished(paymentCaptured), ...subgraph.allPublished(paymentVoided)]).toEqual([]);
  expect(await payments.payments(orderId)).toMatchObject([{ state: 'AUTHORIZED' }]);
  expect(await payments.booked(orderId)).toHaveLength(2);
  expect(types(await payments.journal(orderId))).toEqual(['authorized', 'voided']);
});
