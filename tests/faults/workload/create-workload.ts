import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#platform/testkit/eventually.ts';
import type { FaultySystem } from '../system/start-system.ts';
import { type Catalogue, fillCatalogue, restock } from './catalogue.ts';
import { checkOut, planCheckout, type Visitors } from './checkout.ts';
import { newAccount } from './guest.ts';
import type { History } from './history.ts';
import * as operations from './operations.ts';
import { createRandom, type Random } from './random.ts';
import { ANONYMOUS, type Client, createShopClient, type ShopClient } from './shop-client.ts';
import { createTokenSigner } from './sign-token.ts';

/** The shop's customers, who come whether it answers or not. */
export interface Workload {
  shop: ShopClient;
  staff: Client;
  visitors: Visitors;
  catalogue: Catalogue;
  random: Random;
  /** Orders acknowledged so far. */
  orders(): number;
  /** Customers begin to come. */
  start(checkoutsPerSecond?: number): void;
  /** Nobody comes any more; resolves when those who are here have got their answers. */
  stop(): Promise<void>;
}

const CUSTOMERS = 200;
/** That guests sign in to: each may be tried ten times in a quarter of an hour. */
const ACCOUNTS = 10;
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

/** @throws Error when one cannot be made: it is asked while nothing is broken */
async function registerAccounts(shop: ShopClient, random: Random): Promise<operations.Account[]> {
  const accounts = Array.from({ length: ACCOUNTS }, () => newAccount(random));
  for (const account of accounts) {
    const { seen } = await shop.mutate(ANONYMOUS, operations.register(account));
    if (seen.outcome !== 'ok') throw new Error(`no account was registered: ${seen.error}`);
  }
  return accounts;
}

/** Prepares customers and products. An open loop: each comes at its time, however long those before are kept waiting. */
export async function createWorkload(
  system: FaultySystem,
  history: History,
  random: Random,
  patienceMs: number,
): Promise<Workload> {
  const shop = createShopClient(system.urlOf('gateway'), history, patienceMs);
  const { staff, customers } = await signIn(system, random);
  // The first plan of a gateway that has just started takes longer than a client waits, where others use the machine, too.
  await eventually('the shop answers', () => shop.read(ANONYMOUS, operations.READS.catalogue, { first: 1 }));
  const catalogue = await fillCatalogue(shop, staff, random);
  const visitors = { customers, accounts: await registerAccounts(shop, random) };
  // Each stream of decisions is its own: how one is kept waiting changes nothing of the other.
  const [buying, looking] = [createRandom(random.below(2 ** 32)), createRandom(random.below(2 ** 32))];
  /** Whose each acknowledged order is now, oldest first. */
  const acknowledged = new Map<string, Client>();
  const underWay = new Set<Promise<unknown>>();
  let stopping = new AbortController();
  let arrivals: Promise<void>[] = [];

  function follow(work: Promise<unknown>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  async function buy(): Promise<void> {
    await checkOut(shop, planCheckout(buying, visitors, catalogue), ({ id, customer }) =>
      acknowledged.set(id, customer),
    );
  }

  async function look(): Promise<void> {
    const draw = looking.next();
    const stranger = looking.pick(customers);
    const known = acknowledged.size === 0 ? undefined : looking.pick([...acknowledged].slice(-200));
    if (draw < 0.3) await shop.read(ANONYMOUS, operations.READS.catalogue, { first: 10 });
    else if (draw < 0.7 || known === undefined) {
      await shop.read(ANONYMOUS, operations.READS.product, { id: looking.pick(catalogue.plenty) });
    } else {
      const [id, customer] = known;
      await shop.read(draw < 0.75 ? stranger : customer, operations.READS.order, { id });
    }
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
    visitors,
    catalogue,
    random,
    orders: () => acknowledged.size,
    start(checkoutsPerSecond = CHECKOUTS_PER_SECOND) {
      stopping = new AbortController();
      arrivals = [arrive(checkoutsPerSecond, buy, stopping.signal), arrive(READS_PER_SECOND, look, stopping.signal)];
      follow(restock(shop, staff, random, catalogue));
    },
    async stop() {
      stopping.abort();
      await Promise.all(arrivals);
      await Promise.all(underWay);
    },
  };
}
