import { describe, expect, it } from '@jest/globals';
import { nextQuestion, progress, type Shipment } from '../shipment/shipment.ts';

const requested: Shipment = {
  id: '01900000-0000-7000-8000-000000000001',
  orderId: '01900000-0000-7000-8000-000000000002',
  customerId: '01900000-0000-7000-8000-000000000003',
  address: { name: 'Ada', street: 'Ring 1', city: 'Wien', state: undefined, postalCode: '1010', country: 'AT' },
  items: [{ description: 'Lamp', quantity: 1 }],
  status: 'REQUESTED',
  trackingNumber: null,
  cancelRequested: false,
  version: 0,
  createdAt: new Date(0),
  dispatchedAt: null,
  asked: 0,
};
const booked: Shipment = { ...requested, status: 'BOOKED', trackingNumber: 'AGX1', version: 1 };

describe('nextQuestion', () => {
  it('books what is requested, looks after what is booked, and stops either when asked to', () => {
    expect(nextQuestion(requested)).toBe('book');
    expect(nextQuestion(booked)).toBe('look');
    expect(nextQuestion({ ...requested, cancelRequested: true })).toBe('cancel');
    expect(nextQuestion({ ...booked, cancelRequested: true })).toBe('cancel');
  });
});

describe('progress', () => {
  it('goes from requested over booked to dispatched, with an event a step', () => {
    expect(progress(requested, { state: 'booked', trackingNumber: 'AGX1' })).toEqual({
      status: 'BOOKED',
      trackingNumber: 'AGX1',
      news: [{ kind: 'initiated', trackingNumber: 'AGX1' }],
    });
    expect(progress(booked, { state: 'dispatched', trackingNumber: 'AGX1' })).toEqual({
      status: 'DISPATCHED',
      trackingNumber: 'AGX1',
      news: [{ kind: 'completed', trackingNumber: 'AGX1' }],
    });
  });

  it('tells of the booking first when the parcel left before its booking was heard of', () => {
    const { news } = progress(requested, { state: 'dispatched', trackingNumber: 'AGX1' });
    expect(news.map(({ kind }) => kind)).toEqual(['initiated', 'completed']);
  });

  it('fails with the reason', () => {
    expect(progress(requested, { state: 'undeliverable' }).news).toEqual([{ kind: 'failed', reason: 'UNDELIVERABLE' }]);
    expect(progress(booked, { state: 'cancelled' }).news).toEqual([{ kind: 'failed', reason: 'CANCELLED' }]);
  });

  it.each(['DISPATCHED', 'FAILED', 'CANCELLED'] as const)('never changes what is %s', (status) => {
    const ended = { ...booked, status };
    for (const state of ['booked', 'dispatched', 'undeliverable', 'cancelled', 'unknown'] as const) {
      expect(progress(ended, { state, trackingNumber: 'AGX2' })).toEqual({ status, trackingNumber: 'AGX1', news: [] });
    }
  });

  it('takes a repeated answer for nothing new', () => {
    expect(progress(booked, { state: 'booked', trackingNumber: 'AGX1' }).news).toEqual([]);
  });
});
