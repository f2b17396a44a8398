import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { Logger } from '#platform/logging/create-logger.ts';
import { type ConsumeOptions, type Consumption, MAX_MESSAGE_BYTES, PARTITIONS } from '../broker.ts';
import type { Connection } from './connection.ts';
import { keepChannel } from './keep-channel.ts';
import { parseContent } from './parse-content.ts';
import { declareGroup, queueOf } from './topology.ts';

/** Messages of a partition under way to us: enough that the next one is here when one is done. */
const PREFETCH = 8;
const MAX_PAUSE_MS = 5_000;

/** What is too long is not looked at: it is a text to whoever handles it, which nobody takes. */
const parse = (content: Buffer): unknown =>
  content.length > MAX_MESSAGE_BYTES ? `${content.length} bytes` : parseContent(content);

/**
 * Consumes a group's partitions over one channel. A message whose handling fails is tried again here, and holds its
 * partition: handed back to the queue it would come after those that are already under way to us.
 */
export function consumeGroup(
  connection: Connection,
  namespace: string,
  { group, types, handle }: ConsumeOptions,
  logger: Logger,
): Consumption {
  const stopping = new AbortController();
  // Outlives the channel: after a reconnect the next message waits until the one in hand is done.
  const turns = Array.from({ length: PARTITIONS }, () => Promise.resolve());

  async function settle(channel: Channel, message: ConsumeMessage, isOpen: () => boolean): Promise<void> {
    for (let failures = 0; isOpen() && !stopping.signal.aborted; ) {
      try {
        const verdict = await handle(parse(message.content), message.properties.headers?.['x-delivery-count'] ?? 0);
        if (!isOpen()) return;
        if (verdict === 'ack') channel.ack(message);
        else channel.reject(message, false);
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

  const kept = keepChannel({
    name: `consumer ${group}`,
    logger,
    open: () => connection.model.createChannel(),
    async setUp(channel, isOpen) {
      await declareGroup(channel, namespace, group, types);
      await channel.prefetch(PREFETCH);
      for (const [partition] of turns.entries()) {
        await channel.consume(queueOf(namespace, group, partition), (message) => {
          if (message === null) {
            // The queue was deleted or its node is going: declare and subscribe anew.
            channel.close().catch(() => {});
            return;
          }
          const before = turns[partition] ?? Promise.resolve();
          turns[partition] = before.then(() => settle(channel, message, isOpen));
        });
      }
    },
  });

  return {
    started: kept.started,
    async stop() {
      stopping.abort();
      await Promise.all(turns);
      // No cancel before: the queue would activate another consumer while messages are in hand here. Closing the channel
      // gives back, in order, what has no verdict.
      await kept[Symbol.asyncDispose]();
    },
  };
}
