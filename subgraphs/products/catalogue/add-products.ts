import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../messaging/publishes.ts';
import { recordMovements } from '../stock/record-movements.ts';
import { changeStock, insertStock } from '../stock/stock-repository.ts';
import { insertProducts, type NewProduct } from './product-repository.ts';

/**
 * Puts products into the catalogue and their first units on the shelf.
 *
 * @returns those that were added; a product whose id or slug is there already is passed over
 */
export async function addProducts<Product extends NewProduct & { initialStock: number }>(
  tx: Transaction,
  outbox: Outbox,
  products: readonly Product[],
): Promise<Product[]> {
  const inserted = new Set(await insertProducts(tx, products));
  const added = products.filter(({ id }) => inserted.has(id));
  await insertStock(tx, [...inserted]);
  const stocked = added.filter(({ initialStock }) => initialStock > 0);
  const units = stocked.map(({ id, initialStock }) => ({ productId: id, delta: initialStock }));
  const levels = await changeStock(
    tx,
    units.map(({ productId, delta }) => ({ productId, available: delta })),
  );
  await recordMovements(tx, units, 'initial stock');
  await outbox.append(tx, [
    ...added.map((product) => publishes.productCreated(product, 1)),
    ...levels.map((level) => publishes.stockChanged(level)),
  ]);
  return added;
}
