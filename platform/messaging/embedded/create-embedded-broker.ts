import { EventEmitter, setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startWorker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import { applyMigrations } from '#platform/postgres/migrate.ts';
import type { Broker } from '../broker.ts';
import type { SubscribedTypes } from '../subscribed-types.ts';
import { bindGroup, putAside } from './delivery-store.ts';
import { appendToFeed, lastOfFeed, pruneFeed } from './feed-store.ts';
import { createGroup, type Group } from './group-consumption.ts';
import { readFeedTable } from './read-feed-table.ts';

export interface EmbeddedBrokerOptions {
  /** A database for the broker alone, and for one process: readers are woken within it. The caller closes it. */
  database: Database;
  /** Whose messages are kept from the beginning, although they have never consumed. */
  subscribed?: SubscribedTypes;
  logger: Logger;
}

const migrations = fileURLToPath(new URL('migrations', import.meta.url));

/** A broker in tables of PostgreSQL, for where everything runs in one process. Its tables are made where missing. */
export async function createEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<Broker> {
  const { database, subscribed = {}, logger } = options;
  await applyMigrations(database.url, migrations, 'broker_migrations', logger);
  for (const [group, types] of Object.entries(subscribed)) await bindGroup(database, group, types);
  let last = await lastOfFeed(database);
  const groups = new Map<string, Group>();
  const appended = new EventEmitter();
  setMaxListeners(0, appended);
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const pruning = startWorker({
    name: 'feed pruning',
    logger,
    sweepMs: 3_600_000,
    async work() {
      await pruneFeed(database);
      return false;
    },
  });

  function groupNamed(name: string): Group {
    const group = groups.get(name) ?? createGroup(database, name, logger);
    groups.set(name, group);
    return group;
  }

  return {
    async publish(messages) {
      if (messages.length === 0) return;
      try {
        const appending = await appendToFeed(database, messages);
        if (appending.last > last) last = appending.last;
        for (const { group, partition } of appending.addressees) groups.get(group)?.wake(partition);
      } finally {
        // A commit whose answer was lost may have left entries, too.
        appended.emit('entries');
      }
    },
    deadLetter: (group, message) => putAside(database, group, message),
    consume: (options) => groupNamed(options.group).join(options),
    readFeed: (start, signal) =>
      readFeedTable({ database, logger, appended, last }, start, AbortSignal.any([signal, closing.signal])),
    async ready() {
      await database.query({ text: 'SELECT 1' });
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.all([...groups.values()].map((group) => group.end()));
      await pruning[Symbol.asyncDispose]();
    },
  };
}
