import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';
import type { PaymentMethod } from '../provider/payment-provider.ts';
import type { Payment, PaymentIn } from './payment.ts';
import { PAYMENT_COLUMNS, type PaymentRow, paymentFromRow } from './payment-row.ts';

export interface NewPayment {
  id: string;
  orderId: string;
  customerId: string;
  method: PaymentMethod;
  amount: Money;
  idempotencyKey: string;
  fingerprint: Buffer;
  /** When the settling worker looks at it if nobody has recorded an outcome by then, in ms from now. */
  lookAgainMs: number;
}

function changed({ rows }: { rows: PaymentRow[] }): Payment {
  if (rows[0] === undefined) throw new Error('the payment is not in the state that its lock promised');
  return paymentFromRow(rows[0]);
}

/** Writes a payment as PENDING. False when this customer has used the idempotency key before. */
export async function insertPending(tx: Transaction, payment: NewPayment): Promise<boolean> {
  const { id, orderId, customerId, method, amount, idempotencyKey, fingerprint, lookAgainMs } = payment;
  const inserted = await tx.query({
    name: 'payment.insert',
    text: `INSERT INTO payments (id, order_id, customer_id, method, state, amount_minor, currency,
             idempotency_key, fingerprint, look_again_at)
           VALUES ($1, $2, $3, $4, 'PENDING', $5, $6, $7, $8, now() + $9 * interval '1 millisecond')
           ON CONFLICT (customer_id, idempotency_key) DO NOTHING`,
    values: [
      id,
      orderId,
      customerId,
      method,
      amount.amountMinor,
      amount.currency,
      idempotencyKey,
      fingerprint,
      lookAgainMs,
    ],
  });
  return inserted.rowCount === 1;
}

export async function findPayment(database: Queryable, id: string): Promise<Payment | undefined> {
  const { rows } = await database.query<PaymentRow>({
    name: 'payment.find',
    text: `SELECT ${PAYMENT_COLUMNS} FROM payments WHERE id = $1`,
    values: [id],
  });
  return rows[0] === undefined ? undefined : paymentFromRow(rows[0]);
}

export async function findByKey(database: Queryable, customerId: string, key: string): Promise<Payment | undefined> {
  const { rows } = await database.query<PaymentRow>({
    name: 'payment.find-by-key',
    text: `SELECT ${PAYMENT_COLUMNS} FROM payments WHERE customer_id = $1 AND idempotency_key = $2`,
    values: [customerId, key],
  });
  return rows[0] === undefined ? undefined : paymentFromRow(rows[0]);
}

/** The order's one payment that is under way, held or taken, if there is one; else the one that was given back last. */
export async function findLeading(tx: Transaction, orderId: string): Promise<Payment | undefined> {
  const { rows } = await tx.query<PaymentRow>({
    name: 'payment.find-leading',
    text: `SELECT ${PAYMENT_COLUMNS} FROM payments WHERE order_id = $1 AND state <> 'DECLINED'
           ORDER BY (state = 'VOIDED'), id DESC LIMIT 1`,
    values: [orderId],
  });
  return rows[0] === undefined ? undefined : paymentFromRow(rows[0]);
}

/** PENDING becomes AUTHORIZED; an approval that came too late is wanted back at once. */
export async function markAuthorized(tx: Transaction, id: string, reference: string, late: boolean): Promise<Payment> {
  const updated = await tx.query<PaymentRow>({
    name: 'payment.mark-authorized',
    text: `UPDATE payments SET state = 'AUTHORIZED', provider_reference = $2, approved_late = $3, updated_at = now(),
             wanted = CASE WHEN $3 THEN 'VOID' END, look_again_at = CASE WHEN $3 THEN now() END
           WHERE id = $1 AND state = 'PENDING' RETURNING ${PAYMENT_COLUMNS}`,
    values: [id, reference, late],
  });
  return changed(updated);
}

/** PENDING becomes DECLINED. `lookAgainMs`: when to make sure that the provider still knows nothing of it. */
export async function markDeclined(
  tx: Transaction,
  id: string,
  decline: { code: string; retryable: boolean; lookAgainMs: number | undefined },
): Promise<Payment> {
  const updated = await tx.query<PaymentRow>({
    name: 'payment.mark-declined',
    text: `UPDATE payments SET state = 'DECLINED', decline_code = $2, decline_retryable = $3, updated_at = now(),
             look_again_at = now() + $4 * interval '1 millisecond'
           WHERE id = $1 AND state = 'PENDING' RETURNING ${PAYMENT_COLUMNS}`,
    values: [id, decline.code, decline.retryable, decline.lookAgainMs ?? null],
  });
  return changed(updated);
}

/** Leaves word that the provider is to take or give back what is held. */
export async function want(tx: Transaction, id: string, wanted: 'CAPTURE' | 'VOID'): Promise<void> {
  await tx.query({
    name: 'payment.want',
    text: `UPDATE payments SET wanted = $2, look_again_at = now(), updated_at = now()
           WHERE id = $1 AND state = 'AUTHORIZED'`,
    values: [id, wanted],
  });
}

/** AUTHORIZED becomes what was wanted. False when somebody else has recorded that before. */
export async function markDone(tx: Transaction, id: string, state: 'CAPTURED' | 'VOIDED'): Promise<boolean> {
  const updated = await tx.query({
    name: 'payment.mark-done',
    text: `UPDATE payments SET state = $2, wanted = NULL, look_again_at = NULL, updated_at = now()
           WHERE id = $1 AND state = 'AUTHORIZED' AND wanted = CASE $2 WHEN 'CAPTURED' THEN 'CAPTURE' ELSE 'VOID' END`,
    values: [id, state],
  });
  return updated.rowCount === 1;
}

/** A declined payment needs no further look. False when that was settled before. */
export async function lookNoMore(tx: Transaction, id: string): Promise<boolean> {
  const updated = await tx.query({
    name: 'payment.look-no-more',
    text: `UPDATE payments SET look_again_at = NULL WHERE id = $1 AND state = 'DECLINED' AND look_again_at IS NOT NULL`,
    values: [id],
  });
  return updated.rowCount === 1;
}

/** What the settling worker acts on. */
export type Unsettled = PaymentIn<'PENDING'> | PaymentIn<'AUTHORIZED'> | PaymentIn<'DECLINED'>;

/** Takes payments that are due for a look. No other process gets them for `leaseMs`; a crash gives them back after it. */
export async function claimUnsettled(database: Queryable, limit: number, leaseMs: number): Promise<Unsettled[]> {
  const { rows } = await database.query<PaymentRow>({
    name: 'payment.claim-unsettled',
    // ARRAY runs the inner query once; as IN it may run per row and lock more than LIMIT.
    text: `UPDATE payments SET look_again_at = now() + $2 * interval '1 millisecond'
           WHERE id = ANY (ARRAY(SELECT id FROM payments WHERE look_again_at <= now()
                                 ORDER BY look_again_at LIMIT $1 FOR UPDATE SKIP LOCKED))
           RETURNING ${PAYMENT_COLUMNS}`,
    values: [limit, leaseMs],
  });
  return rows.map(paymentFromRow) as Unsettled[];
}
