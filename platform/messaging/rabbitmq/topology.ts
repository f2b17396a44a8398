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

/** Declares one of a group's partitions and what it needs. */
export async function declarePartition(channel: Channel, { namespace, group, types }: GroupNames, partition: number) {
  await declareRoutes(channel, namespace);
  const deadLetters = deadLettersOf(namespace, group);
  await channel.assertQueue(deadLetters, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  const queue = queueOf(namespace, group, partition);
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-single-active-consumer': true,
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadLetters,
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

/**
 * Declares all that a message can go to, and last the way there. Whatever was deleted, until that last binding a message is
 * returned and not confirmed: it never reaches some of its queues only.
 */
export async function declareAll(channel: Channel, namespace: string, subscribed: SubscribedTypes): Promise<void> {
  await declareFeed(channel, namespace);
  for (const [group, types] of Object.entries(subscribed)) {
    if (types.length === 0) continue;
    for (let partition = 0; partition < PARTITIONS; partition++) {
      await declarePartition(channel, { namespace, group, types }, partition);
    }
  }
  await channel.assertExchange(exchangeOf(namespace), 'topic', { durable: true });
  await channel.bindExchange(routesOf(namespace), exchangeOf(namespace), '#');
}
