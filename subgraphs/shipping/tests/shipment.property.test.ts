import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CarrierAnswer, Step } from '../carrier/carrier.ts';
import { progress, type ShipmentNews } from '../shipment/progress.ts';
import { nextQuestion, type ShipmentWithParcels } from '../shipment/shipment.ts';
import { AT, lamps, productId, requestedParcel, requestedShipment } from './given-shipment.ts';

const WAY: Step[] = ['BOOKED', 'DISPATCHED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED'];

/** What the carrier really does with one parcel. */
interface AtCarrier {
  steps: Step[];
  end: 'undeliverable' | 'stopped' | undefined;
}

type Happening =
  /** We ask about a parcel, and do not hear the answer yet. If it is a booking, it may be refused. */
  | { kind: 'ask'; parcel: number; refuse: boolean }
  /** The carrier moves a parcel on, or loses it. */
  | { kind: 'move'; parcel: number; lose: boolean }
  /** One of the answers that are on their way is heard, perhaps not for the last time. */
  | { kind: 'hear'; answer: number; again: boolean }
  | { kind: 'cancel' };

const parcel = fc.nat(3);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), parcel, refuse: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), parcel, lose: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('hear' as const), answer: fc.nat(), again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const) }) },
);

const leftCarrier = ({ steps }: AtCarrier): boolean => steps.includes('DISPATCHED');
const canMove = ({ steps }: AtCarrier): boolean => !['DELIVERED', 'FAILED', 'CANCELLED'].includes(steps.at(-1) ?? '');

/** A shipment of parcels of two units each, of a product of its own each, and the carrier that it is sent by. */
function createWorld(parcels: number) {
  let shipment: ShipmentWithParcels = requestedShipment(
    Array.from({ length: parcels }, (_, n) => requestedParcel(n, [lamps(2, n)])),
  );
  const carrier = shipment.parcels.map((): AtCarrier => ({ steps: [], end: undefined }));
  const underway: { parcel: number; answer: CarrierAnswer }[] = [];
  const news: ShipmentNews[] = [];

  function answerAbout(n: number): CarrierAnswer {
    const { steps, end } = carrier[n] as AtCarrier;
    if (end !== undefined) return { state: end };
    if (steps.length === 0) return { state: 'unknown' };
    return { state: 'tracked', trackingNumber: `T${n}`, tracking: steps.map((step) => ({ step, at: AT })) };
  }

  function ask(n: number, refuse: boolean): CarrierAnswer {
    const at = carrier[n] as AtCarrier;
    const question = nextQuestion(shipment, shipment.parcels[n] as never);
    const unheardOf = at.steps.length === 0 && at.end === undefined;
    if (question === 'book' && unheardOf) {
      if (refuse) at.end = 'undeliverable';
      else at.steps.push('BOOKED');
    }
    if (question === 'cancel' && unheardOf) at.end = 'stopped';
    if (question === 'cancel' && at.steps.at(-1) === 'BOOKED') at.steps.push('CANCELLED');
    return answerAbout(n);
  }

  function move(n: number, lose: boolean): void {
    const at = carrier[n] as AtCarrier;
    if (at.steps.length === 0 || !canMove(at)) return;
    at.steps.push(lose ? 'FAILED' : (WAY[at.steps.length] as Step));
  }

  function hear({ parcel: n, answer }: (typeof underway)[number]): void {
    const change = progress(shipment, shipment.parcels[n]?.id ?? '', answer);
    if (change === undefined) return;
    shipment = change.shipment;
    news.push(...change.news);
  }

  function happen(what: Happening): void {
    switch (what.kind) {
      case 'ask':
        underway.push({ parcel: what.parcel % parcels, answer: ask(what.parcel % parcels, what.refuse) });
        break;
      case 'move':
        move(what.parcel % parcels, what.lose);
        break;
      case 'hear': {
        const index = underway.length === 0 ? 0 : what.answer % underway.length;
        const heard = what.again ? underway[index] : underway.splice(index, 1)[0];
        if (heard !== undefined) hear(heard);
        break;
      }
      case 'cancel':
        shipment = { ...shipment, cancelRequested: true };
    }
  }

  /** Asks and moves on until there is nothing left to hear of; late answers come last. */
  function settle(): void {
    for (let round = 0; round < 8; round += 1) {
      for (const n of carrier.keys()) {
        hear({ parcel: n, answer: ask(n, false) });
        move(n, false);
      }
    }
    for (const late of underway) hear(late);
  }

  return { happen, settle, carrier, news, shipment: () => shipment };
}

describe('a shipment, whatever the carrier does and in whatever order it is heard of', () => {
  it('ends once, and every unit was either shipped or is told to be undelivered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(happening, { maxLength: 60 }), (parcels, happenings) => {
        const world = createWorld(parcels);
        happenings.forEach(world.happen);
        world.settle();
        const { news, carrier } = world;

        const ends = news.filter(({ kind }) => kind === 'completed' || kind === 'failed');
        expect(ends).toHaveLength(1);
        const [end] = ends;
        const undelivered = carrier.flatMap((at, n) =>
          leftCarrier(at) ? [] : [{ productId: productId(n), quantity: 2 }],
        );
        if (end?.kind === 'completed') expect(end.undelivered).toEqual(undelivered);
        else expect(undelivered).toHaveLength(parcels);

        const booked = carrier.some(({ steps }) => steps.length > 0);
        expect(news.filter(({ kind }) => kind === 'initiated')).toHaveLength(booked ? 1 : 0);
        if (booked) expect(news[0]?.kind).toBe('initiated');
        for (const [n, { id }] of world.shipment().parcels.entries()) {
          const steps = news.flatMap((item) => (item.kind === 'tracked' && item.parcelId === id ? [item.step] : []));
          expect(steps).toEqual(carrier[n]?.steps);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('fails as cancelled when it was stopped at its customer’s wish alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(parcel, { maxLength: 8 }), (parcels, asked) => {
        const world = createWorld(parcels);
        for (const n of asked) world.happen({ kind: 'ask', parcel: n, refuse: false });
        world.happen({ kind: 'cancel' });
        world.settle();
        expect(world.news.at(-1)).toEqual({ kind: 'failed', reason: 'CANCELLED' });
      }),
    );
  });
});
