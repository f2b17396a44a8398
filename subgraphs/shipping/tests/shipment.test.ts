import { describe, expect, it } from '@jest/globals';
import type { CarrierAnswer } from '../carrier/carrier.ts';
import { progress, type ShipmentNews } from '../shipment/progress.ts';
import { nextQuestion, type ShipmentWithParcels } from '../shipment/shipment.ts';
import { AT, lamps, productId, requestedParcel, requestedShipment, tracked } from './given-shipment.ts';

type Heard = [parcel: number, answer: CarrierAnswer];

/** What is made of a shipment by answers about its parcels, counted from 1, one after the other. */
function hearing(shipment: ShipmentWithParcels, ...heard: Heard[]) {
  let state = shipment;
  const news: ShipmentNews[] = [];
  const stops: boolean[] = [];
  for (const [parcel, answer] of heard) {
    const change = progress(state, state.parcels[parcel - 1]?.id ?? '', answer);
    stops.push(change?.stops ?? false);
    state = change?.shipment ?? state;
    news.push(...(change?.news ?? []));
  }
  const questions = state.parcels.map((parcel) => nextQuestion(state, parcel));
  const kinds = news.map((item) => (item.kind === 'tracked' ? item.step : item.kind));
  return { state, news, kinds, stops, questions };
}

const single = requestedShipment();
const triple = requestedShipment([
  requestedParcel(1, [lamps(20, 1)]),
  requestedParcel(2, [lamps(15, 1), lamps(5, 2)]),
  requestedParcel(3, [lamps(2, 2)]),
]);
const booked: Heard[] = [
  [1, tracked('T1', 'BOOKED')],
  [2, tracked('T2', 'BOOKED')],
  [3, tracked('T3', 'BOOKED')],
];
const undeliverable: CarrierAnswer = { state: 'undeliverable' };
const stopped: CarrierAnswer = { state: 'stopped' };

describe('a shipment of one parcel', () => {
  it('is booked, leaves, and is tracked to the door', () => {
    expect(hearing(single).questions).toEqual(['book']);
    const first = hearing(single, [1, tracked('T1', 'BOOKED')]);
    expect(first.questions).toEqual(['look']);
    expect(first.state).toMatchObject({ status: 'BOOKED', trackingNumber: 'T1' });
    expect(first.news).toEqual([
      { kind: 'initiated', trackingNumber: 'T1' },
      { kind: 'tracked', parcelId: single.parcels[0]?.id, trackingNumber: 'T1', step: 'BOOKED', at: AT },
    ]);
    const left = hearing(first.state, [1, tracked('T1', 'BOOKED', 'DISPATCHED')]);
    expect(left.kinds).toEqual(['DISPATCHED', 'completed']);
    expect(left.news.at(-1)).toEqual({ kind: 'completed', trackingNumber: 'T1', undelivered: [] });
    expect(left.state.status).toBe('DISPATCHED');
    const arrived = hearing(left.state, [1, tracked('T1', 'BOOKED', 'DISPATCHED', 'IN_TRANSIT', 'DELIVERED')]);
    expect(arrived.kinds).toEqual(['IN_TRANSIT', 'DELIVERED']);
    expect(arrived.state).toMatchObject({ status: 'DISPATCHED', parcels: [{ status: 'DELIVERED' }] });
  });

  it('tells of the booking first when it left before its booking was heard of', () => {
    const { kinds } = hearing(single, [1, tracked('T1', 'BOOKED', 'DISPATCHED')]);
    expect(kinds).toEqual(['initiated', 'BOOKED', 'DISPATCHED', 'completed']);
  });

  it('fails with the reason, and without a step where it was never booked', () => {
    expect(hearing(single, [1, undeliverable]).news).toEqual([{ kind: 'failed', reason: 'UNDELIVERABLE' }]);
    expect(hearing(single, [1, stopped]).news).toEqual([{ kind: 'failed', reason: 'CANCELLED' }]);
    const lost = hearing(single, [1, tracked('T1', 'BOOKED', 'FAILED')]);
    expect(lost.kinds).toEqual(['initiated', 'BOOKED', 'FAILED', 'failed']);
    expect(lost.state.status).toBe('FAILED');
    const cancelled = hearing(single, [1, tracked('T1', 'BOOKED', 'CANCELLED')]);
    expect(cancelled.news.at(-1)).toEqual({ kind: 'failed', reason: 'CANCELLED' });
    expect(cancelled.state.status).toBe('CANCELLED');
  });

  it('is complete once it has left, also when it is lost on its way', () => {
    const { kinds, state } = hearing(single, [1, tracked('T1', 'BOOKED', 'DISPATCHED', 'FAILED')]);
    expect(kinds).toEqual(['initiated', 'BOOKED', 'DISPATCHED', 'FAILED', 'completed']);
    expect(state.status).toBe('DISPATCHED');
  });

  it('takes nothing from answers that are repeated, late or about nothing', () => {
    const left = hearing(single, [1, tracked('T1', 'BOOKED', 'DISPATCHED')]).state;
    const late: Heard[] = [tracked('T1', 'BOOKED'), undeliverable, stopped, { state: 'unknown' } as const].map(
      (answer) => [1, answer],
    );
    expect(hearing(left, ...late)).toMatchObject({ news: [], state: left });
    const failed = hearing(single, [1, undeliverable]).state;
    expect(hearing(failed, [1, tracked('T1', 'BOOKED')], ...late)).toMatchObject({ news: [], state: failed });
    expect(progress(single, 'somebody else’s', undeliverable)).toBeUndefined();
  });

  it('is stopped when its customer wants that', () => {
    expect(hearing({ ...single, cancelRequested: true }).questions).toEqual(['cancel']);
    const left = hearing(single, [1, tracked('T1', 'BOOKED', 'DISPATCHED')]).state;
    expect(hearing({ ...left, cancelRequested: true }).questions).toEqual(['look']);
  });
});

describe('a shipment of several parcels', () => {
  it('is initiated once, and complete when the last has left', () => {
    const left: Heard[] = [1, 2, 3].map((n) => [n, tracked(`T${n}`, 'BOOKED', 'DISPATCHED')]);
    const { kinds, news } = hearing(triple, ...booked, ...left);
    expect(kinds).toEqual([
      ...['initiated', 'BOOKED', 'BOOKED', 'BOOKED'],
      ...['DISPATCHED', 'DISPATCHED', 'DISPATCHED', 'completed'],
    ]);
    expect(news.at(-1)).toEqual({ kind: 'completed', trackingNumber: 'T1', undelivered: [] });
  });

  it('stops its other parcels when one fails while none has left', () => {
    const { stops, questions, state } = hearing(triple, ...booked, [2, tracked('T2', 'BOOKED', 'FAILED')]);
    expect(stops).toEqual([false, false, false, true]);
    expect([questions[0], questions[2]]).toEqual(['cancel', 'cancel']);
    const end = hearing(state, [1, tracked('T1', 'BOOKED', 'CANCELLED')], [3, tracked('T3', 'BOOKED', 'CANCELLED')]);
    expect(end.kinds).toEqual(['CANCELLED', 'CANCELLED', 'failed']);
    expect(end.stops).toEqual([false, false]);
    expect(end.news.at(-1)).toEqual({ kind: 'failed', reason: 'UNDELIVERABLE' });
  });

  it('is partial when a part fails after another has left', () => {
    const { stops, news, state } = hearing(
      triple,
      [2, tracked('T2', 'BOOKED', 'DISPATCHED')],
      [1, undeliverable],
      [3, tracked('T3', 'BOOKED', 'FAILED')],
    );
    expect(stops).toEqual([false, false, false]);
    const undelivered = [
      { productId: productId(1), quantity: 20 },
      { productId: productId(2), quantity: 2 },
    ];
    expect(news.at(-1)).toEqual({ kind: 'completed', trackingNumber: 'T2', undelivered });
    expect(state).toMatchObject({ status: 'DISPATCHED', trackingNumber: 'T2' });
  });

  it('is partial when a part had left before it could be stopped', () => {
    const { news } = hearing(
      triple,
      ...booked,
      [1, tracked('T1', 'BOOKED', 'FAILED')],
      [2, tracked('T2', 'BOOKED', 'CANCELLED')],
      [3, tracked('T3', 'BOOKED', 'DISPATCHED')],
    );
    const undelivered = [
      { productId: productId(1), quantity: 35 },
      { productId: productId(2), quantity: 5 },
    ];
    expect(news.at(-1)).toEqual({ kind: 'completed', trackingNumber: 'T3', undelivered });
  });

  it('stops at its customer’s wish all that have not left', () => {
    const { state } = hearing(triple, ...booked, [1, tracked('T1', 'BOOKED', 'DISPATCHED')]);
    const cancelling = hearing({ ...state, cancelRequested: true });
    expect(cancelling.questions).toEqual(['look', 'cancel', 'cancel']);
    const { news } = hearing(
      { ...hearing(triple, ...booked).state, cancelRequested: true },
      ...booked.map(([n]): Heard => [n, tracked(`T${n}`, 'BOOKED', 'CANCELLED')]),
    );
    expect(news.at(-1)).toEqual({ kind: 'failed', reason: 'CANCELLED' });
  });
});
