import { setTimeout as delay } from 'node:timers/promises';
import { context, propagation } from '@opentelemetry/api';
import type { Envelope } from '#contracts/envelope.ts';
import { MalformedMessage, type MessageContract, parseEnvelope, parseMessage } from '#contracts/message-contract.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database, Transaction } from '#platform/postgres/database.ts';
import type { Broker, Consumption, Verdict } from './broker.ts';

/** What a service does about one type of message. Made by `consumerOf`. */
export interface Consumer {
  readonly type: string;
  handle(envelope: Envelope, database: Database, group: string): Promise<void>;
}

/** Handles a message whose whole effect is in the service's own database. */
export interface LocalHandler<Data> {
  apply(tx: Transaction, message: Envelope<Data>): Promise<void>;
}

/**
 * Handles a message that needs something from outside: `call` goes there first, outside of any transaction, and may be
 * repeated after a crash, so it must be idempotent there (by a key made from the message's subject).
 */
export interface CallingHandler<Data, Outcome> {
  call(message: Envelope<Data>): Promise<Outcome>;
  apply(tx: Transaction, message: Envelope<Data>, outcome: Outcome): Promise<void>;
}

async function claim(tx: Transaction, group: string, id: string): Promise<boolean> {
  const inserted = await tx.query({
    name: 'inbox.claim',
    text: `INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    values: [group, id],
  });
  return inserted.rowCount === 1;
}

async function applied(database: Database, group: string, id: string): Promise<boolean> {
  const found = await database.query({
    name: 'inbox.find',
    text: `SELECT 1 FROM inbox WHERE consumer = $1 AND event_id = $2`,
    values: [group, id],
  });
  return found.rowCount === 1;
}

/**
 * Ties a handler to a message's contract. The handler's effect and the note that the message has been applied commit
 * together; a message that was applied before is passed over.
 */
export function consumerOf<Data, Outcome>(
  contract: MessageContract<Data>,
  handler: CallingHandler<Data, Outcome>,
): Consumer;
export function consumerOf<Data>(contract: MessageContract<Data>, handler: LocalHandler<Data>): Consumer;
export function consumerOf<Data, Outcome>(
  contract: MessageContract<Data>,
  handler: LocalHandler<Data> | CallingHandler<Data, Outcome>,
): Consumer {
  return {
    type: contract.type,
    async handle(envelope, database, group) {
      const message = parseMessage(contract, envelope);
      if ('call' in handler) {
        if (await applied(database, group, message.id)) return;
        const outcome = await handler.call(message);
        await database.transaction(async (tx) => {
          if (await claim(tx, group, message.id)) await handler.apply(tx, message, outcome);
        });
        return;
      }
      await database.transaction(async (tx) => {
        if (await claim(tx, group, message.id)) await handler.apply(tx, message);
      });
    },
  };
}

/**
 * Tries of a message before it is put aside. Their pauses (0.1 s doubling up to 5 s) add up to about 40 s: longer than a
 * restart of PostgreSQL or of a service beside us, which must not fill the dead letters.
 */
const ATTEMPTS = 12;

const pauseMs = (attempt: number) => Math.min(5_000, 100 * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);

export interface ConsumersOptions {
  /** The service's name: its instances share the work. */
  group: string;
  broker: Broker;
  database: Database;
  consumers: readonly Consumer[];
  logger: Logger;
  /** Told of every message's end, for metrics. */
  onHandled?(type: string, outcome: 'applied' | 'dead-lettered', seconds: number): void;
}

/**
 * Consumes a service's messages: parsed, each applied once, in order within its aggregate. A failing message holds its
 * partition while it is retried, so that nothing overtakes it; malformed ones go to the dead letters at once, others after
 * the last attempt.
 */
export async function startConsumers(options: ConsumersOptions): Promise<Consumption> {
  const { group, broker, database, consumers, logger, onHandled } = options;
  const byType = new Map(consumers.map((consumer) => [consumer.type, consumer]));
  const stopping = new AbortController();

  async function attempt(envelope: Envelope, consumer: Consumer): Promise<Verdict> {
    for (let number = 1; ; number++) {
      try {
        await consumer.handle(envelope, database, group);
        return 'ack';
      } catch (error) {
        const { id, type } = envelope;
        if (error instanceof MalformedMessage || number === ATTEMPTS) {
          logger.error({ err: error, messageId: id, type, attempts: number }, 'message put to the dead letters');
          return 'dead-letter';
        }
        logger.warn({ err: error, messageId: id, type, attempt: number }, 'message failed, it is tried again');
        await delay(pauseMs(number), undefined, { signal: stopping.signal });
      }
    }
  }

  async function handle(raw: unknown): Promise<Verdict> {
    const started = performance.now();
    let envelope: Envelope;
    try {
      envelope = parseEnvelope(raw);
    } catch (error) {
      logger.error({ err: error }, 'malformed message put to the dead letters');
      onHandled?.('malformed', 'dead-lettered', 0);
      return 'dead-letter';
    }
    const consumer = byType.get(envelope.type);
    // A type that an older version of this service asked for: its queue still brings it.
    if (consumer === undefined) return 'ack';
    const parent = propagation.extract(context.active(), { traceparent: envelope.traceparent });
    const verdict = await context.with(parent, () => attempt(envelope, consumer));
    onHandled?.(envelope.type, verdict === 'ack' ? 'applied' : 'dead-lettered', (performance.now() - started) / 1000);
    return verdict;
  }

  const consumption = await broker.consume({ group, types: [...byType.keys()], handle });
  return {
    async stop() {
      stopping.abort();
      await consumption.stop();
    },
  };
}
