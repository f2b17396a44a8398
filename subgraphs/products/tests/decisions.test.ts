import { describe, expect, it } from '@jest/globals';
import { decideUpdate } from '../catalogue/decide-update.ts';
import { decideAdjustment, MAX_STOCKED } from '../stock/decide-adjustment.ts';
import {
  answerAgain,
  decideCommit,
  decideRelease,
  findShortages,
  linesByProduct,
} from '../stock/reservation/decide.ts';
import { decideReturn } from '../stock/reservation/decide-return.ts';
import type { Reservation, ReservationStatus } from '../stock/reservation/reservation.ts';

const known = (status: ReservationStatus, version = 1): Reservation => ({
  orderId: 'o',
  status,
  version,
  shortages: [],
});

describe('reservations', () => {
  it('adds up lines of one product and orders them by id', () => {
    const lines = [
      { productId: 'b', quantity: 1 },
      { productId: 'a', quantity: 2 },
      { productId: 'B', quantity: 3 },
    ];
    expect(linesByProduct(lines)).toEqual([
      { productId: 'a', quantity: 2 },
      { productId: 'b', quantity: 4 },
    ]);
  });

  it('are short where too little is available, or nothing is known', () => {
    const lines = [
      { productId: 'a', quantity: 2 },
      { productId: 'b', quantity: 2 },
      { productId: 'c', quantity: 1 },
    ];
    const stock = [
      { productId: 'a', available: 2 },
      { productId: 'b', available: 1 },
    ];
    expect(findShortages(lines, stock)).toEqual([
      { productId: 'b', requested: 2, available: 1 },
      { productId: 'c', requested: 1, available: 0 },
    ]);
  });

  it('answer a repeated command as the first time, and never grant a released order', () => {
    const shortages = [{ productId: 'a', requested: 2, available: 1 }];
    expect(answerAgain(known('HELD'))).toEqual({ kind: 'reserved', version: 1 });
    expect(answerAgain(known('COMMITTED', 2))).toEqual({ kind: 'reserved', version: 1 });
    expect(answerAgain({ ...known('REFUSED'), shortages })).toEqual({ kind: 'failed', shortages, version: 1 });
    expect(answerAgain(known('RELEASED', 2))).toEqual({ kind: 'failed', shortages: [], version: 3 });
  });

  it('take back what has left and is not back yet, and nothing else', () => {
    const committed = [
      { productId: 'a', quantity: 3, returned: 1 },
      { productId: 'b', quantity: 1, returned: 1 },
    ];
    const kindOf = (productId: string, quantity: number, status: ReservationStatus | undefined = 'COMMITTED') =>
      decideReturn(known(status), committed, [{ productId, quantity }]).kind;
    expect([kindOf('a', 1), kindOf('a', 2)]).toEqual(['take', 'take']);
    expect([kindOf('a', 3), kindOf('b', 1), kindOf('c', 1)]).toEqual(['impossible', 'impossible', 'impossible']);
    for (const status of ['HELD', 'RELEASED', 'REFUSED'] as const) expect(kindOf('a', 1, status)).toBe('impossible');
    expect(decideReturn(undefined, [], []).kind).toBe('impossible');
  });

  it.each([
    [undefined, 'note', 'nothing-held'],
    [known('HELD'), 'release', 'commit'],
    [known('RELEASED'), 'answer', 'nothing-held'],
    [known('REFUSED'), 'nothing-held', 'nothing-held'],
    [known('COMMITTED'), 'too-late', 'done'],
  ])('%j: a release is %s, a commit %s', (reservation, release, commit) => {
    expect(decideRelease(reservation)).toBe(release);
    expect(decideCommit(reservation)).toBe(commit);
  });
});

describe('adjustments', () => {
  const stock = { available: 3, reserved: 5, sold: 7 };

  it('take away no more than is available', () => {
    expect(decideAdjustment(stock, -3)).toEqual({ kind: 'adjust' });
    expect(decideAdjustment(stock, -4)).toEqual({ kind: 'insufficient', available: 3 });
  });

  it('end where integers end', () => {
    expect(decideAdjustment(stock, MAX_STOCKED - 15)).toEqual({ kind: 'adjust' });
    expect(decideAdjustment(stock, MAX_STOCKED - 14)).toEqual({ kind: 'too-many' });
  });
});

describe('updates', () => {
  const price = { amountMinor: 1000n, currency: 'EUR' };
  const current = { name: 'Old', description: 'd', price, category: { id: 'c1', name: 'One' } };

  it('of nothing are heard by nobody', () => {
    const command = { name: 'Old', description: null, price: { amountMinor: 1000n, currency: 'EUR' } };
    expect(decideUpdate(current, command, undefined)).toEqual({
      details: current,
      updated: false,
      priceChanged: false,
    });
  });

  it('tell a new price from new details', () => {
    const cheaper = { amountMinor: 900n, currency: 'EUR' };
    expect(decideUpdate(current, { price: cheaper }, undefined)).toMatchObject({ updated: false, priceChanged: true });
    expect(decideUpdate(current, { price: { ...price, currency: 'USD' } }, undefined).priceChanged).toBe(true);
    expect(decideUpdate(current, { name: 'New' }, undefined)).toMatchObject({ updated: true, priceChanged: false });
  });

  it('take the category away by null, and leave it when absent', () => {
    expect(decideUpdate(current, { category: null }, undefined).details.category).toBeUndefined();
    expect(decideUpdate(current, {}, undefined).details.category).toEqual(current.category);
    const other = { id: 'c2', slug: 'two', name: 'Two' };
    expect(decideUpdate(current, { category: 'two' }, other)).toMatchObject({
      updated: true,
      details: { category: other },
    });
  });
});
