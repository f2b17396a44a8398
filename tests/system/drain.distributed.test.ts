import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'amqplib';
import pg from 'pg';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createRabbitMqBroker } from '#platform/messaging/rabbitmq/create-rabbitmq-broker.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type HeldTables, holdTables } from './hold-table.ts';
import { journalOf } from './running-graph.ts';
import * as shop from './shop.ts';
import type { Started } from './spawn-npm.ts';
import { type DistributedGraph, SUBGRAPHS, startDistributed, type TestedEngines } from './start-distributed.ts';
import { type SteadyLoad, startLoad } from './steady-load.ts';

const STOCK = 100_000;
const PRICE_MINOR = 1999;

let engines: TestedEngines;
let graph: DistributedGraph;
let customer: shop.Account;
let productId: string;
/** An order that is at its end before anything is stopped. */
let orderId: string;
let load: SteadyLoad;

const databaseOf = (name: string): string => {
  const url = new URL(engines.databaseUrl);
  url.pathname = `/${graph.namespace}_${name}`;
  return url.toString();
};

async function rowsOf(name: string, text: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: databaseOf(name) });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  const { databaseUrl, amqpUrl, redisUrl } = testEngines();
  if (amqpUrl === undefined || redisUrl === undefined) throw new Error('RabbitMQ and Redis are needed');
  engines = { databaseUrl, amqpUrl, redisUrl };
  // Nobody's order is to fail because payments was away for a while.
  graph = await startDistributed(engines, { PAYMENT_DEADLINE_SECONDS: '120' });
  const admin = await shop.logIn(graph.client, shop.ADMIN.email, shop.ADMIN.password);
  customer = await shop.registerCustomer(graph.client);
  productId = (await shop.createProduct(graph.client, admin, { stock: STOCK })).id;
  orderId = (await shop.place(graph.client, customer, { items: [{ productId, quantity: 1 }] })).order.id;
  await shop.pay(graph.client, customer, orderId);
  await shop.orderWith(graph.client, customer, orderId, 'COMPLETED', 'CAPTURED');
  load = startLoad(graph.client, customer, productId);
});

afterAll(async () => {
  await load?.stop().catch(() => {});
  await graph?.[Symbol.asyncDispose]();
});

/** What keeps something in a subgraph's hands. */
interface InHand {
  /** The table that keeps a message; requests of the load may need it, too. None where no messages come. */
  ofMessage?: string;
  /** The table that keeps a request, the request, and words of the statement by which it alone reads the table. */
  ofRequest: string;
  query: string;
  words: string[];
}

const ofOrder = (fields: string) => `query ($orderId: ID!) { held: order(id: $orderId) { id ${fields} } }`;

const inHand: Record<string, InHand> = {
  users: { ofRequest: 'users', query: '{ held: me { id name } }', words: ['SELECT', 'FROM users WHERE id = ANY'] },
  products: {
    ofMessage: 'reservation_orders',
    ofRequest: 'reviews',
    query: 'query ($productId: ID!) { held: product(id: $productId) { id reviews { nodes { id } } } }',
    words: ['SELECT', 'FROM reviews'],
  },
  orders: {
    ofMessage: 'order_history',
    ofRequest: 'order_history',
    query: ofOrder('history { status }'),
    words: ['SELECT', 'FROM order_history'],
  },
  payments: {
    ofMessage: 'order_payments',
    ofRequest: 'payments',
    query: ofOrder('payments { status }'),
    words: ['SELECT', 'FROM payments', 'ANY'],
  },
  shipping: {
    ofMessage: 'shipments',
    ofRequest: 'shipments',
    query: ofOrder('shipment { status }'),
    words: ['SELECT', 'FROM shipments WHERE order_id = ANY'],
  },
  notifications: {
    ofMessage: 'notifications',
    ofRequest: 'notifications',
    query: '{ held: me { id notifications(first: 1) { nodes { id } } } }',
    words: ['SELECT', 'FROM notifications'],
  },
};

const inHandOf = (name: string): InHand => {
  const found = inHand[name];
  if (found === undefined) throw new Error(`nothing is known to keep a request in hand in ${name}`);
  return found;
};

/** Brings a message into a subgraph's hands. One order that is paid and one that is placed bring messages to all of them. */
async function keepMessage(held: HeldTables, table: string): Promise<void> {
  const toPay = await load.place(1);
  await held.hold(table);
  load.finish(toPay);
  load.buy(1);
  await held.untilMessage(table);
}

/** Waits until a service takes no new requests. */
const refuses = (name: string) =>
  eventually(`${name} takes no new requests`, async () => {
    const answer = await fetch(`${graph.urlOf(name)}/health/live`).catch(() => undefined);
    return answer?.status !== 200;
  });

const serviceOf = (name: string): Started => {
  const service = graph.services.get(name);
  if (service === undefined) throw new Error(`${name} does not run`);
  return service;
};

/** Stops a service while a request, and a message where it gets some, are held in the subgraph `holding`; starts it again. */
async function restart(name: string, holding: string): Promise<void> {
  const { ofMessage, ofRequest, query, words } = inHandOf(holding);
  const service = serviceOf(name);
  await using held = await holdTables(databaseOf(holding));
  if (ofMessage !== undefined && name === holding) await keepMessage(held, ofMessage);
  if (ofRequest !== ofMessage || name !== holding) await held.hold(ofRequest);
  const answer = graph.client.send(query, { orderId, productId }, customer.token);
  await held.untilStatement(ofRequest, words);

  const ends = Promise.allSettled([answer, service.stop('SIGTERM')]);
  await refuses(name);
  const outputThen = service.output();
  await held.release();
  const [answered, stopped] = await ends;
  await graph.startAgain(name);

  expect(outputThen).not.toContain(`${name} has stopped`);
  expect(answered).toMatchObject({ value: { data: { held: expect.anything() }, errors: undefined } });
  expect(stopped.status).toBe('fulfilled');
  expect(service.output()).toContain(`${name} has stopped`);
  expect(service.output()).not.toMatch(/killed by timeout|second SIG/);
}

describe('under load', () => {
  it.each(SUBGRAPHS)('SIGTERM lets %s finish what it has in hand', (name) => restart(name, name));

  it('SIGTERM lets the gateway finish what it has in hand', () => restart('gateway', 'products'));

  it.each(['orders', 'payments'])('%s may be killed with a message in hand', async (name) => {
    const { ofMessage = '' } = inHandOf(name);
    await using held = await holdTables(databaseOf(name));
    await keepMessage(held, ofMessage);
    await serviceOf(name).stop('SIGKILL');
    await held.release();
    await graph.startAgain(name);
  });
});

describe('afterwards', () => {
  beforeAll(() => load.stop());

  const all = () => [{ id: orderId, quantity: 1 }, ...load.orders];

  it('every acknowledged order is COMPLETED, and there is none besides', async () => {
    const rows = await rowsOf('orders', 'SELECT id, status, payment_status FROM orders ORDER BY id');
    const completed = all().map(({ id }) => ({ id, status: 'COMPLETED', payment_status: 'CAPTURED' }));
    expect(rows).toEqual(completed.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  });

  it('as many units are sold as were ordered, none is held', async () => {
    const sold = all().reduce((sum, { quantity }) => sum + quantity, 0);
    const stock = () =>
      rowsOf('products', `SELECT available, reserved, sold FROM stock WHERE product_id = '${productId}'`);
    await eventually('the last units have left', async () => (await stock())[0]?.['reserved'] === 0);
    expect(await stock()).toEqual([{ available: STOCK - sold, reserved: 0, sold }]);
  });

  it('every order is authorised and captured once at the provider, with its total', async () => {
    for (const { id, quantity } of all()) {
      const entries = (await journalOf(graph, id)).map(({ type, amount }) => [type, amount]);
      const amount = String(PRICE_MINOR * quantity);
      expect(entries).toEqual([
        ['authorized', amount],
        ['captured', amount],
      ]);
    }
  });

  it('no message waits for its publication or its consumer, none is a dead letter', async () => {
    for (const name of SUBGRAPHS) {
      await eventually(`the outbox of ${name} is empty`, async () => {
        const [row] = await rowsOf(name, 'SELECT count(*)::int AS waiting FROM outbox WHERE published_at IS NULL');
        return row?.['waiting'] === 0;
      });
    }
    const connection = await connect(engines.amqpUrl);
    const channel = await connection.createChannel();
    const countIn = async (queue: string) => (await channel.checkQueue(queue)).messageCount;
    const consuming = SUBGRAPHS.filter((name) => name !== 'users');
    for (const name of consuming) {
      for (const partition of [0, 1, 2, 3, 4, 5, 6, 7]) {
        const queue = `${graph.namespace}.${name}.${partition}`;
        await eventually(`${queue} is empty`, async () => (await countIn(queue)) === 0);
      }
      expect([name, await countIn(`${graph.namespace}.${name}.dead`)]).toEqual([name, 0]);
    }
    await connection.close();
  });

  it('every order has told of each of its changes, in order', async () => {
    const logger = createLogger('test', 'silent');
    await using broker = await createRabbitMqBroker({ url: engines.amqpUrl, namespace: graph.namespace, logger });
    const reading = new AbortController();
    const versions = new Map(all().map(({ id }) => [id, [] as number[]]));
    const open = new Set(versions.keys());
    const feed = broker.readFeed({ from: 'time', since: new Date(0) }, reading.signal);
    for await (const { envelope } of feed) {
      if (envelope.type !== 'orders.order-updated.v1') continue;
      const { aggregateId, aggregateVersion } = envelope;
      const seen = versions.get(aggregateId);
      // A repetition is allowed, a gap is not.
      if (seen !== undefined && !seen.includes(aggregateVersion)) seen.push(aggregateVersion);
      if ((envelope.data as { paymentStatus: string }).paymentStatus === 'CAPTURED') open.delete(aggregateId);
      if (open.size === 0) break;
    }
    reading.abort();
    for (const seen of versions.values()) {
      expect(seen).toEqual(seen.map((_, index) => index + 1));
      expect(seen.length).toBeGreaterThanOrEqual(6);
    }
  });
});
