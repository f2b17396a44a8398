import { hasLeft, type Parcel, staysHere } from '../parcel/parcel.ts';

export type Outcome =
  | { kind: 'completed'; trackingNumber: string; undelivered: { productId: string; quantity: number }[] }
  | { kind: 'failed'; reason: 'UNDELIVERABLE' | 'CANCELLED' };

/** How many of each product is in these parcels. */
function contentOf(parcels: readonly Parcel[]): { productId: string; quantity: number }[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of parcels.flatMap(({ items }) => items)) {
    if (productId !== undefined) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  }
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}

/** How a shipment ends; undefined while a parcel may still leave or not. */
export function outcomeOf(parcels: readonly Parcel[]): Outcome | undefined {
  if (!parcels.every((parcel) => hasLeft(parcel) || staysHere(parcel))) return undefined;
  const staying = parcels.filter(staysHere);
  const trackingNumber = parcels.find(hasLeft)?.trackingNumber;
  if (typeof trackingNumber === 'string') {
    return { kind: 'completed', trackingNumber, undelivered: contentOf(staying) };
  }
  const failed = staying.some(({ status }) => status === 'FAILED');
  return { kind: 'failed', reason: failed ? 'UNDELIVERABLE' : 'CANCELLED' };
}
