import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { creditEntries, entriesOf } from '../ledger/entries-of.ts';
import { ownerOf, type RunningPayments, startPayments } from './running-payments.ts';

describe('the entries of a step', () => {
  const lives = [
    ['AUTHORIZE', 'VOID'],
    ['AUTHORIZE', 'CAPTURE'],
    ['AUTHORIZE', 'CAPTURE', 'REFUND'],
  ] as const;
  const methods = ['CARD', 'BANK_TRANSFER', 'WALLET'] as const;

  it('add up to zero, and a settled payment leaves nothing held', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10n ** 15n });
    fc.assert(
      fc.property(fc.constantFrom(...lives), fc.constantFrom(...methods), amounts, (life, method, amount) => {
        const entries = life.flatMap((step) => entriesOf(step, method, amount));
        const balance = (...of: string[]) =>
          entries.filter(({ account }) => of.includes(account)).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        expect(entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(0n);
        for (const held of ['authorized-funds', 'customer-holds', 'wallet-holds']) expect(balance(held)).toBe(0n);
        const sold = life.at(-1) === 'CAPTURE';
        expect(balance('revenue')).toBe(sold ? -amount : 0n);
        // What was sold is owed by the provider, or has been spent out of the wallet.
        expect(balance(method === 'WALLET' ? 'customer-wallet' : 'provider-clearing')).toBe(sold ? amount : 0n);
      }),
    );
  });

  it('give a customer what is credited', () => {
    expect(creditEntries(5n)).toEqual([
      { account: 'goodwill', amountMinor: 5n },
      { account: 'customer-wallet', amountMinor: -5n },
    ]);
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
    await expect(insert('AUTHORIZE', 1299, -1299)).rejects.toThrow('ledger_transactions_step_once');
  });

  it('is only ever added to', async () => {
    await expect(run('UPDATE ledger_entries SET amount_minor = 2 * amount_minor')).rejects.toThrow(
      'only ever added to',
    );
    await expect(run('DELETE FROM ledger_entries')).rejects.toThrow('only ever added to');
    await expect(run('DELETE FROM ledger_transactions')).rejects.toThrow('only ever added to');
  });
});
