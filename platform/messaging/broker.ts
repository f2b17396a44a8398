import type { Envelope } from '#contracts/envelope.ts';

/** Messages of one aggregate share a partition; a partition is consumed by one consumer of a group at a time, in order. */
export const PARTITIONS = 8;

/** Longest message, in bytes of its JSON. */
export const MAX_MESSAGE_BYTES = 1_000_000;

/** What becomes of a message: `ack` forgets it, `dead-letter` puts it aside for a person to look at. */
export type Verdict = 'ack' | 'dead-letter';

/** A process's part of a group's partitions. */
export interface PartitionShare extends AsyncDisposable {
  /** Whether a partition is this process's, and no other live one's. True, too, while nobody knows. */
  has(partition: number): boolean;
}

export interface ConsumeOptions {
  /** Consumers of one group share its messages; each group gets every message. Durable: it is remembered while away. */
  group: string;
  /** Message types, all of them known when consuming begins. Other versions of them come too, for the dead letters. */
  types: readonly string[];
  /**
   * Called with one message of a partition at a time, in order. A rejection is no verdict: the message comes again.
   *
   * @param message as it came: JSON, or the text that is none
   * @param givenBefore how often it was given out before without a verdict, by a broker that outlives its consumers
   */
  handle(message: unknown, givenBefore: number): Promise<Verdict>;
  /**
   * Begins to share the group's partitions with the other processes that consume it. Called by an engine for several
   * processes, which owns what it gets; without it the process that comes first has all partitions.
   *
   * @param isConsuming whether messages can come to this process now: it has no share while they cannot
   */
  share?(isConsuming: () => boolean): PartitionShare;
}

export interface Consumption {
  /** Resolves when the group is declared: it misses nothing from now on. Not before the broker is there. */
  readonly started: Promise<void>;
  /** Takes no further message, waits for those in hand, gives the rest back. */
  stop(): Promise<void>;
}

/** Where reading the feed begins: now, after an entry that was read before, or at the first entry since an instant. */
export type FeedStart = { from: 'live' } | { from: 'after'; cursor: string } | { from: 'time'; since: Date };

export interface FeedEntry {
  /** The entry's place in the feed: decimal digits, growing. */
  cursor: string;
  envelope: Envelope;
}

export interface FeedReading extends AsyncIterable<FeedEntry> {
  /** Resolves when the place is taken: nothing that is published from now on is missed. */
  readonly started: Promise<void>;
}

/** The messaging engine: RabbitMQ, or tables in PostgreSQL where everything runs in one process. */
export interface Broker extends AsyncDisposable {
  /**
   * Hands messages over, in order. Resolves when the broker is responsible for every one of them; after a rejection any of
   * them may have been taken, so publish them all again (readers drop repetitions by id).
   *
   * @throws Error when not confirmed within 5 s, when the broker is blocked or away
   */
  publish(messages: readonly Envelope[]): Promise<void>;
  /** Begins to consume, also while the broker is away. Survives reconnects. */
  consume(options: ConsumeOptions): Consumption;
  /** Puts a message to a group's dead letters. Resolves and rejects as `publish` does. */
  deadLetter(group: string, message: Envelope): Promise<void>;
  /**
   * Every message of every service, in the order in which the broker took them; repetitions of a message are possible.
   * Any number of readers at any place. Survives reconnects; ends when `signal` is aborted. Reading begins with the call, not
   * with the first entry asked for: iterate it, once, or abort `signal`. Entries are kept for 7 days; after a cursor that is
   * older it goes on with the oldest one kept.
   *
   * @throws InvalidCursor when `cursor` is none
   */
  readFeed(start: FeedStart, signal: AbortSignal): FeedReading;
  /** Resolves when messages can be published and consumed now. @throws Error with the reason otherwise */
  ready(): Promise<void>;
}

/** A feed cursor that this feed never gave out. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}
