import type { ParcelItem } from './parcel.ts';

/** So that no order, however large, becomes more than these; its parcels are larger then. */
const MAX_PARCELS = 50;

/**
 * Packs an order's items, in their order, into parcels of at most `maxUnits` units each. Items whose product is not known
 * could not be given back one by one, and go as one parcel.
 */
export function splitIntoParcels(items: readonly ParcelItem[], maxUnits: number): ParcelItem[][] {
  if (items.some(({ productId }) => productId === undefined)) return [[...items]];
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  const room = Math.max(maxUnits, Math.ceil(units / MAX_PARCELS));

  const parcels: ParcelItem[][] = [];
  let parcel: ParcelItem[] = [];
  let left = 0;
  for (const item of items) {
    for (let unpacked = item.quantity; unpacked > 0; ) {
      if (left === 0) {
        parcel = [];
        parcels.push(parcel);
        left = room;
      }
      const quantity = Math.min(unpacked, left);
      parcel.push({ ...item, quantity });
      unpacked -= quantity;
      left -= quantity;
    }
  }
  return parcels;
}
