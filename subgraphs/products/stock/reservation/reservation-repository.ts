import type { Transaction } from '#platform/postgres/database.ts';
import type { Reservation, ReservationLine, ReservationStatus, Shortage } from './reservation.ts';

interface ReservationRow {
  status: ReservationStatus;
  shortages: Shortage[];
  version: number;
}

/** What is known of the order. It is this transaction's alone until its end, known or not. */
export async function lockReservation(tx: Transaction, orderId: string): Promise<Reservation | undefined> {
  await tx.query({
    name: 'reservations.lock',
    // A row that is not there yet cannot be locked.
    text: `SELECT pg_advisory_xact_lock(hashtextextended('reservation:' || $1, 0))`,
    values: [orderId],
  });
  const { rows } = await tx.query<ReservationRow>({
    name: 'reservations.find',
    text: `SELECT status, shortages, version FROM reservation_orders WHERE order_id = $1`,
    values: [orderId],
  });
  const row = rows[0];
  return row === undefined ? undefined : { orderId, ...row };
}

export async function insertReservation(
  tx: Transaction,
  { orderId, status, shortages, version }: Reservation,
  held: readonly ReservationLine[],
): Promise<void> {
  await tx.query({
    name: 'reservations.insert',
    text: `INSERT INTO reservation_orders (order_id, status, shortages, version) VALUES ($1, $2, $3, $4)`,
    values: [orderId, status, JSON.stringify(shortages), version],
  });
  if (held.length === 0) return;
  await tx.query({
    name: 'reservations.insert-lines',
    text: `INSERT INTO reservations (order_id, product_id, quantity)
           SELECT $1, * FROM unnest($2::uuid[], $3::integer[])`,
    values: [orderId, held.map(({ productId }) => productId), held.map(({ quantity }) => quantity)],
  });
}

/** The lines of an order whose stock is held, by rising product id. */
export async function heldLines(tx: Transaction, orderId: string): Promise<ReservationLine[]> {
  const { rows } = await tx.query<{ product_id: string; quantity: number }>({
    name: 'reservations.lines',
    text: `SELECT product_id, quantity FROM reservations WHERE order_id = $1 ORDER BY product_id`,
    values: [orderId],
  });
  return rows.map(({ product_id, quantity }) => ({ productId: product_id, quantity }));
}

/** Ends a HELD reservation. @throws Error when it is not HELD */
export async function endReservation(
  tx: Transaction,
  orderId: string,
  status: 'RELEASED' | 'COMMITTED',
): Promise<Reservation> {
  const { rows } = await tx.query<ReservationRow>({
    name: 'reservations.end',
    text: `UPDATE reservation_orders SET status = $2, version = version + 1
           WHERE order_id = $1 AND status = 'HELD' RETURNING status, shortages, version`,
    values: [orderId, status],
  });
  const row = rows[0];
  if (row === undefined) throw new Error(`the reservation of order ${orderId} is not held`);
  return { orderId, ...row };
}
