import type { Channel } from 'amqplib';
import { PARTITIONS } from '../broker.ts';
import { nameOfType } from '../name-of-type.ts';
import type { SubscribedTypes } from '../subscribed-types.ts';

/**
 * Deliveries of a message without a verdict before RabbitMQ puts it to the dead letters by itself. It is parked long before
 * (`MANY_DELIVERIES`), unless the database is away, too. A limit also makes returned messages go back to the head of a
 * quorum queue; without one they go to its end (https://www.rabbitmq.com/docs/quorum-queues#repeated-requeues), and the
 * order would be lost.
 */
const DELIVERY_LIMIT = 20;

/** The feed's bounds. Whole segments are dropped, so a segment must be small beside the bound. */
const FEED = {
  'x-queue-type': 'stream',
  'x-max-age': '7D',
  'x-max-length-bytes': 5_000_000_000,
  'x-stream-max-segment-size-bytes': 100_000_000,
};

export const exchangeOf = (namespace: string) => `${namespace}.events`;
export const routesOf = (namespace: string) => `${namespace}.routes`;
export const feedOf = (namespace: string) => `${namespace}.feed`;
export const queueOf = (namespace: string, group: string, partition: number) => `${namespace}.${group}.${partition}`;
export const deadLettersOf = (namespace: string, group: string) => `${namespace}.${group}.dead`;
export const routingKeyOf = (type: string, partition: number) => `${type}.${partition}`;

const declareRoutes = (channel: Channel, namespace: string) =>
  channel.assertExchange(routesOf(namespace), 'topic', { durable: true });

/** Declares the feed, which takes every message. */
export async function declareFeed(channel: Channel, namespace: string): Promise<void> {
  await declareRoutes(channel, namespace);
  await channel.assertQueue(feedOf(namespace), { durable: true, arguments: FEED });
  await channel.bindQueue(feedOf(namespace), routesOf(namespace), '#');
}

/** What a group's queues are declared by. */
export interface GroupNames {
  namespace: string;
  group: string;
  /** Bindings of types that it no longer wants stay: it acknowledges what they bring. */
  types: readonly string[];
}

const declareDeadLetters = (channel: Channel, namespace: string, group: string) =>
  channel.assertQueue(deadLettersOf(namespace, group), { durable: true, arguments: { 'x-queue-type': 'quorum' } });

async function declareQueue(channel: Channel, { namespace, group, types }: GroupNames, partition: number) {
  const queue = queueOf(namespace, group, partition);
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-single-active-consumer': true,
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadLettersOf(namespace, group),
      // A dead letter stays in its queue until the other one has it; this strategy asks for this overflow.
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  });
  for (const type of types) {
    // Every version: one that the group does not know is a dead letter, and not lost to it.
    await channel.bindQueue(queue, routesOf(namespace), routingKeyOf(`${nameOfType(type)}.*`, partition));
  }
}

/** Declares one of a group's partitions and what it needs. */
export async function declarePartition(channel: Channel, names: GroupNames, partition: number): Promise<void> {
  await declareRoutes(channel, names.namespace);
  await declareDeadLetters(channel, names.namespace, names.group);
  await declareQueue(channel, names, partition);
}

/** Declares a partition of each group over a channel of its own. */
async function declareQueues(channel: Channel, groups: readonly GroupNames[], partition: number): Promise<void> {
  // What fails says so to whoever waits for it; as an event it would end the process.
  channel.on('error', () => {});
  for (const names of groups) await declareQueue(channel, names, partition);
  await channel.close();
}

/**
 * Declares all that a message can go to, and last the way there. Whatever was deleted, until that last binding a message is
 * returned and not confirmed: it never reaches some of its queues only.
 *
 * @param open opens further channels of the same connection: some 400 answers of RabbitMQ are waited for, and a channel
 *   brings one at a time. On a busy machine side by side they take a quarter of a second instead of two
 */
export async function declareAll(
  channel: Channel,
  open: () => Promise<Channel>,
  namespace: string,
  subscribed: SubscribedTypes,
): Promise<void> {
  await declareFeed(channel, namespace);
  const groups = Object.entries(subscribed)
    .filter(([, types]) => types.length > 0)
    .map(([group, types]): GroupNames => ({ namespace, group, types }));
  for (const { group } of groups) await declareDeadLetters(channel, namespace, group);
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
  await Promise.all(partitions.map(async (partition) => declareQueues(await open(), groups, partition)));
  await channel.assertExchange(exchangeOf(namespace), 'topic', { durable: true });
  await channel.bindExchange(routesOf(namespace), exchangeOf(namespace), '#');
}
