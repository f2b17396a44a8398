import { expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { capturePayment, paymentCaptured, paymentVoided, refundPayment, voidPayment } from '#contracts/payments.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type RunningProvider, startProvider } from '../sandbox-provider/tests/running-provider.ts';
import {
  type JournalStep,
  type OpenOrder,
  ownerOf,
  type RunningPayments,
  startPayments,
  WEBHOOK_SECRET,
} from './running-payments.ts';
import { startWebhookRelay } from './webhook-relay.ts';

const MEANS = [
  { method: 'CARD', token: 'tok_visa' },
  { method: 'BANK_TRANSFER', token: 'tok_transfer' },
  { method: 'CARD', token: 'tok_insufficient_funds' },
  { method: 'CARD', token: 'tok_mastercard' },
  { method: 'BANK_TRANSFER', token: 'tok_transfer_failed' },
  { method: 'CARD', token: 'tok_declined' },
  { method: 'CARD', token: 'tok_timeout' },
] as const;

const FAULTS = {
  errorBefore: 0.05,
  errorAfter: 0.1,
  duplicateWebhook: 0.3,
  lateWebhook: 0.3,
  lateWebhookMs: [50, 500],
  reorderedWebhook: 0.2,
};

const KINDS = new Map([
  ['authorized', 'AUTHORIZE'],
  ['captured', 'CAPTURE'],
  ['voided', 'VOID'],
  ['refunded', 'REFUND'],
]);

/** What the ledger has to hold for the provider's steps: a transfer that was given up before its money came is no step of it. */
const kindsOf = (steps: readonly (JournalStep & { id: string })[]): string[] =>
  steps.flatMap(({ type, id }) => {
    const held = steps.some((step) => step.id === id && step.type === 'authorized');
    return type === 'voided' && !held ? [] : (KINDS.get(type) ?? []);
  });

/** Three attempts at once under keys of their own, and a void among them, or a capture and two refunds after them. */
async function live(payments: RunningPayments, order: OpenOrder, number: number): Promise<void> {
  const { orderId } = order;
  const { subgraph } = payments;
  const command = { aggregateId: orderId, data: { orderId } };
  const pay = (offset: number) =>
    payments.pay({ orderId, as: ownerOf(order), ...(MEANS[(number + offset) % MEANS.length] ?? MEANS[0]) });
  const attempts = [pay(0), pay(1), pay(2)];
  if (number % 3 === 0) await subgraph.send(voidPayment, command);
  await Promise.all(attempts);
  if (number % 3 === 0) await subgraph.published(paymentVoided, (data) => data.orderId === orderId);
  if (number % 3 !== 1) return;
  const states = await eventually('the attempts are decided', async () => {
    const rows = await payments.payments(orderId);
    return rows.every(({ state }) => state !== 'PENDING') && rows.map(({ state }) => state);
  });
  if (!states.includes('AUTHORIZED')) return;
  await subgraph.send(capturePayment, command);
  await subgraph.published(paymentCaptured, (data) => data.orderId === orderId);
  for (const amountMinor of ['299', '1000']) {
    const data = { orderId, refundId: uuidv7(), amount: { amountMinor, currency: 'EUR' } };
    await subgraph.send(refundPayment, { aggregateId: orderId, data });
  }
  await eventually('both refunds are asked for', async () => {
    const asked = await subgraph.database.query({ text: 'SELECT FROM refunds WHERE order_id = $1', values: [orderId] });
    return asked.rowCount === 2;
  });
}

const journalOf = async (provider: RunningProvider, orderId: string) => {
  const { body } = await provider.get('/v1/journal');
  const entries = body['entries'] as (JournalStep & { id: string; reference: string })[];
  return entries.filter(({ reference }) => reference === orderId);
};

it('agrees with the provider about every order, whatever met whatever', async () => {
  await using relay = await startWebhookRelay();
  await using provider = await startProvider({
    WEBHOOK_URL: relay.url,
    WEBHOOK_SECRET,
    TRANSFER_SETTLE_MS: '100',
    FAULTS: JSON.stringify(FAULTS),
  });
  await using payments = await startPayments({ provider });
  relay.passTo(payments.subgraph.url);
  const orders = await Promise.all(Array.from({ length: 21 }, () => payments.openOrder()));
  await Promise.all(orders.map((order, number) => live(payments, order, number)));
  const { database } = payments.subgraph;
  const settled = async () => {
    const text = `SELECT FROM payments WHERE state = 'PENDING' OR wanted IS NOT NULL
                  UNION ALL SELECT FROM refunds WHERE state = 'PENDING'`;
    return (await database.query({ text })).rowCount === 0;
  };
  await eventually('nothing is left to do', settled, 30_000);

  for (const { orderId } of orders) {
    const kinds = kindsOf(await journalOf(provider, orderId));
    const { rows } = await database.query<{ kind: string }>({
      text: `SELECT kind FROM ledger_transactions t JOIN payments p ON p.id = t.payment_id WHERE order_id = $1`,
      values: [orderId],
    });
    expect(rows.map(({ kind }) => kind).sort()).toEqual(kinds.sort());
    const live = kinds.filter((kind) => kind === 'AUTHORIZE').length - kinds.filter((kind) => kind === 'VOID').length;
    expect(live).toBeLessThanOrEqual(1);
  }
  const { rows: balances } = await database.query<{ account: string; balance: string }>({
    text: `SELECT 'all' AS account, sum(amount_minor)::text AS balance FROM ledger_entries`,
  });
  expect(balances).toEqual([{ account: 'all', balance: '0' }]);
}, 60_000);
