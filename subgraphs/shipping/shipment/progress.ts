import type { CarrierAnswer, TrackedStep } from '../carrier/carrier.ts';
import type { Parcel } from '../parcel/parcel.ts';
import { track } from '../parcel/track.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { isToBeStopped, type ShipmentStatus, type ShipmentWithParcels } from './shipment.ts';

export type ShipmentNews =
  | { kind: 'initiated'; trackingNumber: string }
  | ({ kind: 'tracked'; parcelId: string; trackingNumber: string } & TrackedStep)
  | Outcome;

export interface Progress {
  shipment: ShipmentWithParcels;
  /** The parcel that the answer was about. */
  parcel: Parcel;
  /** In the order in which they are told. */
  news: readonly ShipmentNews[];
  /** Whether the parcels that have not left are to be stopped from now on. */
  stops: boolean;
}

function statusAfter({ kind, ...outcome }: Outcome): ShipmentStatus {
  if (kind === 'completed') return 'DISPATCHED';
  return 'reason' in outcome && outcome.reason === 'CANCELLED' ? 'CANCELLED' : 'FAILED';
}

/** What a carrier's answer about a parcel makes of its shipment; undefined when it says nothing new. */
export function progress(before: ShipmentWithParcels, parcelId: string, answer: CarrierAnswer): Progress | undefined {
  const known = before.parcels.find(({ id }) => id === parcelId);
  const tracked = known && track(known, answer);
  if (tracked === undefined) return undefined;
  const { parcel, steps } = tracked;
  const { trackingNumber } = parcel;
  const parcels = before.parcels.map((other) => (other.id === parcelId ? parcel : other));
  const news: ShipmentNews[] = [];
  let shipment: ShipmentWithParcels = { ...before, parcels };

  if (shipment.status === 'REQUESTED' && trackingNumber !== null) {
    shipment = { ...shipment, status: 'BOOKED', trackingNumber };
    news.push({ kind: 'initiated', trackingNumber });
  }
  if (trackingNumber !== null) {
    news.push(...steps.map((step) => ({ kind: 'tracked' as const, parcelId, trackingNumber, ...step })));
  }
  const isOpen = shipment.status === 'REQUESTED' || shipment.status === 'BOOKED';
  const outcome = isOpen ? outcomeOf(parcels) : undefined;
  if (outcome !== undefined) {
    shipment = { ...shipment, status: statusAfter(outcome) };
    if (outcome.kind === 'completed') shipment = { ...shipment, trackingNumber: outcome.trackingNumber };
    news.push(outcome);
  }
  return { shipment, parcel, news, stops: isToBeStopped(shipment) && !isToBeStopped(before) };
}
