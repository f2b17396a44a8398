import type { Transaction } from '#platform/postgres/database.ts';
import type { StockChange, StockLevel } from './stock-level.ts';

interface StockRow {
  product_id: string;
  available: number;
  reserved: number;
  sold: number;
  version: number;
}

const toStockLevel = ({ product_id, ...counts }: StockRow): StockLevel => ({ productId: product_id, ...counts });

/** Stock of these products until the end of the transaction. Everybody locks by rising id, so nobody waits in a circle. */
export async function lockStock(tx: Transaction, productIds: readonly string[]): Promise<StockLevel[]> {
  const { rows } = await tx.query<StockRow>({
    name: 'stock.lock',
    text: `SELECT product_id, available, reserved, sold, version FROM stock
           WHERE product_id = ANY($1::uuid[]) ORDER BY product_id FOR NO KEY UPDATE`,
    values: [productIds],
  });
  return rows.map(toStockLevel);
}

/**
 * Changes the stock of locked products, one change each, and gives it as it is now.
 *
 * @throws Error when a count would fall below zero: the caller decided without the lock
 */
export async function changeStock(tx: Transaction, changes: readonly StockChange[]): Promise<StockLevel[]> {
  const { rows } = await tx.query<StockRow>({
    name: 'stock.change',
    text: `UPDATE stock s
           SET available = s.available + c.available, reserved = s.reserved + c.reserved, sold = s.sold + c.sold,
               stocked = s.stocked + c.available + c.reserved + c.sold, version = s.version + 1
           FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::integer[])
             AS c (product_id, available, reserved, sold)
           WHERE s.product_id = c.product_id
             AND s.available + c.available >= 0 AND s.reserved + c.reserved >= 0 AND s.sold + c.sold >= 0
           RETURNING s.product_id, s.available, s.reserved, s.sold, s.version`,
    values: [
      changes.map(({ productId }) => productId),
      changes.map(({ available = 0 }) => available),
      changes.map(({ reserved = 0 }) => reserved),
      changes.map(({ sold = 0 }) => sold),
    ],
  });
  if (rows.length !== changes.length) throw new Error('stock cannot change so: a count would fall below zero');
  return rows.map(toStockLevel);
}

/** Takes the next version of a product for an event that leaves its stock alone. */
export async function nextVersion(tx: Transaction, productId: string): Promise<number> {
  const { rows } = await tx.query<{ version: number }>({
    name: 'stock.next-version',
    text: `UPDATE stock SET version = version + 1 WHERE product_id = $1 RETURNING version`,
    values: [productId],
  });
  const version = rows[0]?.version;
  if (version === undefined) throw new Error(`product ${productId} has no stock`);
  return version;
}

/** Gives new products their stock: none yet, at version 1. */
export async function insertStock(tx: Transaction, productIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'stock.insert',
    text: `INSERT INTO stock (product_id, available, stocked) SELECT id, 0, 0 FROM unnest($1::uuid[]) AS id`,
    values: [productIds],
  });
}
