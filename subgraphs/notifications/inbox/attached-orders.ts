import type { DataOf } from '#contracts/message-contract.ts';
import type { orderAttached } from '#contracts/orders.ts';
import type { Queryable, Transaction } from '#platform/postgres/database.ts';

/** Gives an order's notifications to its new customer, those to come as well. */
export async function attachOrder(
  tx: Transaction,
  { orderId, customerId, formerCustomerId }: DataOf<typeof orderAttached>,
): Promise<void> {
  await tx.query({
    name: 'attached-orders.keep',
    text: `INSERT INTO attached_orders (order_id, customer_id) VALUES ($1, $2)
           ON CONFLICT (order_id) DO UPDATE SET customer_id = excluded.customer_id`,
    values: [orderId, customerId],
  });
  await tx.query({
    name: 'attached-orders.move-notifications',
    text: `UPDATE notifications SET user_id = $2 WHERE order_id = $1 AND user_id = $3`,
    values: [orderId, customerId, formerCustomerId],
  });
}

/** Whom an order was attached to; undefined when it belongs to who placed it. */
export async function findNewCustomer(db: Queryable, orderId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ customerId: string }>({
    name: 'attached-orders.find',
    text: `SELECT customer_id AS "customerId" FROM attached_orders WHERE order_id = $1`,
    values: [orderId],
  });
  return rows[0]?.customerId;
}
