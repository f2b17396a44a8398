import type { Envelope } from '#contracts/envelope.ts';
import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Refund, RefundState } from './refund.ts';

export interface RefundRow {
  [column: string]: unknown;
  id: string;
  order_id: string;
  payment_id: string;
  amount_minor: string;
  currency: string;
  state: RefundState;
  failure: string | null;
  cause: Envelope;
  created_at: Date;
}

export const REFUND_COLUMNS = 'id, order_id, payment_id, amount_minor, currency, state, failure, cause, created_at';

export const refundFromRow = (row: RefundRow): Refund => ({
  id: row.id,
  orderId: row.order_id,
  paymentId: row.payment_id,
  amount: { amountMinor: BigInt(row.amount_minor), currency: row.currency },
  state: row.state,
  failure: row.failure ?? undefined,
  cause: row.cause,
  createdAt: row.created_at,
});

/** A refund that the provider is asked for. */
export type UnsettledRefund = Refund;

/** Writes a refund; PENDING ones are due for a look at once. @throws DatabaseError when all refunds were more than was taken */
export async function insertRefund(tx: Transaction, refund: Omit<Refund, 'createdAt'>): Promise<void> {
  const { id, orderId, paymentId, amount, state, failure, cause } = refund;
  await tx.query({
    name: 'refund.insert',
    text: `INSERT INTO refunds (id, order_id, payment_id, amount_minor, currency, state, failure, cause, look_again_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $6 = 'PENDING' THEN now() END)`,
    values: [
      id,
      orderId,
      paymentId,
      amount.amountMinor,
      amount.currency,
      state,
      failure ?? null,
      JSON.stringify(cause),
    ],
  });
}

export async function findRefund(tx: Transaction, id: string): Promise<Refund | undefined> {
  const { rows } = await tx.query<RefundRow>({
    name: 'refund.find',
    text: `SELECT ${REFUND_COLUMNS} FROM refunds WHERE id = $1`,
    values: [id],
  });
  return rows[0] === undefined ? undefined : refundFromRow(rows[0]);
}

/** PENDING becomes REFUNDED, or FAILED where there is a failure. False when somebody else has recorded that before. */
export async function markSettled(tx: Transaction, id: string, failure: string | undefined): Promise<boolean> {
  const updated = await tx.query({
    name: 'refund.mark-settled',
    text: `UPDATE refunds SET state = CASE WHEN $2::text IS NULL THEN 'REFUNDED' ELSE 'FAILED' END, failure = $2,
             look_again_at = NULL, updated_at = now()
           WHERE id = $1 AND state = 'PENDING'`,
    values: [id, failure ?? null],
  });
  return updated.rowCount === 1;
}

/** Takes refunds that are due for a look. No other process gets them for `leaseMs`; a crash gives them back after it. */
export async function claimRefunds(database: Queryable, limit: number, leaseMs: number): Promise<UnsettledRefund[]> {
  const { rows } = await database.query<RefundRow>({
    name: 'refund.claim',
    // ARRAY runs the inner query once; as IN it may run per row and lock more than LIMIT.
    text: `UPDATE refunds SET look_again_at = now() + $2 * interval '1 millisecond'
           WHERE id = ANY (ARRAY(SELECT id FROM refunds WHERE look_again_at <= now()
                                 ORDER BY look_again_at LIMIT $1 FOR UPDATE SKIP LOCKED))
           RETURNING ${REFUND_COLUMNS}`,
    values: [limit, leaseMs],
  });
  return rows.map(refundFromRow);
}

/** Has a payment's refunds under way looked at now. */
export async function lookAtRefundsNow(tx: Transaction, paymentId: string): Promise<void> {
  await tx.query({
    name: 'refund.look-now',
    text: `UPDATE refunds SET look_again_at = now() WHERE payment_id = $1 AND state = 'PENDING'`,
    values: [paymentId],
  });
}

/** Leaves a refund under way alone for so many ms, unless a look was asked for during this one. */
export async function refundLater(database: Queryable, id: string, pauseMs: number): Promise<void> {
  await database.query({
    name: 'refund.look-later',
    text: `UPDATE refunds SET look_again_at = now() + $2 * interval '1 millisecond'
           WHERE id = $1 AND state = 'PENDING' AND look_again_at > clock_timestamp()`,
    values: [id, pauseMs],
  });
}
