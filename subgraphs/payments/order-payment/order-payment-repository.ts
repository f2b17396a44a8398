import type { Envelope } from '#contracts/envelope.ts';
import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';
import type { OrderPayment, OrderPaymentState } from './order-payment.ts';

interface Row {
  [column: string]: unknown;
  order_id: string;
  customer_id: string;
  amount_minor: string;
  currency: string;
  state: OrderPaymentState;
  closing: boolean;
  version: number;
  cause: Envelope;
}

const COLUMNS = 'order_id, customer_id, amount_minor, currency, state, closing, version, cause';

const fromRow = (row: Row): OrderPayment => ({
  orderId: row.order_id,
  customerId: row.customer_id,
  amount: { amountMinor: BigInt(row.amount_minor), currency: row.currency },
  state: row.state,
  closing: row.closing,
  version: row.version,
  cause: row.cause,
});

export interface Opening {
  orderId: string;
  customerId: string;
  amount: Money;
  cause: Envelope;
}

/** Opens an order's payment, at once VOIDED if a void came before. Undefined when it was opened already. */
export async function insertOrderPayment(tx: Transaction, opening: Opening): Promise<OrderPayment | undefined> {
  const { orderId, customerId, amount, cause } = opening;
  const { rows } = await tx.query<Row>({
    name: 'order-payment.open',
    text: `INSERT INTO order_payments (order_id, customer_id, amount_minor, currency, cause, state)
           SELECT $1, $2, $3, $4, $5, CASE WHEN EXISTS (SELECT FROM early_voids WHERE order_id = $1) THEN 'VOIDED' ELSE 'OPEN' END
           ON CONFLICT (order_id) DO NOTHING
           RETURNING ${COLUMNS}`,
    values: [orderId, customerId, amount.amountMinor, amount.currency, JSON.stringify(cause)],
  });
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** Remembers that an order which nothing was opened for is not to be paid. */
export async function insertEarlyVoid(tx: Transaction, orderId: string): Promise<void> {
  await tx.query({
    name: 'order-payment.early-void',
    text: `INSERT INTO early_voids (order_id) VALUES ($1) ON CONFLICT DO NOTHING`,
    values: [orderId],
  });
}

/** Remembers that a customer's order ended before anything was opened for it; one that is opened is left as it is. */
export async function insertEarlyEnd(tx: Transaction, orderId: string, customerId: string): Promise<void> {
  await tx.query({
    name: 'order-payment.early-end',
    text: `INSERT INTO early_voids (order_id, customer_id)
           SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM order_payments WHERE order_id = $1)
           ON CONFLICT (order_id) DO UPDATE SET customer_id = excluded.customer_id`,
    values: [orderId, customerId],
  });
}

/** Whether this customer's order was opened for payment, or ended before that. Undefined: nothing is known of it. */
export async function findOpening(
  database: Queryable,
  orderId: string,
  customerId: string,
): Promise<'opened' | 'ended-before' | undefined> {
  const { rows } = await database.query<{ opening: 'opened' | 'ended-before' }>({
    name: 'order-payment.find-opening',
    text: `SELECT 'opened' AS opening FROM order_payments WHERE order_id = $1 AND customer_id = $2
           UNION ALL
           SELECT 'ended-before' FROM early_voids WHERE order_id = $1 AND customer_id = $2`,
    values: [orderId, customerId],
  });
  return rows[0]?.opening;
}

/** Reads an order's payment and holds its lock to the end of the transaction. The first lock that anything here takes. */
export async function lockOrderPayment(tx: Transaction, orderId: string): Promise<OrderPayment | undefined> {
  const { rows } = await tx.query<Row>({
    name: 'order-payment.lock',
    text: `SELECT ${COLUMNS} FROM order_payments WHERE order_id = $1 FOR UPDATE`,
    values: [orderId],
  });
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/**
 * Moves a locked order's payment on, to the next version.
 *
 * @param cause the command that does it; none when it follows from an earlier command
 */
export async function advance(
  tx: Transaction,
  orderId: string,
  state: OrderPaymentState,
  cause?: Envelope,
): Promise<OrderPayment> {
  const { rows } = await tx.query<Row>({
    name: 'order-payment.advance',
    text: `UPDATE order_payments SET state = $2, version = version + 1, cause = coalesce($3, cause)
           WHERE order_id = $1 RETURNING ${COLUMNS}`,
    values: [orderId, state, cause === undefined ? null : JSON.stringify(cause)],
  });
  if (rows[0] === undefined) throw new Error(`order ${orderId} has no payment opened`);
  return fromRow(rows[0]);
}

/**
 * Moves a locked order's payment on, to the next version, and has no further attempt taken.
 *
 * @param state OPEN while an attempt is under way
 */
export async function close(
  tx: Transaction,
  orderId: string,
  state: 'OPEN' | 'CLOSED',
  cause: Envelope,
): Promise<OrderPayment> {
  const { rows } = await tx.query<Row>({
    name: 'order-payment.close',
    text: `UPDATE order_payments SET state = $2, closing = true, version = version + 1, cause = $3
           WHERE order_id = $1 RETURNING ${COLUMNS}`,
    values: [orderId, state, JSON.stringify(cause)],
  });
  if (rows[0] === undefined) throw new Error(`order ${orderId} has no payment opened`);
  return fromRow(rows[0]);
}
