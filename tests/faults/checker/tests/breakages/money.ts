import { CANCELLED, COMPLETED, JOURNAL, LAMP, PAYMENTS } from '../good-shop.ts';
import type { Breakage } from './breakage.ts';

const entry = (type: string, id: string, amount: bigint, reference: string) => ({
  seq: 99,
  type,
  id,
  amount,
  currency: 'EUR',
  reference,
});
const journalWith = (...more: ReturnType<typeof entry>[]) => ({ journal: [...JOURNAL, ...more] });
const journalWithout = (type: string, id: string) => ({
  journal: JOURNAL.filter((step) => step.type !== type || step.id !== id),
});
const ledgerWithout = (kind: string, payment: string) =>
  `DELETE FROM ledger_transactions WHERE kind = '${kind}' AND payment_id = '${payment}'`;

export const moneyBreakages: Breakage[] = [
  {
    is: 'a ledger transaction that does not balance',
    in: 'payments',
    sql: `UPDATE ledger_entries SET amount_minor = 1 WHERE account = 'revenue' AND amount_minor = -2000`,
    says: 'does not balance',
  },
  {
    is: 'a ledger transaction without entries',
    in: 'payments',
    sql: `INSERT INTO ledger_transactions (id, payment_id, kind) VALUES ('${LAMP}', '${PAYMENTS.cancelled}', 'CREDIT')`,
    says: 'does not balance: no entries',
  },
  {
    is: 'a wallet with money that nobody booked',
    in: 'payments',
    sql: `INSERT INTO wallets (customer_id, currency, balance_minor) VALUES ('${LAMP}', 'EUR', 5)`,
    says: 'wallets have 5, the ledger says 0',
  },
  {
    is: 'a wallet that holds money for nothing',
    in: 'payments',
    sql: `INSERT INTO wallets (customer_id, currency, held_minor) VALUES ('${LAMP}', 'EUR', 7)`,
    says: 'wallets hold 7, the ledger says 0',
  },
  {
    is: 'a payment of which nobody knows what became',
    in: 'payments',
    sql: `UPDATE payments SET state = 'PENDING' WHERE id = '${PAYMENTS.cancelled}'`,
    says: `payment ${PAYMENTS.cancelled} of order ${CANCELLED} is PENDING`,
  },
  {
    is: 'money that is still to be given back',
    in: 'payments',
    sql: `UPDATE payments SET wanted = 'VOID' WHERE id = '${PAYMENTS.cancelled}'`,
    says: 'is VOIDED, to be VOID',
  },
  {
    is: 'a refund that is not settled',
    in: 'payments',
    sql: `INSERT INTO refunds (id, order_id, payment_id, amount_minor, currency, state, cause)
      VALUES ('${LAMP}', '${COMPLETED}', '${PAYMENTS.completed}', 5, 'EUR', 'PENDING', '{}')`,
    says: `refund ${LAMP} of order ${COMPLETED} is PENDING`,
  },
  {
    is: 'a charge that we know nothing of',
    other: journalWith(entry('authorized', 'auth_9', 2000n, COMPLETED)),
    says: 'the provider has authorized 4000',
  },
  {
    is: 'a completed order with money that is still held',
    other: journalWith(entry('authorized', 'auth_9', 2000n, COMPLETED)),
    says: '2000 are still held',
  },
  {
    is: 'a capture in our ledger only',
    other: journalWithout('captured', 'auth_1'),
    says: 'our ledger has authorized 2000, captured 2000',
  },
  {
    is: "a capture in the provider's journal only",
    in: 'payments',
    sql: ledgerWithout('CAPTURE', PAYMENTS.completed),
    says: 'our ledger has authorized 2000, captured 0',
  },
  {
    is: 'an order that is in one of the books only',
    in: 'payments',
    sql: `DELETE FROM ledger_transactions WHERE payment_id = '${PAYMENTS.cancelled}'`,
    says: 'our ledger has nothing',
  },
  {
    is: 'two captures of a completed order',
    other: journalWith(entry('authorized', 'auth_9', 2000n, COMPLETED), entry('captured', 'auth_9', 2000n, COMPLETED)),
    says: '2 captures took 4000',
  },
  {
    is: 'a capture of less than the total',
    in: 'orders',
    sql: `UPDATE order_events SET data = jsonb_set(data, '{total,amountMinor}', '"2500"') WHERE type = 'OrderPlaced'`,
    says: 'over 2500: 1 captures took 2000',
  },
  {
    is: 'a cancelled order with money that is still held',
    other: journalWithout('voided', 'auth_3'),
    says: `order ${CANCELLED}, CANCELLED VOIDED over 1000: 1000 are still held`,
  },
  {
    is: 'a cancelled order that was paid',
    other: {
      journal: JOURNAL.map((step) =>
        step.id === 'auth_3' && step.type === 'voided' ? { ...step, type: 'captured' } : step,
      ),
    },
    says: '1000 were captured, and 0 given back',
  },
  {
    is: 'more given back than was taken',
    other: journalWith(entry('refunded', 'auth_1', 1500n, COMPLETED)),
    says: '2000 were captured, and 2500 given back',
  },
  {
    is: 'a refund that the order does not know',
    in: 'orders',
    sql: `DELETE FROM order_events WHERE type = 'PaymentRefunded'`,
    says: '1000 were given back, the order says 0',
  },
  {
    is: 'an authorization of which more was given up than held',
    other: journalWith(entry('voided', 'auth_3', 1000n, CANCELLED)),
    says: 'authorization auth_3 of order',
  },
  {
    is: 'money for no order',
    other: journalWith(entry('authorized', 'auth_9', 5n, LAMP), entry('voided', 'auth_9', 5n, LAMP)),
    says: 'which is no order',
  },
];
