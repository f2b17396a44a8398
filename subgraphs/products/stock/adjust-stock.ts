import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../messaging/publishes.ts';
import { decideAdjustment } from './decide-adjustment.ts';
import { recordMovements } from './record-movements.ts';
import { changeStock, lockStock } from './stock-repository.ts';

export interface AdjustStock {
  productId: string;
  /** Units added to what is available. */
  delta: number;
  reason: string;
}

export type StockAdjustment =
  | { kind: 'adjusted' }
  | { kind: 'not-found' }
  | { kind: 'insufficient'; available: number }
  | { kind: 'too-many' };

/** Puts units on the shelf or takes them away, within the caller's transaction. */
export async function adjustStock(
  tx: Transaction,
  outbox: Outbox,
  { productId, delta, reason }: AdjustStock,
): Promise<StockAdjustment> {
  const [stock] = await lockStock(tx, [productId]);
  if (stock === undefined) return { kind: 'not-found' };
  const decision = decideAdjustment(stock, delta);
  if (decision.kind !== 'adjust') return decision;
  const changed = await changeStock(tx, [{ productId, available: delta }]);
  await recordMovements(tx, [{ productId, delta }], reason);
  await outbox.append(
    tx,
    changed.map((level) => publishes.stockChanged(level)),
  );
  return { kind: 'adjusted' };
}
