import { expect, it } from '@jest/globals';
import { capturePayment, paymentCaptured, paymentVoided, voidPayment } from '#contracts/payments.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type OpenOrder, ownerOf, type RunningPayments, startPayments } from './running-payments.ts';

const TOKENS = ['tok_visa', 'tok_insufficient_funds', 'tok_mastercard', 'tok_declined', 'tok_timeout'];
const STEPS = new Map([
  ['authorized', 'AUTHORIZE'],
  ['captured', 'CAPTURE'],
  ['voided', 'VOID'],
]);

/** Three attempts at once under keys of their own, and a void among them or a capture after them. */
async function live(payments: RunningPayments, order: OpenOrder, number: number): Promise<void> {
  const { orderId } = order;
  const command = { aggregateId: orderId, data: { orderId } };
  const pay = (offset: number) =>
    payments.pay({ orderId, as: ownerOf(order), token: TOKENS[(number + offset) % TOKENS.length] ?? '' });
  const attempts = [pay(0), pay(1), pay(2)];
  if (number % 3 === 0) await payments.subgraph.send(voidPayment, command);
  const answers = await Promise.all(attempts);
  const authorized = answers.some(({ __typename }) => __typename === 'PayOrderSuccess');
  if (number % 3 === 0) await payments.subgraph.published(paymentVoided, (data) => data.orderId === orderId);
  if (number % 3 !== 1 || !authorized) return;
  await payments.subgraph.send(capturePayment, command);
  await payments.subgraph.published(paymentCaptured, (data) => data.orderId === orderId);
}

it('agrees with the provider about every order, whatever met whatever', async () => {
  await using payments = await startPayments();
  const orders = await Promise.all(Array.from({ length: 30 }, () => payments.openOrder()));
  await Promise.all(orders.map((order, number) => live(payments, order, number)));
  const { database } = payments.subgraph;
  await eventually('nothing is left to do', async () => {
    const text = `SELECT 1 FROM payments WHERE state = 'PENDING' OR wanted IS NOT NULL`;
    return (await database.query({ text })).rowCount === 0;
  });

  for (const { orderId } of orders) {
    const steps = (await payments.journal(orderId)).flatMap(({ type }) => STEPS.get(type) ?? []);
    const { rows } = await database.query<{ kind: string }>({
      text: `SELECT kind FROM ledger_transactions t JOIN payments p ON p.id = t.payment_id WHERE order_id = $1`,
      values: [orderId],
    });
    expect(rows.map(({ kind }) => kind).sort()).toEqual(steps.sort());
    expect(steps.filter((step) => step === 'AUTHORIZE').length).toBeLessThanOrEqual(1);
  }
  const { rows: balances } = await database.query<{ account: string; balance: string }>({
    text: `SELECT 'all' AS account, sum(amount_minor)::text AS balance FROM ledger_entries`,
  });
  expect(balances).toEqual([{ account: 'all', balance: '0' }]);
});
