import { setTimeout as delay } from 'node:timers/promises';
import type { FaultySystem } from '../system/start-system.ts';
import { type Catalogue, fillCatalogue, restock } from './catalogue.ts';
import { checkOut, planCheckout } from './checkout.ts';
import type { History } from './history.ts';
import * as operations from './operations.ts';
import { createRandom, type Random } from './random.ts';
import { type Client, createShopClient, type ShopClient } from './shop-client.ts';
import { createTokenSigner } from './sign-token.ts';

/** The shop's customers, who come whether it answers or not. */
export interface Workload {
  shop: ShopClient;
  staff: Client;
  customers: readonly Client[];
  catalogue: Catalogue;
  random: Random;
  /** Orders acknowledged so far. */
  orders(): number;
  /** Customers begin to come. */
  start(): void;
  /** Nobody comes any more; resolves when those who are here have got their answers. */
  stop(): Promise<void>;
}

const CUSTOMERS = 200;
const CHECKOUTS_PER_SECOND = 5;
const READS_PER_SECOND = 20;

async function signIn(system: FaultySystem, random: Random): Promise<{ staff: Client; customers: Client[] }> {
  const sign = await createTokenSigner(system.secrets.tokens);
  const client = async (roles: readonly string[]): Promise<Client> => {
    const id = random.uuid();
    return { id, token: await sign(id, random.uuid(), roles) };
  };
  const customers: Client[] = [];
  for (let index = 0; index < CUSTOMERS; index++) customers.push(await client(['CUSTOMER']));
  return { staff: await client(['CUSTOMER', 'STAFF']), customers };
}

/** Prepares customers and products. An open loop: each comes at its time, however long those before are kept waiting. */
export async function createWorkload(system: FaultySystem, history: History, random: Random): Promise<Workload> {
  const shop = createShopClient(system.urlOf('gateway'), history);
  const { staff, customers } = await signIn(system, random);
  const catalogue = await fillCatalogue(shop, staff, random);
  // Each stream of decisions is its own: how one is kept waiting changes nothing of the other.
  const [buying, looking] = [createRandom(random.below(2 ** 32)), createRandom(random.below(2 ** 32))];
  const acknowledged: { id: string; customer: Client }[] = [];
  const underWay = new Set<Promise<unknown>>();
  let stopping = new AbortController();
  let arrivals: Promise<void>[] = [];

  function follow(work: Promise<unknown>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  async function buy(): Promise<void> {
    const plan = planCheckout(buying, customers, catalogue);
    await checkOut(shop, plan, (id) => acknowledged.push({ id, customer: plan.customer }));
  }

  async function look(): Promise<void> {
    const draw = looking.next();
    const known = acknowledged.length === 0 ? undefined : looking.pick(acknowledged.slice(-200));
    if (draw < 0.3) await shop.read(undefined, operations.READS.catalogue, { first: 10 });
    else if (draw < 0.7 || known === undefined) {
      await shop.read(undefined, operations.READS.product, { id: looking.pick(catalogue.plenty) });
    } else await shop.read(known.customer, operations.READS.order, { id: known.id });
  }

  async function arrive(perSecond: number, come: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const start = performance.now();
    for (let arrival = 1; !signal.aborted; arrival++) {
      const waitMs = start + (arrival * 1_000) / perSecond - performance.now();
      if (waitMs > 0) await delay(waitMs, undefined, { signal }).catch(() => {});
      if (!signal.aborted) follow(come());
    }
  }

  return {
    shop,
    staff,
    customers,
    catalogue,
    random,
    orders: () => acknowledged.length,
    start() {
      stopping = new AbortController();
      arrivals = [arrive(CHECKOUTS_PER_SECOND, buy, stopping.signal), arrive(READS_PER_SECOND, look, stopping.signal)];
      follow(restock(shop, staff, random, catalogue));
    },
    async stop() {
      stopping.abort();
      await Promise.all(arrivals);
      await Promise.all(underWay);
    },
  };
}
