import { setTimeout as delay } from 'node:timers/promises';
import { newProduct } from '../workload/catalogue.ts';
import { checkOut, planCheckout } from '../workload/checkout.ts';
import * as operations from '../workload/operations.ts';
import type { Row } from './row.ts';

const lastUnit: Row = {
  name: 'last-unit',
  injects: 'All 200 customers order the last unit of a product at the same time.',
  async inject({ workload, random, tell }) {
    const { shop, staff, customers } = workload;
    const productId = await newProduct(shop, staff, random, 1);
    const items = [{ productId, quantity: 1 }];
    const placed = await Promise.all(
      customers.map((customer) => shop.mutate(customer, operations.placeOrder(items, random.uuid()))),
    );
    const accepted = placed.filter(({ seen }) => seen.outcome === 'ok').length;
    // A race that nobody took part in proves nothing.
    if (accepted < customers.length / 2)
      throw new Error(`only ${accepted} of ${customers.length} orders were accepted`);
    tell(`${accepted} orders were accepted for one unit`);
  },
};

const RACES = 100;

/** Parcels leave 200 ms after they are booked: cancellations come before, just then and after. */
const SPREAD_MS = 1_500;

const cancelAgainstCapture: Row = {
  name: 'cancel-against-capture',
  injects: `${RACES} orders are cancelled while their money is being taken.`,
  async inject({ workload, random, tell }) {
    const { shop, customers, catalogue } = workload;
    const outcomes = new Map<string, number>();
    async function race(): Promise<void> {
      const plan = planCheckout(random, customers, catalogue);
      const items = [{ productId: random.pick(catalogue.plenty), quantity: 1 }];
      const waitMs = random.below(SPREAD_MS);
      const id = await checkOut(shop, { ...plan, items, payment: operations.GOOD_CARD, ends: 'pay' });
      if (id === undefined) return;
      await delay(waitMs);
      const { seen } = await shop.mutate(plan.customer, operations.cancelOrder(id, plan.cancelKey));
      const outcome = seen.error ?? seen.outcome;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const races: Promise<void>[] = [];
    for (let begun = 0; begun < RACES; begun++) {
      races.push(race());
      await delay(100);
    }
    await Promise.all(races);
    tell(`cancellations: ${[...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`);
  },
};

export const raceRows: readonly Row[] = [lastUnit, cancelAgainstCapture];
