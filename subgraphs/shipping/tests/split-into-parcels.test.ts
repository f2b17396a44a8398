import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitIntoParcels } from '../parcel/split-into-parcels.ts';
import { lamps, productId } from './given-shipment.ts';

describe('splitIntoParcels', () => {
  it('makes one parcel of what fits into one', () => {
    expect(splitIntoParcels([lamps(2, 1), lamps(18, 2)], 20)).toEqual([[lamps(2, 1), lamps(18, 2)]]);
  });

  it('fills a parcel before it begins the next, across items', () => {
    expect(splitIntoParcels([lamps(15, 1), lamps(30, 2)], 20)).toEqual([
      [lamps(15, 1), lamps(5, 2)],
      [lamps(20, 2)],
      [lamps(5, 2)],
    ]);
  });

  it('makes one parcel of items whose products are not known', () => {
    const old = [{ description: 'Lamp', quantity: 50 }, lamps(1)];
    expect(splitIntoParcels(old, 20)).toEqual([old]);
  });

  it('makes larger parcels rather than very many', () => {
    const parcels = splitIntoParcels([lamps(1_000_000)], 20);
    expect(parcels).toHaveLength(50);
    expect(parcels[0]).toEqual([lamps(20_000)]);
  });

  it('packs every unit once, and no parcel is empty or too full', () => {
    const quantity = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(
        fc.array(quantity, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 10, max: 30 }),
        (asked, max) => {
          const parcels = splitIntoParcels(
            asked.map((units, n) => lamps(units, n)),
            max,
          );
          const unitsOf = (items: readonly { quantity: number }[]) =>
            items.reduce((sum, item) => sum + item.quantity, 0);
          for (const parcel of parcels) {
            expect(unitsOf(parcel)).toBeGreaterThan(0);
            expect(unitsOf(parcel)).toBeLessThanOrEqual(max);
          }
          const packed = asked.map((_, n) => unitsOf(parcels.flat().filter((item) => item.productId === productId(n))));
          expect(packed).toEqual(asked);
        },
      ),
    );
  });
});
