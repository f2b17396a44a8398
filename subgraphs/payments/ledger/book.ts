import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';
import { entriesOf, type LedgerKind } from './entries-of.ts';

/**
 * Books a payment's step in the transaction that makes it.
 *
 * @throws DatabaseError when the step was booked before, which the state of the payment rules out
 */
export async function book(tx: Transaction, kind: LedgerKind, payment: { id: string; amount: Money }): Promise<void> {
  const entries = entriesOf(kind, payment.amount.amountMinor);
  await tx.query({
    name: 'ledger.book',
    text: `WITH booked AS (
             INSERT INTO ledger_transactions (id, payment_id, kind) VALUES ($1, $2, $3) RETURNING id
           )
           INSERT INTO ledger_entries (transaction_id, account, amount_minor, currency)
           SELECT booked.id, entry.account, entry.amount_minor, $6
           FROM booked, unnest($4::text[], $5::bigint[]) AS entry (account, amount_minor)`,
    values: [
      uuidv7(),
      payment.id,
      kind,
      entries.map(({ account }) => account),
      entries.map(({ amountMinor }) => amountMinor),
      payment.amount.currency,
    ],
  });
}
