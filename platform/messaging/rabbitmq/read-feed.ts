import type { Channel, ConsumeMessage } from 'amqplib';
import type { Envelope } from '#contracts/envelope.ts';
import { parseEnvelope } from '#contracts/message-contract.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import { type FeedEntry, type FeedReading, type FeedStart, InvalidCursor } from '../broker.ts';
import type { Connection } from './connection.ts';
import { keepChannel } from './keep-channel.ts';
import { declareFeed, feedOf } from './topology.ts';

/** Entries under way to a reader; a stream gives nothing without a limit. */
const PREFETCH = 100;

/** The largest offset that a number holds exactly has 16 digits; a stream of 15 would take an age. */
const CURSOR = /^\d{1,15}$/;

/** A connection that takes longer was away when reading began, in ms. */
const LATE_MS = 2_000;

/** Streams know whole seconds only. One more goes off for clocks that differ. */
const timestampOf = (milliseconds: number) => ({
  '!': 'timestamp',
  value: Math.max(0, Math.floor(milliseconds / 1000) - 1),
});

function offsetOf(message: ConsumeMessage): number {
  return Number(message.properties.headers?.['x-stream-offset']);
}

/** Where a reader stands: the argument of its subscription, also after a reconnect. */
function createPlace(start: FeedStart) {
  if (start.from === 'after' && !CURSOR.test(start.cursor)) {
    throw new InvalidCursor('a cursor of the feed consists of digits');
  }
  let last = start.from === 'after' ? Number(start.cursor) : undefined;
  let liveSince = Date.now();
  let wasSubscribed = false;
  return {
    offset() {
      if (last !== undefined) return last + 1;
      if (start.from === 'time') return timestampOf(start.since.getTime());
      // A live reader whose connection came late or was lost before its first entry: some from before may come, none is missed.
      return wasSubscribed || Date.now() - liveSince > LATE_MS ? timestampOf(liveSince) : 'next';
    },
    subscribed() {
      if (!wasSubscribed && Date.now() - liveSince <= LATE_MS) liveSince = Date.now();
      wasSubscribed = true;
    },
    /** Notes an entry as read; false for one from before the start, since a timestamp finds its chunk only. */
    advance(offset: number, envelope: Envelope): boolean {
      const first = last === undefined;
      if (last !== undefined && offset <= last) return false;
      if (first && start.from === 'time' && Date.parse(envelope.occurredAt) < start.since.getTime()) return false;
      last = offset;
      return true;
    },
  };
}

interface Arrival {
  message: ConsumeMessage;
  /** Asks for more. */
  acknowledge(): void;
}

/** Reads the stream from a place on, over a channel of its own. */
export function readFeed(
  connection: Connection,
  namespace: string,
  start: FeedStart,
  signal: AbortSignal,
  logger: Logger,
): FeedReading {
  const place = createPlace(start);
  let arrived: Arrival[] = [];
  let rouse = () => {};

  const kept = keepChannel({
    name: 'feed reader',
    logger,
    open: () => connection.model.createChannel(),
    async setUp(channel: Channel, isOpen) {
      await declareFeed(channel, namespace);
      await channel.prefetch(PREFETCH);
      // What came over the last channel and was not read comes again.
      arrived = [];
      const onMessage = (message: ConsumeMessage | null) => {
        if (message === null) {
          channel.close().catch(() => {});
          return;
        }
        const acknowledge = () => {
          if (isOpen()) channel.ack(message);
        };
        arrived.push({ message, acknowledge });
        rouse();
      };
      await channel.consume(feedOf(namespace), onMessage, { arguments: { 'x-stream-offset': place.offset() } });
      place.subscribed();
    },
  });

  function read({ message, acknowledge }: Arrival): FeedEntry | undefined {
    acknowledge();
    const offset = offsetOf(message);
    try {
      const envelope = parseEnvelope(JSON.parse(message.content.toString()));
      return place.advance(offset, envelope) ? { cursor: String(offset), envelope } : undefined;
    } catch (error) {
      logger.warn({ err: error, offset }, 'an entry of the feed is no message, it is passed over');
      return undefined;
    }
  }

  const end = () => {
    rouse();
    void kept[Symbol.asyncDispose]();
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });

  async function* entries() {
    try {
      while (!signal.aborted) {
        const next = arrived.shift();
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            rouse = resolve;
          });
          continue;
        }
        const entry = read(next);
        if (entry !== undefined) yield entry;
      }
    } finally {
      signal.removeEventListener('abort', end);
      await kept[Symbol.asyncDispose]();
    }
  }
  const iterator = entries();
  return { started: kept.started, [Symbol.asyncIterator]: () => iterator };
}
