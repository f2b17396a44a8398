import type { CarrierAnswer, Step } from '../carrier/carrier.ts';
import type { Parcel, ParcelItem } from '../parcel/parcel.ts';
import type { ShipmentWithParcels } from '../shipment/shipment.ts';

const ids = (kind: string, n: number) => `01900000-0000-7000-8000-${kind}${String(n).padStart(11, '0')}`;

export const productId = (n: number): string => ids('a', n);

/** A parcel that the carrier was not told of yet. */
export const requestedParcel = (n: number, items: readonly ParcelItem[] = [lamps(2)]): Parcel => ({
  id: ids('b', n),
  shipmentId: ids('c', 1),
  items,
  status: 'REQUESTED',
  trackingNumber: null,
  tracking: [],
});

export const lamps = (quantity: number, product = 1): ParcelItem => ({
  productId: productId(product),
  description: 'Lamp',
  quantity,
});

/** A shipment that the carrier was not told of yet. */
export const requestedShipment = (parcels: readonly Parcel[] = [requestedParcel(1)]): ShipmentWithParcels => ({
  id: ids('c', 1),
  orderId: ids('c', 2),
  customerId: ids('c', 3),
  address: { name: 'Ada', street: 'Ring 1', city: 'Wien', state: undefined, postalCode: '1010', country: 'AT' },
  status: 'REQUESTED',
  trackingNumber: null,
  cancelRequested: false,
  version: 0,
  createdAt: new Date(0),
  dispatchedAt: null,
  parcels,
});

export const AT = '2026-01-01T00:00:00.000Z';

/** The carrier's answer about a parcel that has taken these steps. */
export const tracked = (trackingNumber: string, ...steps: Step[]): CarrierAnswer => ({
  state: 'tracked',
  trackingNumber,
  tracking: steps.map((step) => ({ step, at: AT })),
});
