import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { PARTITIONS } from '../broker.ts';
import { createOutbox } from '../outbox.ts';
import { parkedBacklog } from '../parking/parked-backlog.ts';
import { partitionOf } from '../partition-of.ts';
import { deadLettersOf } from '../rabbitmq/topology.ts';
import { countedMessage } from './message-fixtures.ts';
import { engineUrl, logger, newNamespace, overAmqp, removeNamespace } from './rabbitmq-home.ts';
import { createServiceFixture, type ServiceFixture } from './service-fixture.ts';
import { APPLIED, type InstanceOptions, startInstance } from './sharing-instance.ts';

const program = fileURLToPath(new URL('instance-program.ts', import.meta.url));

/** Messages that were written and are not yet applied, at most: a load that is there all the time and no backlog. */
const UNDER_WAY = 40;

/** Five in each partition. */
const aggregates = Array.from({ length: 5 * PARTITIONS }, (_, index) => {
  let id = randomUUID();
  while (partitionOf(id) !== index % PARTITIONS) id = randomUUID();
  return id;
});

describe('several instances of a service over RabbitMQ', () => {
  let namespace: string;
  let service: ServiceFixture;
  let resources: AsyncDisposableStack;
  /** How often the messages that came had been given out before. */
  let given: number[];
  /** What the load has written, by aggregate. */
  let written: Map<string, number[]>;
  beforeEach(async () => {
    namespace = newNamespace();
    service = await createServiceFixture();
    await service.database.query({ text: APPLIED });
    resources = new AsyncDisposableStack();
    given = [];
    written = new Map();
  });
  afterEach(async () => {
    await resources.disposeAsync();
    await service[Symbol.asyncDispose]();
    await removeNamespace(namespace);
  });

  /** Starts an instance in this process; disposing it is its orderly end. */
  const start = async (name: string, over: Partial<InstanceOptions> = {}) =>
    resources.use(
      await startInstance({
        name,
        databaseUrl: service.database.url,
        amqpUrl: engineUrl,
        namespace,
        logger,
        onGiven: (givenBefore) => given.push(givenBefore),
        ...over,
      }),
    );

  /** Starts an instance that can be killed. */
  function startProcess(name: string): ChildProcess {
    const child = spawn(process.execPath, [program, name, service.database.url, engineUrl, namespace], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    resources.defer(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    });
    return child;
  }

  async function appliedCount(): Promise<number> {
    const { rows } = await service.database.query<{ count: number }>({
      text: 'SELECT count(*)::integer AS count FROM applied_by',
    });
    return rows[0]?.count ?? 0;
  }

  async function moreApplied(count: number) {
    const before = await appliedCount();
    await eventually(`${count} more are applied`, async () => (await appliedCount()) > before + count);
  }

  /** Writes messages of all aggregates to the outbox until it is ended. */
  function startLoad() {
    const ending = new AbortController();
    const outbox = createOutbox(() => {});
    let count = 0;
    const finished = (async () => {
      while (!ending.signal.aborted) {
        await eventually('some are applied', async () => count - (await appliedCount()) < UNDER_WAY);
        const batch = aggregates.map((id, index) => countedMessage(count + index + 1, id));
        await service.database.transaction((tx) => outbox.append(tx, batch));
        for (const { aggregateId, data } of batch) {
          written.set(aggregateId, [...(written.get(aggregateId) ?? []), data.number]);
        }
        count += batch.length;
      }
    })();
    const end = async () => {
      ending.abort();
      await finished;
      return count;
    };
    resources.defer(async () => {
      await end();
    });
    return { end };
  }

  /** How many partitions each instance has, by who applied the last message of each. */
  async function shares(): Promise<Record<string, number>> {
    const { rows } = await service.database.query<{ instance: string; partitions: number }>({
      text: `SELECT instance, count(*)::integer AS partitions
             FROM (SELECT DISTINCT ON (partition) instance FROM applied_by ORDER BY partition, at DESC) AS last
             GROUP BY instance ORDER BY instance`,
    });
    return Object.fromEntries(rows.map(({ instance, partitions }) => [instance, partitions]));
  }

  const areShared = (wanted: Record<string, number[]>) =>
    eventually(`they are shared as ${JSON.stringify(wanted)}`, async () => {
      const now = await shares();
      const names = Object.keys(now);
      return (
        names.length === Object.keys(wanted).length && names.every((name) => wanted[name]?.includes(now[name] ?? 0))
      );
    });

  async function sessions(): Promise<number> {
    const { rows } = await service.database.query<{ count: number }>({
      text: `SELECT count(*)::integer AS count FROM pg_locks
             WHERE locktype = 'advisory' AND mode = 'ShareLock'
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    });
    return rows[0]?.count ?? 0;
  }

  /** Everything that was written is applied once, in order within each aggregate, and nothing was put aside. */
  async function expectAllApplied(count: number) {
    await eventually(`${count} are applied`, async () => (await appliedCount()) >= count);
    const { rows } = await service.database.query<{ aggregate: string; numbers: number[] }>({
      text: `SELECT aggregate_id AS aggregate, array_agg(number ORDER BY at) AS numbers
             FROM applied_by GROUP BY aggregate_id`,
    });
    expect(new Map(rows.map(({ aggregate, numbers }) => [aggregate, numbers]))).toEqual(written);
    const dead = await overAmqp((channel) => channel.checkQueue(deadLettersOf(namespace, 'orders')));
    expect(dead.messageCount).toBe(0);
    expect((await parkedBacklog(service.database)).messages).toBe(0);
  }

  it('share its partitions as they join and leave, apply each message once and in order', async () => {
    await start('a');
    const load = startLoad();
    await areShared({ a: [8] });
    await start('b');
    await areShared({ a: [4], b: [4] });
    const c = await start('c');
    await areShared({ a: [2, 3], b: [2, 3], c: [2, 3] });
    await c[Symbol.asyncDispose]();
    await areShared({ a: [4], b: [4] });
    await expectAllApplied(await load.end());
    expect(Math.max(...given)).toBeLessThanOrEqual(4);
  });

  it('take over from one that is killed', async () => {
    const child = startProcess('killed');
    await start('a');
    await start('b');
    const load = startLoad();
    await areShared({ killed: [2, 3], a: [2, 3], b: [2, 3] });
    child.kill('SIGKILL');
    await areShared({ a: [4], b: [4] });
    await expectAllApplied(await load.end());
  });

  it('take over from one that is frozen, and give it its share again', async () => {
    const child = startProcess('frozen');
    await start('a');
    const load = startLoad();
    await areShared({ frozen: [4], a: [4] });
    child.kill('SIGSTOP');
    await eventually('it is none of them', async () => (await sessions()) === 1);
    await areShared({ a: [8] });
    child.kill('SIGCONT');
    await areShared({ frozen: [4], a: [4] });
    await expectAllApplied(await load.end());
  });

  it('do not hand on again and again what another one does not take', async () => {
    const holder = new pg.Client({ connectionString: service.database.url });
    await holder.connect();
    resources.defer(() => holder.end());
    await holder.query(`SELECT pg_advisory_lock_shared(hashtext('consumers'), hashtext('orders'))`);
    await start('a');
    await start('b');
    const load = startLoad();
    await moreApplied(800);
    await expectAllApplied(await load.end());
    expect(given.filter((before) => before > 0).length).toBeLessThan(given.length / 10);
    expect(Math.max(...given)).toBeLessThanOrEqual(4);
  });

  it('go on with what they have while they cannot meet, and share again afterwards', async () => {
    await using proxy = await openFaultyProxy(service.database.url);
    await start('a', { meetingUrl: proxy.url });
    await start('b', { meetingUrl: proxy.url });
    const load = startLoad();
    await areShared({ a: [4], b: [4] });
    await moreApplied(4 * UNDER_WAY);
    proxy.refuse();
    await eventually('nobody meets', async () => (await sessions()) === 0);
    given.splice(0);
    await moreApplied(500);
    expect(Math.max(...given)).toBe(0);
    expect(await shares()).toEqual({ a: 4, b: 4 });
    proxy.restore();
    await eventually('both meet', async () => (await sessions()) === 2);
    await areShared({ a: [4], b: [4] });
    await expectAllApplied(await load.end());
  });

  it('leave nothing to one that has lost RabbitMQ', async () => {
    await using proxy = await openFaultyProxy(engineUrl);
    await start('a');
    await start('b', { amqpUrl: proxy.url });
    const load = startLoad();
    await areShared({ a: [4], b: [4] });
    proxy.refuse();
    await areShared({ a: [8] });
    await eventually('one is alone', async () => (await sessions()) === 1);
    proxy.restore();
    await areShared({ a: [4], b: [4] });
    await expectAllApplied(await load.end());
  });
});
