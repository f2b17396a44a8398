import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';
import type { Payment, PaymentMethod } from './payment.ts';
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

/** Writes a payment as PENDING. False when this customer has used the idempotency key before. */
export async function insertPending(tx: Transaction, payment: NewPayment): Promise<boolean> {
  const { id, orderId, customerId, method, amount, idempotencyKey, fingerprint, lookAgainMs } = payment;
  const inserted = await tx.query({
    name: 'payment.insert',
    // Not now(): the transaction may have waited for the order's lock for longer than the call itself takes.
    text: `INSERT INTO payments (id, order_id, customer_id, method, state, amount_minor, currency,
             idempotency_key, fingerprint, created_at, look_again_at)
           VALUES ($1, $2, $3, $4, 'PENDING', $5, $6, $7, $8,
             clock_timestamp(), clock_timestamp() + $9 * interval '1 millisecond')
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

/** The payment that the provider knows by this reference of its own. */
export async function findByReference(database: Queryable, reference: string): Promise<Payment | undefined> {
  const { rows } = await database.query<PaymentRow>({
    name: 'payment.find-by-reference',
    text: `SELECT ${PAYMENT_COLUMNS} FROM payments WHERE provider_reference = $1 AND method <> 'WALLET'`,
    values: [reference],
  });
  return rows[0] === undefined ? undefined : paymentFromRow(rows[0]);
}
