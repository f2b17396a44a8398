import type { ConfirmChannel } from 'amqplib';
import type { Envelope } from '#contracts/envelope.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import { partitionOf } from '../partition-of.ts';
import type { Connection } from './connection.ts';
import { keepChannel } from './keep-channel.ts';
import { declareFeed, exchangeOf, routingKeyOf } from './topology.ts';

export interface Publisher extends AsyncDisposable {
  publish(messages: readonly Envelope[]): Promise<void>;
  /** @throws Error with the reason why nothing can be published now */
  ready(): Promise<void>;
}

/** Under an alarm RabbitMQ neither confirms nor refuses; without a limit of our own we would wait for ever. */
const CONFIRM_TIMEOUT_MS = 5_000;
const READY_TIMEOUT_MS = 2_000;

class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

async function within(ms: number, answer: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new NoAnswer(`RabbitMQ did not answer within ${ms / 1000} s`)), ms);
  await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

export async function createPublisher(connection: Connection, namespace: string, logger: Logger): Promise<Publisher> {
  const returned = new Set<string>();
  const kept = keepChannel({
    name: 'publisher',
    logger,
    open: () => connection.model.createConfirmChannel(),
    async setUp(channel: ConfirmChannel) {
      returned.clear();
      // A message that no queue takes is returned first and confirmed then.
      channel.on('return', (message) => returned.add(message.properties.messageId));
      await declareFeed(channel, namespace);
    },
  });
  await kept.started;

  function channelNow(): ConfirmChannel {
    const blocked = connection.blockedBy();
    if (blocked !== undefined) throw new Error(`RabbitMQ takes no messages: ${blocked}`);
    const channel = kept.current();
    if (channel === undefined) throw new Error('RabbitMQ is away');
    return channel;
  }

  const publishOne = (channel: ConfirmChannel, message: Envelope) =>
    new Promise<void>((resolve, reject) => {
      const { id, type, aggregateId, traceparent } = message;
      const options = {
        mandatory: true,
        persistent: true,
        messageId: id,
        type,
        contentType: 'application/json',
        headers: traceparent === undefined ? {} : { traceparent },
      };
      const content = Buffer.from(JSON.stringify(message));
      const key = routingKeyOf(type, partitionOf(aggregateId));
      channel.publish(exchangeOf(namespace), key, content, options, (error: Error | null) => {
        if (error !== null) reject(error);
        else if (returned.delete(id)) reject(new Error(`no queue took message ${id} of type ${type}`));
        else resolve();
      });
    });

  return {
    async publish(messages) {
      if (messages.length === 0) return;
      const channel = channelNow();
      const confirms = Promise.all(messages.map((message) => publishOne(channel, message)));
      try {
        await within(CONFIRM_TIMEOUT_MS, confirms);
      } catch (error) {
        // What the old channel still answers is of no interest any more.
        if (error instanceof NoAnswer && kept.current() === channel) kept.renew();
        throw error;
      }
    },
    async ready() {
      const channel = channelNow();
      await within(READY_TIMEOUT_MS, channel.checkExchange(exchangeOf(namespace)));
    },
    [Symbol.asyncDispose]: () => kept[Symbol.asyncDispose](),
  };
}
