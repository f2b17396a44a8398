import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import type { Envelope } from '#contracts/envelope.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase, type Database } from '#platform/postgres/database.ts';
import { applyMigrations } from '#platform/postgres/migrate.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import { type Broker, MAX_MESSAGE_BYTES } from '../broker.ts';
import { type Consumer, consumerOf } from '../consumer.ts';
import { createEmbeddedBroker } from '../embedded/create-embedded-broker.ts';
import { createOutbox, MessageTooLarge } from '../outbox.ts';
import { partitionOf } from '../partition-of.ts';
import { outboxBacklog, startPruning, startRelay } from '../relay.ts';
import { startConsumers } from '../start-consumers.ts';
import { counted, countedMessage, countedMessages } from './message-fixtures.ts';
import { byAggregate, collectFeed } from './recorder.ts';

const logger = createLogger('test', 'silent');
const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

describe('outbox, relay and consumers', () => {
  let resources: AsyncDisposableStack;
  let database: Database;
  let brokerDatabase: Database;
  let broker: Broker;

  async function openDatabase(): Promise<Database> {
    const { url } = resources.use(await freshDatabase());
    return resources.use(createDatabase({ url, logger }));
  }

  beforeEach(async () => {
    resources = new AsyncDisposableStack();
    database = await openDatabase();
    await applyMigrations(database.url, migrations, 'platform_migrations', logger);
    await database.query({
      text: `CREATE TABLE applied (at bigint GENERATED ALWAYS AS IDENTITY, number int, aggregate_id uuid)`,
    });
    brokerDatabase = await openDatabase();
    broker = resources.use(await createEmbeddedBroker({ database: brokerDatabase, logger }));
  });
  afterEach(() => resources.disposeAsync());

  function startPublishing(over: Broker = broker) {
    const relay = resources.use(startRelay(database, over, logger));
    return createOutbox(() => relay.wake());
  }

  const append = (outbox: ReturnType<typeof createOutbox>, messages: readonly Envelope[]) =>
    database.transaction((tx) => outbox.append(tx, messages));

  function readFeed() {
    const reading = new AbortController();
    resources.defer(() => reading.abort());
    return collectFeed(broker.readFeed({ from: 'time', since: new Date(0) }, reading.signal));
  }

  /** A consumer whose effect is a row. */
  const writing = (before: (message: Envelope<{ number: number }>) => void = () => {}): Consumer =>
    consumerOf(counted, {
      async apply(tx, message) {
        before(message);
        await tx.query({
          text: 'INSERT INTO applied (number, aggregate_id) VALUES ($1, $2)',
          values: [message.data.number, message.aggregateId],
        });
      },
    });

  async function consume(consumer: Consumer): Promise<void> {
    const consumption = startConsumers({ group: 'orders', broker, database, consumers: [consumer], logger });
    resources.defer(() => consumption.stop());
    await consumption.started;
  }

  async function applied(): Promise<number[]> {
    const { rows } = await database.query<{ number: number }>({ text: 'SELECT number FROM applied ORDER BY at' });
    return rows.map(({ number }) => number);
  }

  async function deadLetters(): Promise<unknown[]> {
    const { rows } = await brokerDatabase.query<{ envelope: Envelope }>({ text: 'SELECT envelope FROM dead_letters' });
    return rows.map(({ envelope }) => envelope.data);
  }

  const allPublished = () => eventually('the outbox is empty', async () => (await outboxBacklog(database)).rows === 0);

  it('publishes what a commit leaves behind, nothing of a rollback', async () => {
    const outbox = startPublishing();
    const feed = readFeed();
    await expect(
      database.transaction(async (tx) => {
        await outbox.append(tx, [countedMessage(1)]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await append(outbox, [countedMessage(2), countedMessage(3)]);
    await eventually('the feed has them', () => feed.entries.length === 2);
    await allPublished();
    expect(feed.numbers()).toEqual([2, 3]);
  });

  it('goes on at once with a backlog that is longer than a batch', async () => {
    await append(
      createOutbox(() => {}),
      Array.from({ length: 450 }, (_, index) => countedMessage(index)),
    );
    const batches: number[] = [];
    const counting: Broker = {
      ...broker,
      async publish(messages) {
        batches.push(messages.length);
      },
    };
    // The relay's timer never goes off.
    const pause = jest.spyOn(globalThis, 'setTimeout').mockImplementation((() => 0) as never);
    try {
      startPublishing(counting);
      await allPublished();
    } finally {
      pause.mockRestore();
    }
    expect(batches).toEqual([200, 200, 50]);
  });

  it('refuses a message that no consumer would take, with the change that it tells of', async () => {
    const outbox = startPublishing();
    const long = { ...countedMessage(1), data: { text: 'ä'.repeat(MAX_MESSAGE_BYTES / 2) } };
    await expect(append(outbox, [countedMessage(2), long])).rejects.toThrow(MessageTooLarge);
    expect(await outboxBacklog(database)).toEqual({ rows: 0, oldestSeconds: 0 });
  });

  it('calls the relay after the commit, not before, not after a rollback, not for nothing', async () => {
    let calls = 0;
    const outbox = createOutbox(() => {
      calls += 1;
    });
    await database.transaction(async (tx) => {
      await outbox.append(tx, [countedMessage(1)]);
      expect(calls).toBe(0);
    });
    expect(calls).toBe(1);
    await append(outbox, []);
    await database
      .transaction(async (tx) => {
        await outbox.append(tx, [countedMessage(2)]);
        throw new Error('no');
      })
      .catch(() => {});
    expect(calls).toBe(1);
    expect(await outboxBacklog(database)).toEqual({ rows: 1, oldestSeconds: expect.any(Number) });
  });

  it('forgets what is old, however much, and nothing else', async () => {
    const ages = `generate_series(1, 25000) AS number, LATERAL (SELECT now() - CASE WHEN number > 3 THEN '31 days'
                    ELSE '6 days' END::interval AS at) AS age`;
    await database.query({ text: `INSERT INTO inbox SELECT 'orders', gen_random_uuid(), at FROM ${ages}` });
    await database.query({
      text: `INSERT INTO idempotency_keys SELECT 'test', number::text, '', '{}', at FROM ${ages}`,
    });
    await database.query({
      text: `INSERT INTO outbox (event_id, partition, envelope, created_at, published_at)
             SELECT gen_random_uuid(), 0, '{}', at, nullif(at, now() - interval '6 days') FROM ${ages}`,
    });
    resources.use(startPruning(database, logger));
    const left = async () => {
      const text = `SELECT (SELECT count(*)::int FROM outbox) AS outbox, (SELECT count(*)::int FROM inbox) AS inbox,
                      (SELECT count(*)::int FROM idempotency_keys) AS keys`;
      return (await database.query({ text })).rows[0];
    };
    await eventually(
      'what is old is gone',
      async () => expect(await left()).toEqual({ outbox: 3, inbox: 3, keys: 3 }) ?? true,
    );
  });

  it('keeps the order of each aggregate with two relays, each message once', async () => {
    const outboxes = [startPublishing(), startPublishing()];
    const feed = readFeed();
    const messages = countedMessages(300, 15);
    for (const [index, message] of messages.entries()) {
      const outbox = outboxes[index % 2];
      if (outbox !== undefined) await append(outbox, [message]);
    }
    await eventually('all are published', () => feed.entries.length >= 300);
    const sent = new Map(messages.map((message) => [message.id, message]));
    const inFeed = feed.entries.flatMap(({ id }) => sent.get(id) ?? []);
    expect(inFeed).toHaveLength(300);
    expect(byAggregate(inFeed)).toEqual(expect.any(Map));
    for (const [aggregate, numbers] of byAggregate(messages)) {
      expect(byAggregate(inFeed).get(aggregate)).toEqual(numbers);
    }
  });

  it('publishes a row that commits late, although later rows were published before it', async () => {
    const outbox = startPublishing();
    const feed = readFeed();
    const aggregateId = randomUUID();
    const late = countedMessage(1, aggregateId);
    const slow = new pg.Client({ connectionString: database.url });
    await slow.connect();
    resources.defer(() => slow.end());
    await slow.query('BEGIN');
    await slow.query('INSERT INTO outbox (event_id, partition, envelope) VALUES ($1, $2, $3)', [
      late.id,
      partitionOf(aggregateId),
      JSON.stringify(late),
    ]);
    await append(outbox, [countedMessage(2, aggregateId)]);
    await eventually('the other one is published', () => feed.entries.length === 1);
    await slow.query('COMMIT');
    await eventually('the late one is published', () => feed.entries.length === 2);
    expect(feed.numbers()).toEqual([2, 1]);
  });

  it('publishes again after a crash between publication and mark; the effect comes once', async () => {
    await consume(writing());
    let crashes = 0;
    const crashing: Broker = {
      ...broker,
      async publish(messages) {
        await broker.publish(messages);
        crashes += 1;
        if (crashes === 1) throw new Error('crashed');
      },
    };
    const outbox = startPublishing(crashing);
    const feed = readFeed();
    await append(outbox, [countedMessage(1), countedMessage(2)]);
    await eventually('they are published twice', () => feed.entries.length === 4);
    await allPublished();
    await eventually('all is consumed', async () => {
      const { rowCount } = await brokerDatabase.query({ text: 'SELECT 1 FROM deliveries' });
      return rowCount === 0;
    });
    expect((await applied()).toSorted()).toEqual([1, 2]);
  });

  it('puts a malformed message to the dead letters at once and goes on', async () => {
    let calls = 0;
    await consume(
      writing(() => {
        calls += 1;
      }),
    );
    const good = countedMessage(2);
    await broker.publish([{ ...good, id: randomUUID(), data: { number: 'one' } }, good]);
    await eventually('the good one is applied', async () => (await applied()).length === 1);
    expect(await deadLetters()).toEqual([{ number: 'one' }]);
    expect(calls).toBe(1);
  });

  it('tries a failing message again, without its effect twice and without being overtaken', async () => {
    let failures = 0;
    await consume(
      writing(({ data }) => {
        if (data.number === 1 && failures < 2) {
          failures += 1;
          throw new Error('not now');
        }
      }),
    );
    const outbox = startPublishing();
    await append(outbox, countedMessages(3, 1));
    await eventually('all are applied', async () => (await applied()).length === 3);
    expect(await applied()).toEqual([1, 2, 3]);
    expect(failures).toBe(2);
    expect(await deadLetters()).toEqual([]);
  });

  it('runs the call outside of the transaction, and not again for a message that was applied', async () => {
    const calls: number[] = [];
    const calling = consumerOf(counted, {
      async call({ data }) {
        calls.push(data.number);
        return data.number * 10;
      },
      async apply(tx, message, outcome: number) {
        await tx.query({
          text: 'INSERT INTO applied (number, aggregate_id) VALUES ($1, $2)',
          values: [outcome, message.aggregateId],
        });
      },
    });
    await consume(calling);
    const message = countedMessage(1);
    await broker.publish([message, message, countedMessage(2, message.aggregateId)]);
    await eventually('both are applied', async () => (await applied()).length === 2);
    expect(await applied()).toEqual([10, 20]);
    expect(calls).toEqual([1, 2]);
  });
});
