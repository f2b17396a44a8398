import type { Address } from '#platform/subgraph/address.ts';
import { hasLeft, type Parcel, staysHere } from '../parcel/parcel.ts';

export type ShipmentStatus = 'REQUESTED' | 'BOOKED' | 'DISPATCHED' | 'FAILED' | 'CANCELLED';

/** What is sent to a customer for an order. */
export interface Shipment {
  id: string;
  orderId: string;
  customerId: string;
  address: Address;
  status: ShipmentStatus;
  /** Of the first parcel that was booked, or, once that is known, that has left. */
  trackingNumber: string | null;
  cancelRequested: boolean;
  /** Grows with every event. */
  version: number;
  createdAt: Date;
  /** When the last parcel that ever will had left. */
  dispatchedAt: Date | null;
}

export interface ShipmentWithParcels extends Shipment {
  parcels: readonly Parcel[];
}

/** Whether what has not left is to be stopped: at the customer's wish, or because a part of it stays here while nothing has left. */
export const isToBeStopped = ({ cancelRequested, parcels }: ShipmentWithParcels): boolean =>
  cancelRequested || (parcels.some(staysHere) && !parcels.some(hasLeft));

/** What the carrier is to be asked about a parcel that has not ended. */
export function nextQuestion(shipment: ShipmentWithParcels, parcel: Parcel): 'book' | 'cancel' | 'look' {
  if (hasLeft(parcel)) return 'look';
  if (isToBeStopped(shipment)) return 'cancel';
  return parcel.status === 'REQUESTED' ? 'book' : 'look';
}
