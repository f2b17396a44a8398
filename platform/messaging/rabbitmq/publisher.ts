import type { ConfirmChannel } from 'amqplib';
import type { Envelope } from '#contracts/envelope.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import { partitionOf } from '../partition-of.ts';
import type { SubscribedTypes } from '../subscribed-types.ts';
import type { Connection } from './connection.ts';
import { keepChannel } from './keep-channel.ts';
import { deadLettersOf, declareAll, exchangeOf, routingKeyOf } from './topology.ts';

export interface Publisher extends AsyncDisposable {
  publish(messages: readonly Envelope[]): Promise<void>;
  deadLetter(group: string, message: Envelope): Promise<void>;
  /** @throws Error with the reason why nothing can be published now */
  ready(): Promise<void>;
}

/** Under an alarm RabbitMQ neither confirms nor refuses; without a limit of our own we would wait for ever. */
const CONFIRM_TIMEOUT_MS = 5_000;
const READY_TIMEOUT_MS = 2_000;

class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

class Unroutable extends Error {
  override readonly name = 'Unroutable';
}

async function within(ms: number, answer: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new NoAnswer(`RabbitMQ did not answer within ${ms / 1000} s`)), ms);
  await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** @param subscribed whose queues must be there before anything is published */
export function createPublisher(
  connection: Connection,
  namespace: string,
  subscribed: SubscribedTypes,
  logger: Logger,
): Publisher {
  const returned = new Set<string>();
  const kept = keepChannel({
    name: 'publisher',
    logger,
    open: () => connection.model.createConfirmChannel(),
    async setUp(channel: ConfirmChannel) {
      returned.clear();
      // A message that no queue takes is returned first and confirmed then.
      channel.on('return', (message) => returned.add(message.properties.messageId));
      await declareAll(channel, () => connection.model.createChannel(), namespace, subscribed);
    },
  });

  function channelNow(): ConfirmChannel {
    const blocked = connection.blockedBy();
    if (blocked !== undefined) throw new Error(`RabbitMQ takes no messages: ${blocked}`);
    const channel = kept.current();
    if (channel === undefined) throw new Error('RabbitMQ is away');
    return channel;
  }

  const sendOne = (channel: ConfirmChannel, exchange: string, key: string, message: Envelope) =>
    new Promise<void>((resolve, reject) => {
      const { id, type, traceparent } = message;
      const options = {
        mandatory: true,
        persistent: true,
        messageId: id,
        type,
        contentType: 'application/json',
        headers: traceparent === undefined ? {} : { traceparent },
      };
      const content = Buffer.from(JSON.stringify(message));
      channel.publish(exchange, key, content, options, (error: Error | null) => {
        if (error !== null) reject(error);
        else if (returned.delete(id)) reject(new Unroutable(`no queue took message ${id} of type ${type}`));
        else resolve();
      });
    });

  /** @param send begins to send over the channel, and resolves when all is confirmed */
  async function confirmed(send: (channel: ConfirmChannel) => Promise<unknown>): Promise<void> {
    const channel = channelNow();
    try {
      await within(CONFIRM_TIMEOUT_MS, send(channel));
    } catch (error) {
      // What the old channel still answers is of no interest any more; a new one declares again what somebody has deleted.
      const renewable = error instanceof NoAnswer || error instanceof Unroutable;
      if (renewable && kept.current() === channel) kept.renew();
      throw error;
    }
  }

  return {
    async publish(messages) {
      if (messages.length === 0) return;
      const keyOf = ({ type, aggregateId }: Envelope) => routingKeyOf(type, partitionOf(aggregateId));
      await confirmed((channel) =>
        Promise.all(messages.map((message) => sendOne(channel, exchangeOf(namespace), keyOf(message), message))),
      );
    },
    deadLetter: (group, message) =>
      confirmed((channel) => sendOne(channel, '', deadLettersOf(namespace, group), message)),
    async ready() {
      const channel = channelNow();
      await within(READY_TIMEOUT_MS, channel.checkExchange(exchangeOf(namespace)));
    },
    [Symbol.asyncDispose]: () => kept[Symbol.asyncDispose](),
  };
}
