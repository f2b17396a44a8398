import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'amqplib';
import pg from 'pg';
import type { FaultyEngines } from './engines/start-engines.ts';
import type { FaultySystem } from './system/start-system.ts';
import { SUBGRAPHS } from './system/variables.ts';

const ASK_EVERY_MS = 150;
/** Answers in a row that say that all is at rest: a message may be between two of them just then. */
const CALM_ANSWERS = 3;

const PARTITIONS = [0, 1, 2, 3, 4, 5, 6, 7];

const FINAL = `('COMPLETED', 'CANCELLED_NO_STOCK', 'PAYMENT_FAILED', 'CANCELLED', 'SHIPMENT_FAILED')`;

/** What keeps each database from being at rest. */
const UNDER_WAY: Record<string, string> = {
  orders: `SELECT (SELECT count(*) FROM orders WHERE status NOT IN ${FINAL})::int
    + (SELECT count(*) FROM order_refunds WHERE status = 'REQUESTED')::int AS rows`,
  payments: `SELECT (SELECT count(*) FROM payments WHERE state = 'PENDING' OR wanted IS NOT NULL)::int
    + (SELECT count(*) FROM refunds WHERE state = 'PENDING')::int AS rows`,
};

/** Messages that wait for an aggregate whose first one fails. */
const PARKED = 'SELECT count(*)::int AS rows FROM parked_messages';

/** The address of a subgraph's database for the servers' administrator, past every proxy. */
export const databaseOf = (engines: FaultyEngines, system: FaultySystem, name: string): string => {
  const url = new URL(engines.postgres.url);
  url.pathname = `/${system.namespace}_${name}`;
  return url.toString();
};

async function countIn(client: pg.Client, text: string): Promise<number> {
  return (await client.query<{ rows: number }>(text)).rows[0]?.rows ?? 0;
}

async function busyIn(engines: FaultyEngines, system: FaultySystem, name: string): Promise<string[]> {
  const busy: string[] = [];
  const client = new pg.Client({ connectionString: databaseOf(engines, system, name) });
  client.on('error', () => {});
  await client.connect();
  try {
    const outbox = await countIn(client, 'SELECT count(*)::int AS rows FROM outbox WHERE published_at IS NULL');
    if (outbox > 0) busy.push(`${outbox} unpublished in ${name}`);
    const parked = await countIn(client, PARKED);
    if (parked > 0) busy.push(`${parked} parked in ${name}`);
    const text = UNDER_WAY[name];
    const rows = text === undefined ? 0 : await countIn(client, text);
    if (rows > 0) busy.push(`${rows} ${name} under way`);
  } finally {
    await client.end();
  }
  return busy;
}

async function busyDatabases(engines: FaultyEngines, system: FaultySystem): Promise<string[]> {
  const busy = await Promise.all(SUBGRAPHS.map((name) => busyIn(engines, system, name)));
  return busy.flat();
}

async function busyQueues(engines: FaultyEngines, system: FaultySystem): Promise<string[]> {
  const connection = await connect(engines.rabbitmq.url, { timeout: 2_000 });
  connection.on('error', () => {});
  try {
    const channel = await connection.createChannel();
    channel.on('error', () => {});
    const busy: string[] = [];
    // The users subgraph consumes nothing.
    for (const group of SUBGRAPHS.filter((name) => name !== 'users')) {
      let waiting = 0;
      for (const partition of PARTITIONS) {
        waiting += (await channel.checkQueue(`${system.namespace}.${group}.${partition}`)).messageCount;
      }
      if (waiting > 0) busy.push(`${waiting} queued for ${group}`);
    }
    return busy;
  } finally {
    await connection.close();
  }
}

export interface Drained {
  /** From the end of the fault until nothing was under way any more, in ms; undefined when that was not reached in time. */
  afterMs: number | undefined;
  /** What is still under way. */
  left: readonly string[];
}

/**
 * Waits until every outbox and queue is empty and every order and payment is at its end.
 *
 * @param since the end of the fault, in ms since the epoch
 * @param withinMs when to give up, in ms from then
 */
export async function drain(
  engines: FaultyEngines,
  system: FaultySystem,
  since: number,
  withinMs: number,
): Promise<Drained> {
  let calm = 0;
  let calmSince = 0;
  let left: string[] = [];
  while (Date.now() < since + withinMs) {
    try {
      left = [...(await busyDatabases(engines, system)), ...(await busyQueues(engines, system))];
    } catch (error) {
      left = [`no answer from an engine: ${(error as Error).message}`];
    }
    if (left.length > 0) calm = 0;
    else if (calm++ === 0) calmSince = Date.now();
    if (calm === CALM_ANSWERS) return { afterMs: calmSince - since, left: [] };
    await delay(ASK_EVERY_MS);
  }
  return { afterMs: undefined, left };
}
