import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';
import type { Payment } from '../payment/payment.ts';
import { moveWallet } from '../wallet/wallet-repository.ts';
import { creditEntries, entriesOf, type LedgerAccount, type LedgerEntry, type LedgerKind } from './entries-of.ts';

interface Booking {
  kind: LedgerKind;
  paymentId?: string;
  refundId?: string;
  creditId?: string;
  customerId: string;
  currency: string;
  entries: LedgerEntry[];
}

async function insert(tx: Transaction, booking: Booking): Promise<void> {
  const { kind, paymentId, refundId, creditId, currency, entries } = booking;
  await tx.query({
    name: 'ledger.book',
    text: `WITH booked AS (
             INSERT INTO ledger_transactions (id, payment_id, refund_id, credit_id, kind)
             VALUES ($1, $2, $3, $4, $5) RETURNING id
           )
           INSERT INTO ledger_entries (transaction_id, account, amount_minor, currency)
           SELECT booked.id, entry.account, entry.amount_minor, $8
           FROM booked, unnest($6::text[], $7::bigint[]) AS entry (account, amount_minor)`,
    values: [
      uuidv7(),
      paymentId ?? null,
      refundId ?? null,
      creditId ?? null,
      kind,
      entries.map(({ account }) => account),
      entries.map(({ amountMinor }) => amountMinor),
      currency,
    ],
  });
}

/** Books, and lets the customer's wallet follow: what it holds is what we owe, and what we owe stands as credits. */
async function book(tx: Transaction, booking: Booking): Promise<void> {
  await insert(tx, booking);
  const credited = (of: LedgerAccount) =>
    booking.entries.reduce((sum, { account, amountMinor }) => (account === of ? sum - amountMinor : sum), 0n);
  const change = { balance: credited('customer-wallet'), held: credited('wallet-holds') };
  if (change.balance !== 0n || change.held !== 0n) await moveWallet(tx, booking, change);
}

/**
 * Books a payment's step in the transaction that makes it.
 *
 * @throws DatabaseError when the step was booked before, which the state of the payment rules out
 */
export async function bookStep(
  tx: Transaction,
  kind: 'AUTHORIZE' | 'CAPTURE' | 'VOID',
  payment: Payment,
): Promise<void> {
  const { id: paymentId, customerId, method, amount } = payment;
  const entries = entriesOf(kind, method, amount.amountMinor);
  await book(tx, { kind, paymentId, customerId, currency: amount.currency, entries });
}

/** Books a refund of a payment in the transaction that records it. @throws DatabaseError when it was booked before */
export async function bookRefund(
  tx: Transaction,
  { id: paymentId, customerId, method }: Payment,
  { id: refundId, amount }: { id: string; amount: Money },
): Promise<void> {
  const entries = entriesOf('REFUND', method, amount.amountMinor);
  await book(tx, { kind: 'REFUND', paymentId, refundId, customerId, currency: amount.currency, entries });
}

/** Books money that a customer is given to spend here. @throws DatabaseError when it was booked before */
export async function bookCredit(
  tx: Transaction,
  { id: creditId, customerId, amount }: { id: string; customerId: string; amount: Money },
): Promise<void> {
  const entries = creditEntries(amount.amountMinor);
  await book(tx, { kind: 'CREDIT', creditId, customerId, currency: amount.currency, entries });
}
