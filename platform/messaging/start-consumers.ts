import { setTimeout as delay } from 'node:timers/promises';
import { context, propagation } from '@opentelemetry/api';
import type { Envelope } from '#contracts/envelope.ts';
import { MalformedMessage } from '#contracts/message-contract.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Broker, Consumption, Verdict } from './broker.ts';
import type { Consumer } from './consumer.ts';
import type { Turn } from './inbox.ts';
import { errorText } from './parking/error-text.ts';
import { park } from './parking/parking-store.ts';
import { type RetryPolicy, retryPolicy } from './parking/retry-policy.ts';
import { startParkedWork } from './parking/start-parked-work.ts';
import { readMessage } from './read-message.ts';
import { sharePartitions } from './share-partitions.ts';

/**
 * A message that came so often without a verdict may be what ends its process. It is parked without a try, and with it those
 * that were under way beside it: RabbitMQ counts for all of them, and would put them to the dead letters at 20.
 */
const MANY_DELIVERIES = 8;

export type Outcome = 'applied' | 'parked' | 'dead-lettered';

export interface ConsumersOptions {
  /** The service's name: its instances share the work. */
  group: string;
  broker: Broker;
  database: Database;
  consumers: readonly Consumer[];
  logger: Logger;
  /** Told of every message's end, for metrics. */
  onHandled?(type: string, outcome: Outcome, seconds: number): void;
  /** Shorter pauses, for tests. */
  policy?: RetryPolicy;
}

const within = <Result>({ traceparent }: Envelope, work: () => Promise<Result>): Promise<Result> =>
  context.with(propagation.extract(context.active(), { traceparent }), work);

/**
 * Consumes a service's messages: parsed, each applied once, in order within its aggregate. One that fails holds its partition
 * for a few quick tries; then it is parked, later ones of its aggregate behind it, and the partition goes on. Malformed ones
 * go to the dead letters at once. Without the database there is no verdict, and the message comes again.
 */
export function startConsumers(options: ConsumersOptions): Consumption {
  const { group, broker, database, consumers, logger, onHandled, policy = retryPolicy } = options;
  const byType = new Map(consumers.map((consumer) => [consumer.type, consumer]));
  const stopping = new AbortController();

  function toDeadLetters(error: MalformedMessage, type: string, messageId: string | undefined): void {
    logger.error({ err: error, group, type, messageId }, 'message put to the dead letters');
    onHandled?.(type, 'dead-lettered', 0);
  }

  async function tryOrPark(envelope: Envelope, consumer: Consumer): Promise<'done' | 'parked'> {
    const { id, type } = envelope;
    const turn: Turn = { database, group, from: 'queue' };
    for (let attempt = 0; ; attempt++) {
      try {
        return await consumer.handle(envelope, turn);
      } catch (error) {
        if (error instanceof MalformedMessage) throw error;
        const pause = policy.quickPauses[attempt];
        if (pause === undefined) {
          await park(database, group, envelope, { error: errorText(error), pause: policy.pauseAfter(0) });
          logger.warn({ err: error, group, messageId: id, type }, 'message parked');
          return 'parked';
        }
        logger.debug({ err: error, group, messageId: id, type, attempt }, 'message failed, it is tried again');
        await delay(pause, undefined, { signal: stopping.signal });
      }
    }
  }

  async function parkUntried(envelope: Envelope, givenBefore: number): Promise<'parked'> {
    const error = `came ${givenBefore + 1} times, and its process ended`;
    await park(database, group, envelope, { error, pause: policy.pauseAfter(0) });
    logger.warn({ group, messageId: envelope.id, type: envelope.type, givenBefore }, 'message parked without a try');
    return 'parked';
  }

  async function handle(raw: unknown, givenBefore: number): Promise<Verdict> {
    const started = performance.now();
    let type = 'malformed';
    let messageId: string | undefined;
    try {
      const { envelope, consumer } = readMessage(raw, byType);
      if (consumer === undefined) return 'ack';
      ({ type, id: messageId } = envelope);
      const outcome = await within(envelope, () =>
        givenBefore < MANY_DELIVERIES ? tryOrPark(envelope, consumer) : parkUntried(envelope, givenBefore),
      );
      if (outcome === 'parked') parkedWork.wake();
      onHandled?.(type, outcome === 'done' ? 'applied' : 'parked', (performance.now() - started) / 1000);
      return 'ack';
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      toDeadLetters(error, type, messageId);
      return 'dead-letter';
    }
  }

  async function settleParked(raw: unknown): Promise<void> {
    const started = performance.now();
    const envelope = raw as Envelope;
    try {
      const { consumer } = readMessage(raw, byType);
      if (consumer === undefined) return;
      await within(envelope, () => consumer.handle(envelope, { database, group, from: 'parking' }));
      onHandled?.(envelope.type, 'applied', (performance.now() - started) / 1000);
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      await broker.deadLetter(group, envelope);
      toDeadLetters(error, envelope.type, envelope.id);
    }
  }

  const parkedWork = startParkedWork({ group, database, logger, policy, settle: settleParked });
  const consumption = broker.consume({
    group,
    types: [...byType.keys()],
    handle,
    share: (isConsuming) => sharePartitions({ url: database.url, group, isConsuming, logger }),
  });
  return {
    started: consumption.started,
    async stop() {
      stopping.abort();
      await Promise.all([consumption.stop(), parkedWork[Symbol.asyncDispose]()]);
    },
  };
}
