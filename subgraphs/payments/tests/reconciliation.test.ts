import { expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { capturePayment, paymentCaptured, paymentVoided, refundPayment, voidPayment } from '#contracts/payments.ts';
import type { Database } from '#platform/postgres/database.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { staffMember } from '#platform/testkit/test-subgraph.ts';
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
  { method: 'WALLET', token: null },
  { method: 'BANK_TRANSFER', token: 'tok_transfer' },
  { method: 'WALLET', token: null },
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

const CREDIT = 'mutation ($input: CreditWalletInput!) { creditWallet(input: $input) { __typename } }';

/** Seven customers: five can pay two of their orders out of their wallets, two can pay none. */
async function openCustomers({ subgraph }: RunningPayments): Promise<string[]> {
  const customers = Array.from({ length: 7 }, () => uuidv7());
  const staff = staffMember(uuidv7());
  for (const [number, userId] of customers.entries()) {
    const amount = number < 5 ? '30.00' : '5.00';
    const input = { userId, amount, currency: 'EUR', reason: 'goodwill', idempotencyKey: uuidv7() };
    await subgraph.query(CREDIT, { input }, staff);
  }
  return customers;
}

/**
 * Three attempts under keys of their own, at once where the first is not out of the wallet, and a void among them, or a
 * capture and refunds of a part after them.
 */
async function live(payments: RunningPayments, order: OpenOrder, number: number): Promise<void> {
  const { orderId } = order;
  const { subgraph } = payments;
  const command = { aggregateId: orderId, data: { orderId } };
  const pay = (offset: number) =>
    payments.pay({ orderId, as: ownerOf(order), ...(MEANS[(number + offset) % MEANS.length] ?? MEANS[0]) });
  const first = pay(0);
  if (MEANS[number % MEANS.length]?.method === 'WALLET') await first;
  const attempts = [first, pay(1), pay(2)];
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
  const amounts = number % 2 === 0 ? ['299'] : ['299', '700'];
  for (const amountMinor of amounts) {
    const data = { orderId, refundId: uuidv7(), amount: { amountMinor, currency: 'EUR' } };
    await subgraph.send(refundPayment, { aggregateId: orderId, data });
  }
  await eventually('the refunds are asked for', async () => {
    const asked = await subgraph.database.query({ text: 'SELECT FROM refunds WHERE order_id = $1', values: [orderId] });
    return asked.rowCount === amounts.length;
  });
}

const journalOf = async (provider: RunningProvider, orderId: string) => {
  const { body } = await provider.get('/v1/journal');
  const entries = body['entries'] as (JournalStep & { id: string; reference: string })[];
  return entries.filter(({ reference }) => reference === orderId);
};

/** Minor units on every account, as the provider's journal, the wallets and the credits say. */
async function balancesElsewhere(database: Database, steps: readonly (JournalStep & { id: string })[]) {
  const held = new Set(steps.filter(({ type }) => type === 'authorized').map(({ id }) => id));
  const sum = (wanted: string) =>
    steps
      .filter(({ type, id }) => type === wanted && held.has(id))
      .reduce((total, { amount }) => total + Number(amount), 0);
  const { rows } = await database.query<{ balance: number; held: number; given: number }>({
    text: `SELECT sum(balance_minor)::int AS balance, sum(held_minor)::int AS held,
             (SELECT sum(amount_minor)::int FROM wallet_credits) AS given FROM wallets`,
  });
  const [wallets] = rows;
  if (wallets === undefined) throw new Error('there are no wallets');
  const authorized = sum('authorized') - sum('voided') - sum('captured');
  const taken = sum('captured') - sum('refunded');
  const takenOutOfWallets = wallets.given - wallets.balance - wallets.held;
  return {
    'authorized-funds': authorized,
    'customer-holds': 0 - authorized,
    'provider-clearing': taken,
    revenue: 0 - taken - takenOutOfWallets,
    'customer-wallet': 0 - wallets.balance,
    'wallet-holds': 0 - wallets.held,
    goodwill: wallets.given,
  };
}

const balancesOfLedger = async (database: Database) => {
  const { rows } = await database.query<{ account: string; balance: number }>({
    text: 'SELECT account, sum(amount_minor)::int AS balance FROM ledger_entries GROUP BY account',
  });
  return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]));
};

/** What the ledger has to hold of payments out of wallets, by how they ended. */
const WALLET_STEPS = `SELECT kind FROM payments p
  CROSS JOIN LATERAL unnest(CASE p.state WHEN 'AUTHORIZED' THEN ARRAY['AUTHORIZE'] WHEN 'VOIDED' THEN ARRAY['AUTHORIZE', 'VOID']
    WHEN 'CAPTURED' THEN ARRAY['AUTHORIZE', 'CAPTURE'] ELSE '{}' END) AS kind
  WHERE p.order_id = $1 AND p.method = 'WALLET'
  UNION ALL
  SELECT 'REFUND' FROM refunds r JOIN payments p ON p.id = r.payment_id
  WHERE p.order_id = $1 AND p.method = 'WALLET' AND r.state = 'REFUNDED'`;

it('agrees with the provider and the wallets about every order, whatever met whatever', async () => {
  await using relay = await startWebhookRelay();
  await using provider = await startProvider({
    WEBHOOK_URL: relay.url,
    WEBHOOK_SECRET,
    TRANSFER_SETTLE_MS: '100',
    FAULTS: JSON.stringify(FAULTS),
  });
  await using payments = await startPayments({ provider });
  relay.passTo(payments.subgraph.url);
  const customers = await openCustomers(payments);
  const owners = Array.from({ length: 27 }, (_, number) => customers[number % customers.length]);
  const orders = await Promise.all(owners.map((owner) => payments.openOrder(owner)));
  await Promise.all(orders.map((order, number) => live(payments, order, number)));
  const { database } = payments.subgraph;
  const settled = async () => {
    const text = `SELECT FROM payments WHERE state = 'PENDING' OR wanted IS NOT NULL
                  UNION ALL SELECT FROM refunds WHERE state = 'PENDING'`;
    return (await database.query({ text })).rowCount === 0;
  };
  await eventually('nothing is left to do', settled);

  const outOfWallets = new Set<string>();
  for (const { orderId } of orders) {
    const statement = { text: WALLET_STEPS, values: [orderId] };
    const steps = (await database.query<{ kind: string }>(statement)).rows.map(({ kind }) => kind);
    for (const kind of steps) outOfWallets.add(kind);
    const kinds = [...kindsOf(await journalOf(provider, orderId)), ...steps];
    const { rows } = await database.query<{ kind: string }>({
      text: `SELECT kind FROM ledger_transactions t JOIN payments p ON p.id = t.payment_id WHERE order_id = $1`,
      values: [orderId],
    });
    expect(rows.map(({ kind }) => kind).sort()).toEqual(kinds.sort());
    const live = kinds.filter((kind) => kind === 'AUTHORIZE').length - kinds.filter((kind) => kind === 'VOID').length;
    expect(live).toBeLessThanOrEqual(1);
  }
  expect([...outOfWallets].sort()).toEqual(['AUTHORIZE', 'CAPTURE', 'REFUND', 'VOID']);
  const journal = (await provider.get('/v1/journal')).body['entries'] as (JournalStep & { id: string })[];
  expect(await balancesOfLedger(database)).toEqual(await balancesElsewhere(database, journal));
});
