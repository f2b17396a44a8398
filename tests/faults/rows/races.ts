import { setTimeout as delay } from 'node:timers/promises';
import { newProduct } from '../workload/catalogue.ts';
import { asCustomer, checkOut, planCheckout, statusAfter } from '../workload/checkout.ts';
import * as operations from '../workload/operations.ts';
import type { Row, RowContext } from './row.ts';

const lastUnit: Row = {
  name: 'last-unit',
  injects: 'All 200 customers order the last unit of a product at the same time.',
  async inject({ workload, random, tell }) {
    const { shop, staff, visitors } = workload;
    const { customers } = visitors;
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
const EVERY_MS = 100;
/** From a payment to its cancellation, in ms, on average: at first. */
const FIRST_PAUSE_MS = 200;
/** The pause gets longer by that with each order that could be cancelled, and shorter with each that could not. */
const STEP = 1.1;
/** Fewer of either end, and the two have not met. */
const OF_EACH = 10;

const UNDER_WAY = ['PENDING', 'AWAITING_PAYMENT', 'AWAITING_SHIPMENT'];

/** A customer who buys what there is enough of, and pays. Gives the order's id, undefined where there is none. */
async function buy({ workload, random }: RowContext) {
  const { shop, visitors, catalogue } = workload;
  const plan = asCustomer(planCheckout(random, visitors, catalogue));
  const items = [{ productId: random.pick(catalogue.plenty), quantity: 1 }];
  const placed = await checkOut(shop, { ...plan, items, payment: operations.GOOD_CARD, ends: 'pay' });
  return { ...plan, id: placed?.id };
}

const cancelAgainstCapture: Row = {
  name: 'cancel-against-capture',
  injects: `${RACES} orders are cancelled while their money is being taken; of some the parcel has left, of others not.`,
  async inject(context) {
    const { workload, random, tell } = context;
    const ends = new Map<string, number>();
    let pauseMs = FIRST_PAUSE_MS;
    async function race(): Promise<void> {
      const share = 0.5 + random.next();
      const { customer, id, cancelKey } = await buy(context);
      if (id === undefined) return;
      await delay(share * pauseMs);
      const { seen } = await workload.shop.mutate(customer, operations.cancelOrder(id, cancelKey));
      const status = (await statusAfter(workload.shop, customer, id, UNDER_WAY)) ?? 'UNDER WAY';
      if (status === 'CANCELLED') pauseMs *= STEP;
      if (status === 'COMPLETED') pauseMs /= STEP;
      // Who had no answer may never have been heard.
      const end = seen.outcome === 'unknown' ? 'without an answer' : `${status} after ${seen.error ?? 'ok'}`;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    const races: Promise<void>[] = [];
    for (let begun = 0; begun < RACES; begun++) {
      races.push(race());
      await delay(EVERY_MS);
    }
    await Promise.all(races);
    const told = [...ends].map(([end, count]) => `${count} ${end}`).join(', ');
    tell(`cancelled ${pauseMs.toFixed(0)} ms after the payment in the end: ${told}`);
    for (const status of ['CANCELLED', 'COMPLETED']) {
      const count = [...ends].reduce((sum, [end, of]) => sum + (end.startsWith(`${status} `) ? of : 0), 0);
      if (count < OF_EACH) throw new Error(`the race was not run: only ${count} orders were ${status}`);
    }
  },
};

export const raceRows: readonly Row[] = [lastUnit, cancelAgainstCapture];
