import type { Queryable } from '#platform/postgres/database.ts';
import type { Progress, Shipment } from './shipment.ts';

const COLUMNS = `id, order_id AS "orderId", customer_id AS "customerId", address, items, status,
  tracking_number AS "trackingNumber", cancel_requested AS "cancelRequested", version,
  created_at AS "createdAt", dispatched_at AS "dispatchedAt", asked`;

/** Adds a shipment that the carrier is to be asked for at once; one for an order that has one already is passed over. */
export async function addShipment(
  db: Queryable,
  shipment: Pick<Shipment, 'id' | 'orderId' | 'customerId' | 'address' | 'items'>,
): Promise<void> {
  await db.query({
    name: 'shipment.add',
    text: `INSERT INTO shipments (id, order_id, customer_id, address, items, status, created_at, ask_at)
           VALUES ($1, $2, $3, $4, $5, 'REQUESTED', now(), now()) ON CONFLICT (order_id) DO NOTHING`,
    values: [
      shipment.id,
      shipment.orderId,
      shipment.customerId,
      JSON.stringify(shipment.address),
      JSON.stringify(shipment.items),
    ],
  });
}

/** Has the carrier asked to stop the parcel, unless the shipment has ended. Gives whether the order has a shipment. */
export async function requestCancellation(db: Queryable, orderId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'shipment.request-cancellation',
    text: `UPDATE shipments SET cancel_requested = true, asked = 0,
             ask_at = CASE WHEN ask_at IS NULL THEN NULL ELSE now() END
           WHERE order_id = $1`,
    values: [orderId],
  });
  return rowCount === 1;
}

/**
 * Takes the shipments that the carrier is to be asked about now. Each is given out again later should its answer never be
 * recorded: after 1 s doubling up to a minute, and not before a question's own deadline has passed.
 */
export async function takeDue(db: Queryable, limit: number): Promise<Shipment[]> {
  const { rows } = await db.query<Shipment>({
    name: 'shipment.take-due',
    text: `UPDATE shipments SET asked = asked + 1,
             ask_at = now() + make_interval(secs => greatest(4, least(60, 2 ^ least(asked, 6))))
           WHERE id IN (SELECT id FROM shipments WHERE ask_at <= now() ORDER BY ask_at LIMIT $1 FOR UPDATE SKIP LOCKED)
           RETURNING ${COLUMNS}`,
    values: [limit],
  });
  return rows;
}

/** The shipment, locked until the end of the transaction. */
export async function lockShipment(db: Queryable, id: string): Promise<Shipment | undefined> {
  const { rows } = await db.query<Shipment>({
    name: 'shipment.lock',
    text: `SELECT ${COLUMNS} FROM shipments WHERE id = $1 FOR UPDATE`,
    values: [id],
  });
  return rows[0];
}

/** Stores what a carrier's answer made of a locked shipment; one that goes on is looked after again in 5 s. */
export async function storeProgress(
  db: Queryable,
  id: string,
  { status, trackingNumber, news }: Progress,
): Promise<void> {
  await db.query({
    name: 'shipment.store-progress',
    text: `UPDATE shipments SET status = $2, tracking_number = $3, version = version + $4, asked = 0,
             dispatched_at = CASE WHEN $2 = 'DISPATCHED' THEN now() END,
             ask_at = CASE WHEN $2 NOT IN ('BOOKED', 'REQUESTED') THEN NULL
                           WHEN cancel_requested THEN now() ELSE now() + interval '5 s' END
           WHERE id = $1`,
    values: [id, status, trackingNumber, news.length],
  });
}

/** Shipments of these orders that the viewer may see: their own, or all. */
export async function findByOrders(
  db: Queryable,
  orderIds: readonly string[],
  customerId: string | null,
): Promise<Shipment[]> {
  const { rows } = await db.query<Shipment>({
    name: 'shipment.find-by-orders',
    text: `SELECT ${COLUMNS} FROM shipments WHERE order_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR customer_id = $2)`,
    values: [orderIds, customerId],
  });
  return rows;
}

/** These shipments, as far as the viewer may see them: their own, or all. */
export async function findShipments(
  db: Queryable,
  ids: readonly string[],
  customerId: string | null,
): Promise<Shipment[]> {
  const { rows } = await db.query<Shipment>({
    name: 'shipment.find',
    text: `SELECT ${COLUMNS} FROM shipments WHERE id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR customer_id = $2)`,
    values: [ids, customerId],
  });
  return rows;
}
