import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { entriesOf } from '../ledger/entries-of.ts';
import { ownerOf, type RunningPayments, startPayments } from './running-payments.ts';

describe('the entries of a step', () => {
  it('add up to zero, and a settled payment leaves nothing held', () => {
    const steps = fc.constantFrom(['AUTHORIZE', 'VOID'] as const, ['AUTHORIZE', 'CAPTURE'] as const);
    fc.assert(
      fc.property(steps, fc.bigInt({ min: 1n, max: 10n ** 15n }), (kinds, amount) => {
        const entries = kinds.flatMap((kind) => entriesOf(kind, amount));
        const balance = (of = entries) => of.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        expect(balance()).toBe(0n);
        expect(balance(entries.filter(({ account }) => account === 'authorized-funds'))).toBe(0n);
        expect(balance(entries.filter(({ account }) => account === 'customer-holds'))).toBe(0n);
        const revenue = balance(entries.filter(({ account }) => account === 'revenue'));
        expect(revenue).toBe(kinds[1] === 'CAPTURE' ? -amount : 0n);
      }),
    );
  });
});

describe('the ledger', () => {
  let payments: RunningPayments;
  let paymentId: string;
  beforeAll(async () => {
    payments = await startPayments();
    const order = await payments.openOrder();
    paymentId = (await payments.pay({ orderId: order.orderId, as: ownerOf(order) })).payment.id;
  });
  afterAll(async () => {
    await payments[Symbol.asyncDispose]();
  });

  const insert = (kind: string, ...amounts: number[]) =>
    payments.subgraph.database.transaction(async (tx) => {
      const id = uuidv7();
      const text = 'INSERT INTO ledger_transactions (id, payment_id, kind) VALUES ($1, $2, $3)';
      await tx.query({ text, values: [id, paymentId, kind] });
      for (const [index, amount] of amounts.entries()) {
        await tx.query({
          text: `INSERT INTO ledger_entries (transaction_id, account, amount_minor, currency) VALUES ($1, $2, $3, 'EUR')`,
          values: [id, ['authorized-funds', 'customer-holds'][index], amount],
        });
      }
    });
  const run = (text: string) => payments.subgraph.database.query({ text });

  it('refuses at the commit what does not balance', async () => {
    await expect(insert('VOID', 1299, -1298)).rejects.toThrow('does not balance');
    await expect(insert('VOID')).rejects.toThrow('has no entries');
  });

  it('books a step of a payment once', async () => {
    await expect(insert('AUTHORIZE', 1299, -1299)).rejects.toThrow('ledger_transactions_payment_id_kind_key');
  });

  it('is only ever added to', async () => {
    await expect(run('UPDATE ledger_entries SET amount_minor = 2 * amount_minor')).rejects.toThrow(
      'only ever added to',
    );
    await expect(run('DELETE FROM ledger_entries')).rejects.toThrow('only ever added to');
    await expect(run('DELETE FROM ledger_transactions')).rejects.toThrow('only ever added to');
  });
});
