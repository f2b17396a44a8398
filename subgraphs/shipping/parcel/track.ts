import type { CarrierAnswer, TrackedStep } from '../carrier/carrier.ts';
import { hasEnded, type Parcel } from './parcel.ts';

export interface Tracking {
  parcel: Parcel;
  /** What is new. */
  steps: readonly TrackedStep[];
}

/**
 * What a carrier's answer makes of a parcel; undefined when it says nothing new. Answers may come twice and in any order: an
 * older one holds fewer of the same steps.
 */
export function track(parcel: Parcel, answer: CarrierAnswer): Tracking | undefined {
  if (hasEnded(parcel)) return undefined;
  const neverBooked = parcel.status === 'REQUESTED';
  switch (answer.state) {
    case 'tracked': {
      const steps = answer.tracking.filter(({ step }) => parcel.tracking.every((known) => known.step !== step));
      const last = steps.at(-1);
      if (last === undefined) return undefined;
      const { trackingNumber } = answer;
      const tracking = [...parcel.tracking, ...steps];
      return { parcel: { ...parcel, status: last.step, trackingNumber, tracking }, steps };
    }
    case 'undeliverable':
      return neverBooked ? { parcel: { ...parcel, status: 'FAILED' }, steps: [] } : undefined;
    case 'stopped':
      return neverBooked ? { parcel: { ...parcel, status: 'CANCELLED' }, steps: [] } : undefined;
    case 'unknown':
      return undefined;
  }
}
