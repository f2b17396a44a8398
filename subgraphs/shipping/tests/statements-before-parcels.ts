import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '#platform/postgres/database.ts';

const COLUMNS = `id, order_id AS "orderId", customer_id AS "customerId", address, items, status,
  tracking_number AS "trackingNumber", cancel_requested AS "cancelRequested", version,
  created_at AS "createdAt", dispatched_at AS "dispatchedAt", asked`;

const ADD = `INSERT INTO shipments (id, order_id, customer_id, address, items, status, created_at, ask_at)
  VALUES ($1, $2, $3, $4, $5, 'REQUESTED', now(), now()) ON CONFLICT (order_id) DO NOTHING`;

const REQUEST_CANCELLATION = `UPDATE shipments SET cancel_requested = true, asked = 0,
    ask_at = CASE WHEN ask_at IS NULL THEN NULL ELSE now() END
  WHERE order_id = $1`;

const TAKE_DUE = `UPDATE shipments SET asked = asked + 1,
    ask_at = now() + make_interval(secs => greatest(4, least(60, 2 ^ least(asked, 6))))
  WHERE id IN (SELECT id FROM shipments WHERE ask_at <= now() ORDER BY ask_at LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING ${COLUMNS}`;

const LOCK = `SELECT ${COLUMNS} FROM shipments WHERE id = $1 FOR UPDATE`;

const STORE_PROGRESS = `UPDATE shipments SET status = $2, tracking_number = $3, version = version + $4, asked = 0,
    dispatched_at = CASE WHEN $2 = 'DISPATCHED' THEN now() END,
    ask_at = CASE WHEN $2 NOT IN ('BOOKED', 'REQUESTED') THEN NULL
                  WHEN cancel_requested THEN now() ELSE now() + interval '5 s' END
  WHERE id = $1`;

const FIND_BY_ORDERS = `SELECT ${COLUMNS} FROM shipments
  WHERE order_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR customer_id = $2)`;

const FIND = `SELECT ${COLUMNS} FROM shipments WHERE id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR customer_id = $2)`;

export interface OldShipment {
  id: string;
  orderId: string;
  items: unknown;
  status: string;
  cancelRequested: boolean;
}

/** Everything that the version before parcels asks of the database, as it asks it. */
export function statementsBeforeParcels(db: Queryable) {
  const shipments = async (text: string, ...values: unknown[]) => (await db.query<OldShipment>({ text, values })).rows;
  return {
    /** Takes in a new order, to be sent to this postal code. */
    async add(postalCode: string): Promise<{ id: string; orderId: string; customerId: string }> {
      const order = { id: uuidv7(), orderId: uuidv7(), customerId: uuidv7() };
      const address = { name: 'Ada', street: 'Ring 1', city: 'Wien', postalCode, country: 'AT' };
      const items = [{ description: 'Lamp', quantity: 25 }];
      const values = [order.id, order.orderId, order.customerId, JSON.stringify(address), JSON.stringify(items)];
      await db.query({ text: ADD, values });
      return order;
    },
    requestCancellation: (orderId: string) => db.query({ text: REQUEST_CANCELLATION, values: [orderId] }),
    takeDue: () => shipments(TAKE_DUE, 20),
    lock: (id: string) => shipments(LOCK, id),
    storeProgress: (id: string, status: string, trackingNumber: string | null, events: number) =>
      db.query({ text: STORE_PROGRESS, values: [id, status, trackingNumber, events] }),
    findByOrders: (orderId: string) => shipments(FIND_BY_ORDERS, [orderId], null),
    find: (id: string) => shipments(FIND, [id], null),
  };
}
