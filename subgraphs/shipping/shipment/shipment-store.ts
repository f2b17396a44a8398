import type { Queryable } from '#platform/postgres/database.ts';
import { findParcels } from '../parcel/parcel-store.ts';
import type { Shipment, ShipmentWithParcels } from './shipment.ts';

const COLUMNS = `id, order_id AS "orderId", customer_id AS "customerId", address, status,
  tracking_number AS "trackingNumber", cancel_requested AS "cancelRequested", version,
  created_at AS "createdAt", dispatched_at AS "dispatchedAt"`;

/** Adds a shipment without parcels. False: the order has one already, nothing was added. */
export async function addShipment(
  db: Queryable,
  shipment: Pick<Shipment, 'id' | 'orderId' | 'customerId' | 'address'>,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'shipment.add',
    text: `INSERT INTO shipments (id, order_id, customer_id, address, status, created_at)
           VALUES ($1, $2, $3, $4, 'REQUESTED', now()) ON CONFLICT (order_id) DO NOTHING`,
    values: [shipment.id, shipment.orderId, shipment.customerId, JSON.stringify(shipment.address)],
  });
  return rowCount === 1;
}

/** Notes that whatever has not left is to be stopped. Gives the shipment's id; undefined when the order has none. */
export async function requestCancellation(db: Queryable, orderId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>({
    name: 'shipment.request-cancellation',
    text: 'UPDATE shipments SET cancel_requested = true WHERE order_id = $1 RETURNING id',
    values: [orderId],
  });
  return rows[0]?.id;
}

/** Makes the shipment of an order, if there is one, another customer's. */
export async function attachShipment(db: Queryable, orderId: string, customerId: string): Promise<void> {
  await db.query({
    name: 'shipment.attach',
    text: 'UPDATE shipments SET customer_id = $2 WHERE order_id = $1',
    values: [orderId, customerId],
  });
}

async function withParcels(db: Queryable, shipments: readonly Shipment[]): Promise<ShipmentWithParcels[]> {
  const parcels = await findParcels(
    db,
    shipments.map(({ id }) => id),
  );
  return shipments.map((shipment) => ({
    ...shipment,
    parcels: parcels.filter(({ shipmentId }) => shipmentId === shipment.id),
  }));
}

/** The shipment, locked until the end of the transaction: its parcels change under this lock alone. */
export async function lockShipment(db: Queryable, id: string): Promise<ShipmentWithParcels | undefined> {
  const { rows } = await db.query<Shipment>({
    name: 'shipment.lock',
    text: `SELECT ${COLUMNS} FROM shipments WHERE id = $1 FOR UPDATE`,
    values: [id],
  });
  const [shipment] = await withParcels(db, rows);
  return shipment;
}

/** These shipments as they are now. */
export async function loadShipments(db: Queryable, ids: readonly string[]): Promise<ShipmentWithParcels[]> {
  const { rows } = await db.query<Shipment>({
    name: 'shipment.load',
    text: `SELECT ${COLUMNS} FROM shipments WHERE id = ANY($1::uuid[])`,
    values: [ids],
  });
  return withParcels(db, rows);
}

/** Stores where a locked shipment stands; `events` of it are told of now. */
export async function storeShipment(
  db: Queryable,
  { id, status, trackingNumber }: Pick<Shipment, 'id' | 'status' | 'trackingNumber'>,
  events: number,
): Promise<void> {
  await db.query({
    name: 'shipment.store',
    text: `UPDATE shipments SET status = $2, tracking_number = $3, version = version + $4,
             dispatched_at = coalesce(dispatched_at, CASE WHEN $2 = 'DISPATCHED' THEN now() END)
           WHERE id = $1`,
    values: [id, status, trackingNumber, events],
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
