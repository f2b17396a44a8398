import type { CarrierAnswer, Parcel } from '../carrier/carrier.ts';

export type ShipmentStatus = 'REQUESTED' | 'BOOKED' | 'DISPATCHED' | 'FAILED' | 'CANCELLED';

/** The parcel of an order. */
export interface Shipment extends Parcel {
  id: string;
  orderId: string;
  customerId: string;
  status: ShipmentStatus;
  trackingNumber: string | null;
  cancelRequested: boolean;
  /** Grows with every event. */
  version: number;
  createdAt: Date;
  dispatchedAt: Date | null;
  /** How often the carrier has been asked since the last change. */
  asked: number;
}

/** What the carrier is to be asked about a shipment that has not ended. */
export function nextQuestion({ cancelRequested, status }: Shipment): 'book' | 'cancel' | 'look' {
  if (cancelRequested) return 'cancel';
  return status === 'REQUESTED' ? 'book' : 'look';
}

export type ShipmentNews =
  | { kind: 'initiated'; trackingNumber: string }
  | { kind: 'completed'; trackingNumber: string }
  | { kind: 'failed'; reason: 'UNDELIVERABLE' | 'CANCELLED' };

export interface Progress {
  status: ShipmentStatus;
  trackingNumber: string | null;
  news: readonly ShipmentNews[];
}

/** What a carrier's answer makes of a shipment. An answer that says nothing new, or comes too late, changes nothing. */
export function progress(shipment: Shipment, answer: CarrierAnswer): Progress {
  const { status, trackingNumber } = shipment;
  const same: Progress = { status, trackingNumber, news: [] };
  if (status !== 'REQUESTED' && status !== 'BOOKED') return same;
  switch (answer.state) {
    case 'booked':
      if (status === 'BOOKED') return same;
      return {
        status: 'BOOKED',
        trackingNumber: answer.trackingNumber,
        news: [{ kind: 'initiated', trackingNumber: answer.trackingNumber }],
      };
    case 'dispatched': {
      const completed: ShipmentNews = { kind: 'completed', trackingNumber: answer.trackingNumber };
      // A parcel can leave before we hear of its booking.
      const initiated: ShipmentNews = { kind: 'initiated', trackingNumber: answer.trackingNumber };
      return {
        status: 'DISPATCHED',
        trackingNumber: answer.trackingNumber,
        news: status === 'REQUESTED' ? [initiated, completed] : [completed],
      };
    }
    case 'undeliverable':
      return { status: 'FAILED', trackingNumber, news: [{ kind: 'failed', reason: 'UNDELIVERABLE' }] };
    case 'cancelled':
      return { status: 'CANCELLED', trackingNumber, news: [{ kind: 'failed', reason: 'CANCELLED' }] };
    case 'unknown':
      return same;
  }
}
