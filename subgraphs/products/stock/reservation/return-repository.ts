import type { Transaction } from '#platform/postgres/database.ts';
import type { CommittedLine } from './decide-return.ts';
import type { ReservationLine } from './reservation.ts';

/** A return that was taken. */
export interface TakenReturn {
  orderId: string;
  /** Of the reservation after it. */
  version: number;
}

export async function findReturn(tx: Transaction, returnId: string): Promise<TakenReturn | undefined> {
  const { rows } = await tx.query<TakenReturn>({
    name: 'returns.find',
    text: `SELECT order_id AS "orderId", version FROM reservation_returns WHERE return_id = $1`,
    values: [returnId],
  });
  return rows[0];
}

/** What left for an order, by rising product id, if it has left. */
export async function committedLines(tx: Transaction, orderId: string): Promise<CommittedLine[]> {
  const { rows } = await tx.query<CommittedLine>({
    name: 'returns.committed-lines',
    text: `SELECT product_id AS "productId", quantity, returned FROM reservations WHERE order_id = $1 ORDER BY product_id`,
    values: [orderId],
  });
  return rows;
}

/** Notes a return of a committed order, and gives the reservation's version after it. */
export async function takeReturn(
  tx: Transaction,
  { orderId, returnId }: { orderId: string; returnId: string },
  lines: readonly ReservationLine[],
): Promise<number> {
  await tx.query({
    name: 'returns.count-lines',
    text: `UPDATE reservations r SET returned = r.returned + l.quantity
           FROM unnest($2::uuid[], $3::integer[]) AS l (product_id, quantity)
           WHERE r.order_id = $1 AND r.product_id = l.product_id`,
    values: [orderId, lines.map(({ productId }) => productId), lines.map(({ quantity }) => quantity)],
  });
  const { rows } = await tx.query<{ version: number }>({
    name: 'returns.take',
    text: `WITH reservation AS (
             UPDATE reservation_orders SET version = version + 1 WHERE order_id = $1 RETURNING version
           )
           INSERT INTO reservation_returns (return_id, order_id, version) SELECT $2, $1, version FROM reservation
           RETURNING version`,
    values: [orderId, returnId],
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`nothing is known of order ${orderId}`);
  return row.version;
}
