import type { Envelope } from '#contracts/envelope.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Broker, FeedEntry } from '#platform/messaging/broker.ts';
import { awaitFeed } from './await-feed.ts';

/** An entry with its place as a number that can be compared. */
export interface PlacedEntry extends FeedEntry {
  position: bigint;
}

/** Which events a subscription wants: one type, and of those the ones whose data has `value` as `property`. */
export interface Interest {
  type: string;
  /** Absent: all of the type. */
  where?: { property: string; value: string } | undefined;
}

/** The feed as all subscriptions of this process read it: by one reader. */
export interface LiveFeed extends AsyncDisposable {
  /** Keeps events of these types as well from now on. */
  watch(types: Iterable<string>): void;
  /** Whether the entries of a type kept here are all that come after this position. */
  covers(type: string, position: bigint): boolean;
  /** The entries of interest kept here that come after this position, oldest first. */
  keptAfter(interest: Interest, position: bigint): PlacedEntry[];
  /** Calls `onEntry` with every entry of interest from now on, until the returned function is called. */
  listen(interest: Interest, onEntry: (entry: PlacedEntry) => void): () => void;
}

/** Entries kept for those who come back: at 100 events a second a minute and a half, some 5 MB. */
const KEPT = 10_000;

const textOf = (data: unknown, property: string): string | undefined => {
  const value = (data as Record<string, unknown> | null)?.[property];
  return typeof value === 'string' ? value.toLowerCase() : undefined;
};

/** Whether an event is one of those that an interest names. Ids are compared without regard to case. */
export const isOfInterest = ({ type, where }: Interest, { type: given, data }: Envelope): boolean =>
  given === type && (where === undefined || textOf(data, where.property) === where.value.toLowerCase());

/** The address of an interest; `property` alone is not enough, two fields may look at the same type by different ones. */
const addressOf = (type: string, property = '', value = '') => `${type}\n${property}\n${value.toLowerCase()}`;

/** Begins to read the feed. @param types the event types that subscriptions are made of; others are not kept */
export async function followLiveFeed(broker: Broker, types: Iterable<string>, logger: Logger): Promise<LiveFeed> {
  const reading = new AbortController();
  const feed = broker.readFeed({ from: 'live' }, reading.signal);
  const listeners = new Map<string, Set<(entry: PlacedEntry) => void>>();
  /** Properties that somebody looks at, by event type. */
  const properties = new Map<string, Set<string>>();
  /** Event types that are kept, each with the entry after which all are; undefined until an entry has come. */
  const watched = new Map<string, bigint | undefined>();
  let kept: PlacedEntry[] = [];
  /** Whether a type is watched that has no entry yet. */
  let isFresh = false;

  function tell(address: string, entry: PlacedEntry) {
    for (const onEntry of listeners.get(address) ?? []) onEntry(entry);
  }

  function keep(entry: PlacedEntry) {
    kept.push(entry);
    // Forgetting the older half at a time costs less than one at a time.
    if (kept.length <= KEPT) return;
    const forgotten = kept[KEPT / 2 - 1]?.position ?? entry.position;
    kept = kept.slice(KEPT / 2);
    for (const [type, from] of watched) if (from !== undefined && from < forgotten) watched.set(type, forgotten);
  }

  function watch(types: Iterable<string>) {
    for (const type of types) {
      if (watched.has(type)) continue;
      watched.set(type, undefined);
      isFresh = true;
    }
  }

  /** What is watched since the last entry is kept whole after this one. */
  function coverFrom(position: bigint) {
    for (const [type, from] of watched) if (from === undefined) watched.set(type, position);
    isFresh = false;
  }
  watch(types);

  const finished = (async () => {
    for await (const { cursor, envelope } of feed) {
      const entry = { cursor, envelope, position: BigInt(cursor) };
      if (isFresh) coverFrom(entry.position);
      const { type, data } = envelope;
      if (!watched.has(type)) continue;
      keep(entry);
      tell(addressOf(type), entry);
      for (const property of properties.get(type) ?? []) {
        const value = textOf(data, property);
        if (value !== undefined) tell(addressOf(type, property, value), entry);
      }
    }
  })();
  finished.catch((error: unknown) => logger.error({ err: error }, 'the live feed is no longer read'));
  await awaitFeed(feed, logger);

  return {
    watch,
    covers(type, position) {
      const from = watched.get(type);
      return from !== undefined && position >= from;
    },
    keptAfter: (interest, position) =>
      kept.filter((entry) => entry.position > position && isOfInterest(interest, entry.envelope)),
    listen({ type, where }, onEntry) {
      const address = addressOf(type, where?.property, where?.value);
      const own = listeners.get(address) ?? new Set();
      listeners.set(address, own.add(onEntry));
      if (where !== undefined) properties.set(type, (properties.get(type) ?? new Set()).add(where.property));
      return () => {
        own.delete(onEntry);
        if (own.size === 0 && listeners.get(address) === own) listeners.delete(address);
      };
    },
    async [Symbol.asyncDispose]() {
      reading.abort();
      await finished.catch(() => {});
    },
  };
}
