import type { Envelope } from '#contracts/envelope.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Broker, FeedStart } from '#platform/messaging/broker.ts';
import { createEventQueue, type EventQueue } from './event-queue.ts';
import { type Interest, isOfInterest, type LiveFeed, type PlacedEntry } from './live-feed.ts';
import { createRepetitionFilter } from './repetitions.ts';
import type { SubscriptionStart } from './subscription-start.ts';

export interface EventSource {
  broker: Broker;
  live: LiveFeed;
  logger: Logger;
}

export interface WantedEvents {
  interest: Interest;
  /** Whether it is worth asking if this viewer may see the event. */
  isVisible(envelope: Envelope): boolean;
  start: SubscriptionStart;
}

/** Events that wait for one slow client. */
const QUEUE_LIMIT = 1_000;

/** Entries before a cursor that are read again, so that an event that comes a second time after it is known. */
const REREAD = 100n;

/**
 * Follows the events of one subscription: what was missed first, then live, each once and in order. Nothing that is
 * published after the call is missed. Close the queue to end it.
 */
export function followEvents(source: EventSource, { interest, isVisible, start }: WantedEvents) {
  const { broker, live, logger } = source;
  const inner = createEventQueue<PlacedEntry>(QUEUE_LIMIT);
  const isNew = createRepetitionFilter();
  const closing = new AbortController();
  const rereadFrom = start.from === 'after' && start.position > REREAD ? start.position - REREAD : 0n;
  let last: bigint | undefined;
  let stopListening = () => {};

  function take(entry: PlacedEntry) {
    if (last !== undefined && entry.position <= last) return;
    last = entry.position;
    if (!isOfInterest(interest, entry.envelope) || !isNew(entry.envelope)) return;
    if (start.from === 'after' && entry.position <= start.position) return;
    if (isVisible(entry.envelope)) inner.push(entry);
  }

  /** Reads by a reader of its own until the entries kept in this process go on from there. */
  async function readMissed(from: FeedStart): Promise<void> {
    const reading = new AbortController();
    const feed = broker.readFeed(from, AbortSignal.any([reading.signal, closing.signal]));
    try {
      for await (const { cursor, envelope } of feed) {
        take({ cursor, envelope, position: BigInt(cursor) });
        await inner.room();
        if (closing.signal.aborted || live.covers(interest.type, BigInt(cursor))) return;
      }
    } finally {
      reading.abort();
    }
  }

  /** Takes what was missed as fast as the client does, and then listens. */
  async function catchUp(): Promise<void> {
    while (!closing.signal.aborted) {
      if (last === undefined || !live.covers(interest.type, last)) {
        if (last === undefined && start.from === 'time') await readMissed(start);
        else await readMissed({ from: 'after', cursor: String(last ?? rereadFrom) });
        continue;
      }
      const missed = live.keptAfter(interest, last);
      if (missed.length === 0) {
        stopListening = live.listen(interest, take);
        return;
      }
      for (const entry of missed) {
        take(entry);
        await inner.room();
        if (closing.signal.aborted) return;
      }
    }
  }

  function begin() {
    if (start.from === 'live') {
      stopListening = live.listen(interest, take);
      return;
    }
    if (start.from === 'after' && live.covers(interest.type, start.position)) {
      for (const entry of live.keptAfter(interest, rereadFrom)) if (entry.position <= start.position) take(entry);
      last = start.position;
    }
    catchUp().catch((error: unknown) => {
      logger.error({ err: error }, 'missed events could not be read');
      inner.end('failed');
    });
  }

  const queue: EventQueue<PlacedEntry> = {
    ...inner,
    close() {
      closing.abort();
      stopListening();
      inner.close();
    },
  };
  begin();
  return queue;
}
