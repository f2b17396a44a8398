import type { Step, TrackedStep } from '../carrier/carrier.ts';

export type ParcelStatus = 'REQUESTED' | Step;

export interface ParcelItem {
  /** Absent in shipments from before there were several parcels: such a shipment is one parcel. */
  productId?: string | undefined;
  description: string;
  quantity: number;
}

export interface Parcel {
  /** Also what the carrier knows it by: booking it again books nothing. */
  id: string;
  shipmentId: string;
  items: readonly ParcelItem[];
  status: ParcelStatus;
  /** Null for what was never booked. */
  trackingNumber: string | null;
  /** Oldest first. */
  tracking: readonly TrackedStep[];
}

const ON_ITS_WAY: ReadonlySet<Step> = new Set(['DISPATCHED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED']);
const LAST: ReadonlySet<ParcelStatus> = new Set(['DELIVERED', 'FAILED', 'CANCELLED']);

/** Whether it has left the house and cannot be stopped, wherever it is by now. */
export const hasLeft = ({ tracking }: Parcel): boolean => tracking.some(({ step }) => ON_ITS_WAY.has(step));

/** Whether nothing more can be heard of it. */
export const hasEnded = ({ status }: Parcel): boolean => LAST.has(status);

/** Whether it will never leave. */
export const staysHere = (parcel: Parcel): boolean => hasEnded(parcel) && !hasLeft(parcel);
