import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '#platform/postgres/database.ts';

/** A change of what is available, and why. */
export interface StockMovement {
  productId: string;
  delta: number;
}

/** Writes down why the available stock changed; `orderId` where an order was the cause. */
export async function recordMovements(
  tx: Transaction,
  movements: readonly StockMovement[],
  reason: string,
  orderId: string | null = null,
): Promise<void> {
  await tx.query({
    name: 'stock-movements.insert',
    text: `INSERT INTO stock_movements (id, product_id, delta, reason, order_id)
           SELECT m.id, m.product_id, m.delta, $4, $5
           FROM unnest($1::uuid[], $2::uuid[], $3::integer[]) AS m (id, product_id, delta)
           WHERE m.delta <> 0`,
    values: [
      movements.map(() => uuidv7()),
      movements.map(({ productId }) => productId),
      movements.map(({ delta }) => delta),
      reason,
      orderId,
    ],
  });
}
