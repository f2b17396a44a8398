import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { Logger } from '#platform/logging/create-logger.ts';
import { type ConsumeOptions, type Consumption, MAX_MESSAGE_BYTES } from '../broker.ts';
import type { Connection } from './connection.ts';
import { keepChannel } from './keep-channel.ts';
import { parseContent } from './parse-content.ts';
import { declarePartition, type GroupNames, queueOf } from './topology.ts';

/**
 * Messages under way to us: enough that the next one is here when one is done. A partition that goes from one instance to
 * the next has one of them done each time and the others returned, so that alone returns no message more often than this.
 */
const PREFETCH = 4;

const MAX_PAUSE_MS = 5_000;

/** Another instance may not take what is left to it; a partition does not go round more often than this, in ms. */
const STEP_BACK_EVERY_MS = 5_000;

export interface ConsumePartitionOptions extends Pick<ConsumeOptions, 'handle'> {
  connection: Connection;
  names: GroupNames;
  partition: number;
  /** Whether it is ours as far as is known now. */
  isOurs(): boolean;
  logger: Logger;
}

/** What is too long is not looked at: it is a text to whoever handles it, which nobody takes. */
const parse = (content: Buffer): unknown =>
  content.length > MAX_MESSAGE_BYTES ? `${content.length} bytes` : parseContent(content);

/**
 * Consumes a partition over a channel of its own. A message whose handling fails is tried again here, and holds the
 * partition: handed back to the queue it would come after those that are already under way to us. When a message comes
 * although the partition is another instance's, it is handled, and then we step back to the end of the line of those who
 * wait to be the queue's one active consumer.
 */
export function consumePartition(options: ConsumePartitionOptions): Consumption {
  const { connection, names, partition, handle, isOurs, logger } = options;
  const { namespace, group } = names;
  const queue = queueOf(namespace, group, partition);
  const stopping = new AbortController();
  // Outlives the channel: after a reconnect the next message waits until the one in hand is done.
  let turn = Promise.resolve();
  let steppedBackAt = Number.NEGATIVE_INFINITY;

  async function settle(channel: Channel, message: ConsumeMessage, isOpen: () => boolean): Promise<void> {
    for (let failures = 0; isOpen() && !stopping.signal.aborted; ) {
      try {
        const verdict = await handle(parse(message.content), message.properties.headers?.['x-delivery-count'] ?? 0);
        if (!isOpen()) return;
        if (verdict === 'ack') channel.ack(message);
        else channel.reject(message, false);
        stepBackIfNotOurs(channel);
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        logger.warn({ err: error, group, failures }, 'a message got no verdict, it comes again');
        const pauseMs = Math.min(MAX_PAUSE_MS, 50 * 2 ** failures);
        await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  /** Closing the channel returns, in order, what has no verdict, and the next one in line becomes active. */
  function stepBackIfNotOurs(channel: Channel): void {
    const now = performance.now();
    if (isOurs() || stopping.signal.aborted || now - steppedBackAt < STEP_BACK_EVERY_MS) return;
    if (kept.current() !== channel) return;
    steppedBackAt = now;
    kept.renew();
    logger.debug({ group, partition }, 'a partition is left to another instance');
  }

  const kept = keepChannel({
    name: `consumer ${queue}`,
    logger,
    open: () => connection.model.createChannel(),
    async setUp(channel, isOpen) {
      await declarePartition(channel, names, partition);
      await channel.prefetch(PREFETCH);
      await channel.consume(queue, (message) => {
        if (message === null) {
          // The queue was deleted or its node is going: declare and subscribe anew.
          channel.close().catch(() => {});
          return;
        }
        turn = turn.then(() => settle(channel, message, isOpen));
      });
    },
  });

  return {
    started: kept.started,
    async stop() {
      stopping.abort();
      await turn;
      // No cancel before: the queue would activate another consumer while a message is in hand here.
      await kept[Symbol.asyncDispose]();
    },
  };
}
