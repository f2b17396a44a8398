import type { Queryable } from '#platform/postgres/database.ts';
import { writeReturnProjection } from '../return/return-read-model.ts';
import type { Projection } from './project.ts';

async function insertOrder(
  db: Queryable,
  orderId: string,
  { version, customerId, status, paymentStatus }: Projection,
  placed: NonNullable<Projection['placed']>,
): Promise<void> {
  const { lines, total, breakdown, shippingAddress, placedAt } = placed;
  await db.query({
    name: 'order.insert',
    text: `INSERT INTO orders (id, customer_id, status, payment_status, total_minor, currency, shipping_address,
             placed_at, version, breakdown)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      orderId,
      customerId,
      status,
      paymentStatus,
      total.amountMinor,
      total.currency,
      JSON.stringify(shippingAddress),
      placedAt,
      version,
      breakdown === undefined ? null : JSON.stringify(breakdown),
    ],
  });
  await db.query({
    name: 'order.insert-items',
    text: `INSERT INTO order_items (order_id, position, product_id, name, quantity, unit_price_minor, currency)
           SELECT $1, * FROM unnest($2::integer[], $3::uuid[], $4::text[], $5::integer[], $6::bigint[], $7::text[])`,
    values: [
      orderId,
      lines.map((_, position) => position),
      lines.map(({ productId }) => productId),
      lines.map(({ name }) => name),
      lines.map(({ quantity }) => quantity),
      lines.map(({ unitPrice }) => unitPrice.amountMinor),
      lines.map(({ unitPrice }) => unitPrice.currency),
    ],
  });
}

/** Writes what an event changes in the read model; in the transaction in which the event is appended. */
export async function writeProjection(db: Queryable, orderId: string, projection: Projection): Promise<void> {
  const { version, customerId, status, paymentStatus, paymentDueAt, refundableMinor, placed, statusChange } =
    projection;
  if (placed !== undefined) {
    await insertOrder(db, orderId, projection, placed);
  } else {
    await db.query({
      name: 'order.update',
      text: `UPDATE orders SET customer_id = $2, status = $3, payment_status = $4, payment_due_at = $5,
               refundable_minor = $6, version = $7
             WHERE id = $1`,
      values: [orderId, customerId, status, paymentStatus, paymentDueAt, refundableMinor, version],
    });
  }
  await writeReturnProjection(db, orderId, projection);
  if (statusChange === undefined) return;
  await db.query({
    name: 'order.insert-status-change',
    text: `INSERT INTO order_history (order_id, version, status, at, reason) VALUES ($1, $2, $3, $4, $5)`,
    values: [orderId, version, statusChange.status, statusChange.at, statusChange.reason],
  });
}
