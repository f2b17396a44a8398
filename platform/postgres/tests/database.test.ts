import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import { createDatabase, type Database } from '../database.ts';
import { type IdempotentAnswer, idempotent } from '../idempotency.ts';
import { isUnavailable } from '../is-unavailable.ts';
import { migrate } from '../migrate.ts';

const logger = createLogger('test', 'silent');
const resources = new AsyncDisposableStack();
let database: Database;

beforeAll(async () => {
  const fresh = resources.use(await freshDatabase());
  const none = new URL('../../subgraph/tests/fixture/migrations', import.meta.url).pathname;
  await migrate(fresh.url, none, logger);
  database = resources.use(createDatabase({ url: fresh.url, logger, maxConnections: 8 }));
  await database.query({ text: 'CREATE TABLE counters (id int PRIMARY KEY, value int NOT NULL)' });
  await database.query({ text: 'INSERT INTO counters VALUES (1, 0), (2, 0), (3, 0)' });
});

afterAll(async () => {
  await resources.disposeAsync();
});

const counterAt = async (id: number) =>
  (await database.query<{ value: number }>({ text: 'SELECT value FROM counters WHERE id = $1', values: [id] })).rows[0]
    ?.value;

describe('a transaction', () => {
  it('tells of its commit, and not of a rollback', async () => {
    const told: string[] = [];
    await database.transaction(async (tx) => tx.afterCommit(() => told.push('committed')));
    const failing = database.transaction(async (tx) => {
      tx.afterCommit(() => told.push('rolled back'));
      await tx.query({ text: 'UPDATE counters SET value = 99 WHERE id = 3' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(told).toEqual(['committed']);
    expect(await counterAt(3)).toBe(0);
  });

  it("is run again when it was a deadlock's victim", async () => {
    const increment = (tx: { query: Database['query'] }, id: number) =>
      tx.query({ text: 'UPDATE counters SET value = value + 1 WHERE id = $1', values: [id] });
    let arrived = 0;
    let attempts = 0;
    const crossing = (first: number, second: number) =>
      database.transaction(async (tx) => {
        attempts += 1;
        await increment(tx, first);
        arrived += 1;
        await eventually('both hold their first row', () => arrived >= 2);
        await increment(tx, second);
      });
    await Promise.all([crossing(1, 2), crossing(2, 1)]);
    expect([await counterAt(1), await counterAt(2)]).toEqual([2, 2]);
    expect(attempts).toBe(3);
  });
});

describe('a connection that is lost in the middle of a transaction', () => {
  it('fails the transaction and nothing else', async () => {
    const failing = database.transaction(async (tx) => {
      const { rows } = await tx.query<{ pid: number }>({ text: 'SELECT pg_backend_pid() AS pid' });
      const values = [rows[0]?.pid];
      await database.query({ text: 'SELECT pg_terminate_backend($1)', values });
      // The loss comes while nothing is being asked: as an event, not as a query's error.
      await eventually('the connection is gone', async () => {
        const found = await database.query({ text: 'SELECT 1 FROM pg_stat_activity WHERE pid = $1', values });
        return found.rowCount === 0;
      });
      await tx.query({ text: 'SELECT 1' });
    });
    await expect(failing).rejects.toThrow();
    expect(await counterAt(3)).toBe(0);
  });
});

describe('a server that is gone without a word', () => {
  it('is not waited for longer than a statement may take, and its connection is given up', async () => {
    await using proxy = await openFaultyProxy(database.url);
    await using far = createDatabase({ url: proxy.url, logger, maxConnections: 1 });
    await far.query({ text: 'SELECT 1' });
    proxy.stall();
    // What is longer than a statement's 10 s is over at once.
    const { setTimeout: later } = globalThis;
    const sooner = ((work: () => void, ms: number) => later(work, ms > 10_000 ? 50 : ms)) as typeof setTimeout;
    const waits = jest.spyOn(globalThis, 'setTimeout').mockImplementation(sooner);
    try {
      await expect(far.query({ text: 'SELECT 1' })).rejects.toThrow('timeout');
    } finally {
      waits.mockRestore();
    }
    proxy.restore();
    expect((await far.query({ text: 'SELECT 2 AS two' })).rows).toEqual([{ two: 2 }]);
  });
});

describe('a database that cannot be asked now', () => {
  const errorOf = (query: Promise<unknown>) =>
    query.then(
      () => undefined,
      (error: unknown) => error,
    );
  const one = { text: 'SELECT 1' };

  it('is told from a statement that is wrong', async () => {
    expect(isUnavailable(await errorOf(database.query({ text: 'SELECT wrong' })))).toBe(false);
    const twice = { text: 'INSERT INTO counters VALUES (1, 0)' };
    expect(isUnavailable(await errorOf(database.query(twice)))).toBe(false);
    expect(isUnavailable(new Error('no'))).toBe(false);
  });

  it('has no connection free', async () => {
    await using small = createDatabase({ url: database.url, logger, maxConnections: 1, waitMs: 50 });
    const refused = await small.transaction(() => errorOf(small.query(one)));
    expect(refused).toMatchObject({ message: expect.stringContaining('timeout') });
    expect(isUnavailable(refused)).toBe(true);
  });

  it('has ended the connection, or is away', async () => {
    await using proxy = await openFaultyProxy(database.url);
    await using far = createDatabase({ url: proxy.url, logger, maxConnections: 1 });
    const ended = await errorOf(far.query({ text: 'SELECT pg_terminate_backend(pg_backend_pid())' }));
    expect(isUnavailable(ended)).toBe(true);
    const sleeping = errorOf(far.query({ text: 'SELECT pg_sleep(100)' }));
    const asleep = { text: `SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(100)' AND state = 'active'` };
    await eventually('it is asked', async () => (await database.query(asleep)).rowCount === 1);
    proxy.refuse();
    expect(isUnavailable(await sleeping)).toBe(true);
    expect(isUnavailable(await errorOf(far.query(one)))).toBe(true);
  });
});

describe('idempotent', () => {
  const call = { scope: 'test:ada', key: 'k1', input: { quantity: 1 } };

  it('runs once for a key, and gives the first answer again', async () => {
    let runs = 0;
    const once = () => idempotent(database, call, async () => ({ run: ++runs }));
    expect(await once()).toEqual({ kind: 'answered', answer: { run: 1 }, replayed: false });
    expect(await once()).toEqual({ kind: 'answered', answer: { run: 1 }, replayed: true });
    const other = { ...call, input: { quantity: 2 } };
    expect(await idempotent(database, other, async () => ({ run: ++runs }))).toEqual({ kind: 'reused' });
    const another = { ...call, scope: 'test:bob' };
    expect(await idempotent(database, another, async () => ({ run: ++runs }))).toMatchObject({ answer: { run: 2 } });
  });

  it('says that a call is under way', async () => {
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const key = { ...call, key: 'k2' };
    const first: Promise<IdempotentAnswer<string>> = idempotent(database, key, async () => {
      started.resolve();
      await finish.promise;
      return 'done';
    });
    await started.promise;
    expect(await idempotent(database, key, async () => 'again')).toEqual({ kind: 'in-progress' });
    finish.resolve();
    expect(await first).toMatchObject({ answer: 'done' });
  });

  it('leaves the key free when the work fails', async () => {
    const key = { ...call, key: 'k3' };
    const failing = idempotent(database, key, async () => {
      throw new Error('away');
    });
    await expect(failing).rejects.toThrow('away');
    expect(await idempotent(database, key, async () => 'fine')).toMatchObject({ answer: 'fine', replayed: false });
  });
});
