import { describe, expect, it } from '@jest/globals';
import { evolve, fold } from '../order/evolve.ts';
import type { OrderEvent, StoredEvent } from '../order/order-events.ts';
import type { OrderState } from '../order/order-state.ts';
import { refundableMinor } from '../return/refund-amount.ts';
import { eur, kettle, placeOrder, today } from './given-order.ts';

const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** A completed order of 100,000.00 of which so many cents go back, one by one: every third fails, and a kettle comes back. */
function longStream(refunds: number): StoredEvent[] {
  const { type: _, ...placed } = placeOrder;
  const lines = [{ productId: kettle, quantity: 2, name: 'Kettle', unitPrice: eur('5000000') }];
  const events: OrderEvent[] = [
    { type: 'OrderPlaced', data: { ...placed, lines, total: eur('10000000') } },
    { type: 'StockReserved', data: { paymentSeconds: 900 } },
    { type: 'PaymentAuthorized', data: { paymentId: uuid(0) } },
    { type: 'ShipmentCompleted', data: { shipmentId: uuid(0), trackingNumber: 'T1' } },
    { type: 'PaymentCaptured', data: {} },
    {
      type: 'ItemsReturned',
      data: { returnId: uuid(0), lines: [{ productId: kettle, quantity: 1 }], amount: eur('5000000'), reason: 'r' },
    },
    { type: 'ItemsRestocked', data: { returnId: uuid(0) } },
  ];
  for (let n = 1; n <= refunds; n++) {
    const refundId = uuid(n);
    events.push({ type: 'RefundRequested', data: { refundId, amount: eur('1'), reason: 'r' } });
    if (n % 3 === 0) events.push({ type: 'PaymentRefundFailed', data: { refundId, reason: 'closed' } });
    if (n % 3 === 1) events.push({ type: 'PaymentRefunded', data: { refundId, amount: eur('1') } });
  }
  return events.map((event, index) => ({ version: index + 1, occurredAt: today, event }));
}

/** Event by event, each state on its own. */
const evolved = (events: readonly StoredEvent[]) =>
  events.reduce<OrderState | undefined>((state, { event, occurredAt }) => evolve(state, event, occurredAt), undefined);

describe('a long stream', () => {
  it('of a thousand events adds up to what they are one by one', () => {
    const events = longStream(600);
    expect(events.length).toBeGreaterThan(1_000);
    const state = fold(events);
    expect(state).toEqual(evolved(events));
    // 200 were paid, 200 are under way.
    expect(state && refundableMinor(state)).toBe(10_000_000n - 5_000_000n - 400n);
    expect(state?.refundsUnderWayMinor).toBe(5_000_000n + 200n);
  });

  it('is told event by event, with the order as it is then', () => {
    const events = longStream(30);
    const seen: unknown[] = [];
    fold(events, ({ version }, after, statusBefore) => seen.push([version, refundableMinor(after), statusBefore]));
    const states = events.map((_, index) => evolved(events.slice(0, index + 1)));
    const left = states.map((state) => state && refundableMinor(state));
    expect(seen).toEqual(events.map(({ version }, index) => [version, left[index], states[index - 1]?.status]));
  });

  it('costs as much as it is long: nothing that grows with it is copied at its events', () => {
    const held = new Set<unknown>();
    fold(longStream(600), (_, { refunds, restocked }) => held.add(refunds).add(restocked));
    expect(held.size).toBe(2);
  });

  it('leaves an order as it was for whoever holds it', () => {
    const events = longStream(10);
    const before = fold(events.slice(0, -1));
    const { refunds } = before ?? {};
    const known = new Map(refunds);
    const last = events.at(-1);
    if (before === undefined || last === undefined) throw new Error('no order');
    const after = evolve(before, last.event, today);
    expect(after.refunds).not.toEqual(known);
    expect(before.refunds).toEqual(known);
  });
});
