import { randomBytes } from 'node:crypto';
import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { createLogger } from '#platform/logging/create-logger.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type Broker, PARTITIONS } from '../broker.ts';
import { createRabbitMqBroker } from '../rabbitmq/create-rabbitmq-broker.ts';
import { openRabbitMqDeadLetters } from '../rabbitmq/dead-letters.ts';
import { deadLettersOf, exchangeOf, feedOf, queueOf, routesOf } from '../rabbitmq/topology.ts';
import type { SubscribedTypes } from '../subscribed-types.ts';
import type { BrokerHome } from './broker.contract.ts';

export const logger = createLogger('test', process.env['TEST_LOG_LEVEL'] ?? 'silent');
export const engineUrl = testEngines().amqpUrl ?? '';
export const newNamespace = () => `test-${randomBytes(6).toString('hex')}`;

/** Runs some AMQP over a connection of its own. */
export async function overAmqp<Result>(
  work: (channel: ConfirmChannel, connection: ChannelModel) => Promise<Result>,
): Promise<Result> {
  const connection = await connect(engineUrl);
  try {
    const channel = await connection.createConfirmChannel();
    // What closes a channel is said by the call under way.
    channel.on('error', () => {});
    return await work(channel, connection);
  } finally {
    await connection.close();
  }
}

export function removeNamespace(namespace: string): Promise<void> {
  return overAmqp(async (channel) => {
    for (const group of ['orders', 'payments']) {
      await channel.deleteQueue(deadLettersOf(namespace, group));
      for (let partition = 0; partition < PARTITIONS; partition++) {
        await channel.deleteQueue(queueOf(namespace, group, partition));
      }
    }
    await channel.deleteQueue(feedOf(namespace));
    await channel.deleteExchange(exchangeOf(namespace));
    await channel.deleteExchange(routesOf(namespace));
  });
}

/** A broker that has connected. */
export async function openConnected(url: string, namespace: string, subscribed: SubscribedTypes = {}): Promise<Broker> {
  const broker = await createRabbitMqBroker({ url, namespace, subscribed, logger });
  await eventually('RabbitMQ is there', () => broker.ready().then(() => true));
  return broker;
}

export async function createRabbitMqHome(): Promise<BrokerHome> {
  const namespace = newNamespace();
  return {
    open: (subscribed) => openConnected(engineUrl, namespace, subscribed),
    deadLetters: (group) =>
      overAmqp(async (channel) => (await channel.checkQueue(deadLettersOf(namespace, group))).messageCount),
    openDeadLetters: () => openRabbitMqDeadLetters(engineUrl, namespace),
    [Symbol.asyncDispose]: () => removeNamespace(namespace),
  };
}
