import { setMaxListeners } from 'node:events';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Broker, Consumption } from '../broker.ts';
import type { SubscribedTypes } from '../subscribed-types.ts';
import { openConnection } from './connection.ts';
import { consumeGroup } from './consume-group.ts';
import { createPublisher } from './publisher.ts';
import { readFeed } from './read-feed.ts';

export interface RabbitMqBrokerOptions {
  /** `amqp://` or `amqps://`, with the user and the virtual host. */
  url: string;
  /** Goes before the names of the exchange and of all queues, so that deployments on one RabbitMQ never meet. */
  namespace: string;
  /** Whose queues are declared before anything is published. */
  subscribed?: SubscribedTypes;
  logger: Logger;
}

/**
 * A broker on RabbitMQ 3.10 or later. The connection is made, and made again after it was lost, for ever, and everything on
 * it is set up anew; until it is there publishing is refused and consuming waits.
 */
export async function createRabbitMqBroker(options: RabbitMqBrokerOptions): Promise<Broker> {
  const { url, namespace, subscribed = {}, logger } = options;
  await using resources = new AsyncDisposableStack();
  // RabbitMQ under an alarm stops reading from connections that publish; consumers must not stand still with them.
  const publishing = resources.use(await openConnection({ url, name: `${namespace} publisher`, logger }));
  const consuming = resources.use(await openConnection({ url, name: `${namespace} consumer`, logger }));
  const publisher = resources.use(createPublisher(publishing, namespace, subscribed, logger));
  const consumptions = new Set<Consumption>();
  resources.defer(async () => {
    await Promise.all([...consumptions].map((consumption) => consumption.stop()));
  });
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  resources.defer(() => closing.abort());
  const owned = resources.move();

  return {
    publish: (messages) => publisher.publish(messages),
    deadLetter: (group, message) => publisher.deadLetter(group, message),
    consume(options) {
      const consumption = consumeGroup(consuming, namespace, options, logger);
      consumptions.add(consumption);
      return {
        started: consumption.started,
        async stop() {
          consumptions.delete(consumption);
          await consumption.stop();
        },
      };
    },
    readFeed: (start, signal) =>
      readFeed(consuming, namespace, start, AbortSignal.any([signal, closing.signal]), logger),
    async ready() {
      if (!consuming.isOpen()) throw new Error('RabbitMQ is away');
      await publisher.ready();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
