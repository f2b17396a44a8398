import { setTimeout as delay } from 'node:timers/promises';
import type { CrashPoint } from '../postgres-proxy/crash-points/crash-point.ts';
import { CRASH_POINTS } from '../postgres-proxy/crash-points.ts';
import type { Subgraph } from '../system/variables.ts';
import { checkOut, planCheckout } from '../workload/checkout.ts';
import { GOOD_CARD } from '../workload/operations.ts';
import { type Row, type RowContext, SHORT_CHECKOUTS_PER_SECOND } from './row.ts';

/** Every point is on the way of some customer who comes within that time, in ms. */
const REACHED_WITHIN_MS = 40_000;
const NEXT_CUSTOMER_MS = 2_000;

/** A customer whose order leads to the point, beside the others. */
function bringAbout({ workload, random }: RowContext, { needs }: CrashPoint): Promise<unknown> {
  const plan = {
    ...planCheckout(random, workload.visitors, workload.catalogue),
    placesTwice: false,
    paysTwice: false,
  };
  const items = [{ productId: random.pick(workload.catalogue.plenty), quantity: 1 }];
  const asked = { ...plan, items, payment: GOOD_CARD };
  const declined = { ...GOOD_CARD, token: 'tok_declined' };
  if (needs === 'decline') return checkOut(workload.shop, { ...asked, ends: 'pay', payment: declined });
  if (needs === 'leave-unpaid') return checkOut(workload.shop, { ...asked, ends: 'leave' });
  if (needs === 'cancel') return checkOut(workload.shop, { ...asked, ends: 'pay-and-cancel' });
  if (needs === 'refund') return checkOut(workload.shop, { ...asked, ends: 'return' });
  return checkOut(workload.shop, { ...asked, ends: 'pay' });
}

/** Resolves, when the service is ready again, with the customers who led to the point; they may still wait for answers. */
async function crashOnce(context: RowContext, point: CrashPoint): Promise<{ customers: Promise<unknown>[] }> {
  const service = context.system.service(point.service as Subgraph);
  const proxy = context.system.postgres.get(point.service as Subgraph);
  if (proxy === undefined) throw new Error(`${point.name}: there is no service ${point.service}`);
  const customers: Promise<unknown>[] = [];
  const begun = performance.now();
  const secondsSince = () => ((performance.now() - begun) / 1_000).toFixed(1);
  let isReached = false;
  const reached = proxy
    .crashAt(point, () => service.kill())
    .then(() => {
      isReached = true;
    });
  const until = performance.now() + REACHED_WITHIN_MS;
  // A cancellation may come too late for the parcel, a payment after its deadline: others try.
  while (!isReached && performance.now() < until) {
    customers.push(bringAbout(context, point));
    await Promise.race([reached, delay(NEXT_CUSTOMER_MS)]);
  }
  proxy.disarm();
  if (!isReached) {
    throw new Error(`the crash point ${point.name} was not reached within ${REACHED_WITHIN_MS / 1_000} s`);
  }
  const reachedAfter = secondsSince();
  await service.untilReady();
  context.tell(`${point.name} was reached after ${reachedAfter} s, ${point.service} ready after ${secondsSince()} s`);
  return { customers };
}

async function crashAtEach(context: RowContext, points: readonly CrashPoint[]): Promise<Promise<unknown>[]> {
  const customers: Promise<unknown>[] = [];
  for (const point of points) customers.push(...(await crashOnce(context, point)).customers);
  return customers;
}

/** @param beside points that are reached at the same time, one list for each service */
async function crash(context: RowContext, beside: readonly (readonly CrashPoint[])[]): Promise<void> {
  const customers = await Promise.all(beside.map((points) => crashAtEach(context, points)));
  context.ended();
  await Promise.all(customers.flat());
}

const servicesOf = (points: readonly CrashPoint[]) => [...new Set(points.map(({ service }) => service))];

const rowOf = (service: string): Row => {
  const points = CRASH_POINTS.filter((point) => point.service === service);
  return {
    name: `crash-points-${service}`,
    injects: `${service} is killed with -9 at each of ${points.length} points of the checkout.`,
    inject: (context) => crash(context, [points]),
  };
};

const SHORT = CRASH_POINTS.filter(({ short }) => short === true);

/** Services beside each other, the points of one service one after another. */
const crashPointsShort: Row = {
  name: 'crash-points-short',
  injects: `Services are killed with -9 at ${SHORT.length} points of the checkout, several of them at the same time.`,
  short: 'only',
  checkoutsPerSecond: SHORT_CHECKOUTS_PER_SECOND,
  inject: (context) => {
    const byService = servicesOf(SHORT).map((service) => SHORT.filter((point) => point.service === service));
    return crash(context, byService);
  },
};

export const crashPointRows: readonly Row[] = [crashPointsShort, ...servicesOf(CRASH_POINTS).map(rowOf)];
