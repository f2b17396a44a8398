import { type Capping, type CartItem, MAX_LINES, MAX_QUANTITY } from './cart-items.ts';

export interface MergedItems {
  /** What the one cart holds then that it did not, or not so many of. */
  changed: CartItem[];
  leftOut: Capping[];
}

/** What comes of a cart when another one's items are put into it: quantities add up, as far as a cart can hold them. */
export function mergeItems(mine: readonly CartItem[], theirs: readonly CartItem[]): MergedItems {
  const held = new Map(mine.map((item) => [item.productId, item]));
  const merged: MergedItems = { changed: [], leftOut: [] };
  let lines = mine.length;
  for (const item of theirs) {
    const { productId } = item;
    const before = held.get(productId);
    if (before === undefined && lines === MAX_LINES) {
      merged.leftOut.push({ productId, leftOut: item.quantity });
      continue;
    }
    if (before === undefined) lines += 1;
    const wanted = (before?.quantity ?? 0) + item.quantity;
    const quantity = Math.min(wanted, MAX_QUANTITY);
    merged.changed.push({ ...(before ?? item), quantity });
    if (wanted > quantity) merged.leftOut.push({ productId, leftOut: wanted - quantity });
  }
  return merged;
}
