import type { DataOf } from '#contracts/message-contract.ts';
import type { orderAttached } from '#contracts/orders.ts';
import type { Transaction } from '#platform/postgres/database.ts';

/**
 * Makes an order's payments another customer's. An idempotency key that this one has used, too, is told apart by the
 * payment's id: it goes on standing for the payment that the customer made under it.
 */
export async function attachOrderPayment(
  tx: Transaction,
  { orderId, customerId, formerCustomerId }: DataOf<typeof orderAttached>,
): Promise<void> {
  const values = [orderId, customerId, formerCustomerId];
  await tx.query({
    name: 'order-payment.attach',
    text: 'UPDATE order_payments SET customer_id = $2 WHERE order_id = $1 AND customer_id = $3',
    values,
  });
  await tx.query({
    name: 'order-payment.attach-early-end',
    text: 'UPDATE early_voids SET customer_id = $2 WHERE order_id = $1 AND customer_id = $3',
    values,
  });
  await tx.query({
    name: 'payment.attach',
    text: `UPDATE payments SET customer_id = $2, idempotency_key = CASE
             WHEN EXISTS (SELECT FROM payments AS own
                          WHERE own.customer_id = $2 AND own.idempotency_key = payments.idempotency_key)
             THEN idempotency_key || ' ' || id ELSE idempotency_key END
           WHERE order_id = $1 AND customer_id = $3`,
    values,
  });
}
