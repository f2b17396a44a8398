import type { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import { type FeedEntry, type FeedReading, type FeedStart, InvalidCursor } from '../broker.ts';
import { readPage } from './feed-store.ts';

export interface FeedTable {
  database: Database;
  logger: Logger;
  /** Emits `entries` after each publication. */
  appended: EventEmitter;
  /** The newest position when reading begins. */
  last: bigint;
}

/** Pause after a failed query, in ms. */
const PAUSE_MS = 500;

/** The position to begin after. */
function placeOf(start: FeedStart, last: bigint): bigint {
  if (start.from === 'live') return last;
  if (start.from === 'time') return 0n;
  if (!/^\d{1,18}$/.test(start.cursor)) throw new InvalidCursor('a cursor of the feed consists of digits');
  return BigInt(start.cursor);
}

async function* follow(table: FeedTable, after: bigint, since: Date | undefined, signal: AbortSignal) {
  const { database, logger, appended } = table;
  let position = after;
  let from = since;
  let news = false;
  let rouse = () => {};
  const onNews = () => {
    news = true;
    rouse();
  };
  appended.on('entries', onNews);
  signal.addEventListener('abort', onNews);
  try {
    while (!signal.aborted) {
      news = false;
      let page: Awaited<ReturnType<typeof readPage>>;
      try {
        page = await readPage(database, position, from);
      } catch (error) {
        if (signal.aborted) return;
        logger.warn({ err: error }, 'the feed could not be read, it is tried again');
        await delay(PAUSE_MS, undefined, { signal }).catch(() => {});
        continue;
      }
      for (const entry of page) {
        if (signal.aborted) return;
        position = BigInt(entry.position);
        from = undefined;
        yield { cursor: entry.position, envelope: entry.envelope } satisfies FeedEntry;
      }
      if (page.length === 0 && !news && !signal.aborted) {
        await new Promise<void>((resolve) => {
          rouse = resolve;
        });
      }
    }
  } finally {
    appended.off('entries', onNews);
    signal.removeEventListener('abort', onNews);
  }
}

/** Reads the feed's table from a place on, and waits for more at its end. */
export function readFeedTable(table: FeedTable, start: FeedStart, signal: AbortSignal): FeedReading {
  const since = start.from === 'time' ? start.since : undefined;
  const entries = follow(table, placeOf(start, table.last), since, signal);
  return { started: Promise.resolve(), [Symbol.asyncIterator]: () => entries };
}
