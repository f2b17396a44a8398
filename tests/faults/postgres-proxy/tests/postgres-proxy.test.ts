import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase, type Database } from '#platform/postgres/database.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import { openPostgresProxy, type PostgresProxy } from '../open-postgres-proxy.ts';
import type { Moment } from '../points.ts';

const logger = createLogger('test', 'silent');
const resources = new AsyncDisposableStack();
let proxy: PostgresProxy;
/** Past the proxy: what is really there. */
let direct: Database;
/** Through the proxy, as a service is connected. */
let service: Database;

beforeAll(async () => {
  const { url } = resources.use(await freshDatabase());
  direct = resources.use(createDatabase({ url, logger }));
  await direct.query({ text: 'CREATE TABLE notes (note text NOT NULL)' });
  proxy = resources.use(await openPostgresProxy(url));
});
afterAll(() => resources.disposeAsync());

beforeEach(async () => {
  service = createDatabase({ url: proxy.url, logger, maxConnections: 4 });
  await direct.query({ text: 'DELETE FROM notes' });
});
afterEach(async () => {
  proxy.disarm();
  await service[Symbol.asyncDispose]();
});

const note = (text: string) => ({ name: 'notes.add', text: 'INSERT INTO notes VALUES ($1)', values: [text] });
const count = { name: 'notes.count', text: 'SELECT count(*)::int AS notes FROM notes' };
const notesIn = async (database: Database) => (await database.query<{ notes: number }>(count)).rows[0]?.notes;

/** Adds a note in a transaction. */
const add = (text = 'a note') =>
  service.transaction(async (tx) => {
    await tx.query(note(text));
    await tx.query(count);
  });

/** Crashes at a moment of `notes.add`, and gives how many notes are there for all when it is asked to. */
async function crashedAt(moment: Moment): Promise<number | undefined> {
  let killed = 0;
  const reached = proxy.crashAt({ statement: 'notes.add', moment }, () => {
    killed += 1;
  });
  await expect(add()).rejects.toThrow();
  await reached;
  expect(killed).toBe(1);
  // PostgreSQL ends what a lost connection left open in its own time.
  await eventually('no transaction is open', async () => {
    const { rowCount } = await direct.query({
      text: `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
    });
    return rowCount === 0;
  });
  return notesIn(direct);
}

describe('a crash', () => {
  it('before a statement loses its transaction', async () => {
    expect(await crashedAt('before')).toBe(0);
  });

  it('after a statement loses its transaction', async () => {
    expect(await crashedAt('after')).toBe(0);
  });

  it('before the commit loses the transaction', async () => {
    expect(await crashedAt('before-commit')).toBe(0);
  });

  it('after the commit keeps the transaction, and the service was not told', async () => {
    expect(await crashedAt('after-commit')).toBe(1);
  });

  it('happens once; what comes after it goes through', async () => {
    await crashedAt('before');
    await add();
    expect(await notesIn(direct)).toBe(1);
  });

  it('finds a statement that its connection has prepared before, and one by itself', async () => {
    const one = createDatabase({ url: proxy.url, logger, maxConnections: 1 });
    await one.query(note('first'));
    const reached = proxy.crashAt({ statement: 'notes.add', moment: 'after-commit' }, () => {});
    await expect(one.query(note('second'))).rejects.toThrow();
    await reached;
    expect(await notesIn(direct)).toBe(2);
    await one[Symbol.asyncDispose]();
  });
});

describe('a point', () => {
  it('is the nth time of a statement whose values mention something', async () => {
    const seen: number[] = [];
    const reached = proxy.at({ statement: 'notes.add', mentions: 'milk', moment: 'after-commit', nth: 2 }, async () => {
      seen.push((await notesIn(direct)) ?? -1);
      return 'forward' as const;
    });
    for (const text of ['milk', 'bread', 'more milk', 'milk again']) await add(text);
    await reached;
    expect(seen).toEqual([3]);
  });

  it('is not reached by a transaction that PostgreSQL refused', async () => {
    let hits = 0;
    void proxy.at({ statement: 'notes.add', moment: 'after-commit' }, () => {
      hits += 1;
      return 'forward';
    });
    // Its COMMIT is answered with ROLLBACK.
    await service.transaction(async (tx) => {
      await tx.query(note('lost'));
      await tx.query({ text: 'SELECT 1 / 0' }).catch(() => {});
    });
    expect(await notesIn(direct)).toBe(0);
    expect(hits).toBe(0);
    await add();
    expect(hits).toBe(1);
  });

  it('holds only its own connection while it is decided', async () => {
    const go = Promise.withResolvers<'forward'>();
    const reached = proxy.at({ statement: 'notes.add', mentions: 'held', moment: 'before-commit' }, () => go.promise);
    const held = add('held');
    await add('another');
    expect(await notesIn(direct)).toBe(1);
    go.resolve('forward');
    await Promise.all([held, reached]);
    expect(await notesIn(direct)).toBe(2);
  });

  it('is forgotten when it is disarmed', async () => {
    let hits = 0;
    void proxy.crashAt({ statement: 'notes.add', moment: 'before' }, () => {
      hits += 1;
    });
    proxy.disarm();
    await add();
    expect(hits).toBe(0);
  });

  it('can keep an answer to itself', async () => {
    const reached = proxy.at({ statement: 'notes.add', moment: 'after-commit' }, () => 'swallow');
    let told = false;
    const unanswered = add().finally(() => {
      told = true;
    });
    unanswered.catch(() => {});
    await reached;
    expect(await notesIn(direct)).toBe(1);
    expect(await notesIn(service)).toBe(1);
    expect(told).toBe(false);
    proxy.cut();
    await expect(unanswered).rejects.toThrow();
  });
});

describe('the connection', () => {
  it('commits late when asked to', async () => {
    const late = proxy.delayNextCommit(300, 'notes.add');
    const began = performance.now();
    const adding = add();
    await add('not late');
    await Promise.all([late, adding]);
    expect(performance.now() - began).toBeGreaterThanOrEqual(295);
    expect(await notesIn(direct)).toBe(2);
  });

  it('is refused, and made again', async () => {
    await add();
    proxy.refuse();
    await expect(add()).rejects.toThrow();
    proxy.restore();
    await eventually('connected again', () => add().then(() => true));
  });

  it('stalls, and goes on where it was', async () => {
    await add();
    proxy.stall();
    let done = false;
    const stalled = add('late').then(() => {
      done = true;
    });
    expect(await notesIn(direct)).toBe(1);
    expect(done).toBe(false);
    proxy.restore();
    await stalled;
    expect(await notesIn(direct)).toBe(2);
  });

  it('carries answers of any size', async () => {
    const { rows } = await service.query<{ text: string }>({
      text: `SELECT repeat('ü', $1) AS text FROM generate_series(1, 20)`,
      values: [100_000],
    });
    expect(rows.map(({ text }) => text.length)).toEqual(Array.from({ length: 20 }, () => 100_000));
  });
});
