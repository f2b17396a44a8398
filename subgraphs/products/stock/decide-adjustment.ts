/** Most units of one product that were ever stocked: PostgreSQL's and GraphQL's integers end at 2,147,483,647. */
export const MAX_STOCKED = 2_000_000_000;

export type AdjustmentDecision =
  | { kind: 'adjust' }
  | { kind: 'insufficient'; available: number }
  | { kind: 'too-many' };

/** Whether `delta` may be added to what is available: units that are held or sold cannot be taken away. */
export function decideAdjustment(
  stock: { available: number; reserved: number; sold: number },
  delta: number,
): AdjustmentDecision {
  if (stock.available + delta < 0) return { kind: 'insufficient', available: stock.available };
  const stocked = stock.available + stock.reserved + stock.sold + delta;
  return stocked > MAX_STOCKED ? { kind: 'too-many' } : { kind: 'adjust' };
}
