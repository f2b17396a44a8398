import type { Queryable } from '#platform/postgres/database.ts';
import type { ReturnProjection } from './project-return.ts';

type Part<Name extends keyof ReturnProjection> = NonNullable<ReturnProjection[Name]>;

async function insertReturn(db: Queryable, orderId: string, back: Part<'givenBack'>): Promise<void> {
  const { returnId, kind, lines, amount, reason, at } = back;
  await db.query({
    name: 'return.insert',
    text: `INSERT INTO order_returns (order_id, return_id, kind, lines, amount_minor, currency, reason, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [orderId, returnId, kind, JSON.stringify(lines), amount.amountMinor, amount.currency, reason, at],
  });
}

async function showRestocked(db: Queryable, orderId: string, { returnId, at }: Part<'restocked'>): Promise<void> {
  await db.query({
    name: 'return.show-restocked',
    text: `UPDATE order_returns SET restocked_at = $3 WHERE order_id = $1 AND return_id = $2`,
    values: [orderId, returnId, at],
  });
}

async function insertRefund(db: Queryable, orderId: string, asked: Part<'refundAsked'>): Promise<void> {
  const { refundId, amount, reason, at } = asked;
  await db.query({
    name: 'refund.insert',
    text: `INSERT INTO order_refunds (order_id, refund_id, status, amount_minor, currency, reason, requested_at)
           VALUES ($1, $2, 'REQUESTED', $3, $4, $5, $6)`,
    values: [orderId, refundId, amount.amountMinor, amount.currency, reason, at],
  });
}

async function settleRefund(db: Queryable, orderId: string, settled: Part<'refundSettled'>): Promise<void> {
  const { refundId, status, failure, at } = settled;
  await db.query({
    name: 'refund.settle',
    text: `UPDATE order_refunds SET status = $3, failure = $4, settled_at = $5 WHERE order_id = $1 AND refund_id = $2`,
    values: [orderId, refundId, status, failure, at],
  });
}

/** Writes what an event changes in the returns and refunds that are shown. */
export async function writeReturnProjection(
  db: Queryable,
  orderId: string,
  { givenBack, restocked, refundAsked, refundSettled }: ReturnProjection,
): Promise<void> {
  if (givenBack !== undefined) await insertReturn(db, orderId, givenBack);
  if (restocked !== undefined) await showRestocked(db, orderId, restocked);
  if (refundAsked !== undefined) await insertRefund(db, orderId, refundAsked);
  if (refundSettled !== undefined) await settleRefund(db, orderId, refundSettled);
}
