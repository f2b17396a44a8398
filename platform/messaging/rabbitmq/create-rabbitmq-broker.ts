import { setMaxListeners } from 'node:events';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Broker, Consumption } from '../broker.ts';
import { openConnection } from './connection.ts';
import { consumeGroup } from './consume-group.ts';
import { createPublisher } from './publisher.ts';
import { readFeed } from './read-feed.ts';

export interface RabbitMqBrokerOptions {
  /** `amqp://` or `amqps://`, with the user and the virtual host. */
  url: string;
  /** Goes before the names of the exchange and of all queues, so that deployments on one RabbitMQ never meet. */
  namespace: string;
  logger: Logger;
}

/**
 * Connects to RabbitMQ 3.10 or later. A lost connection is made again for ever, and everything on it is set up anew.
 *
 * @throws Error when the broker could not be reached for about 50 s
 */
export async function createRabbitMqBroker({ url, namespace, logger }: RabbitMqBrokerOptions): Promise<Broker> {
  await using resources = new AsyncDisposableStack();
  // RabbitMQ under an alarm stops reading from connections that publish; consumers must not stand still with them.
  const publishing = resources.use(await openConnection({ url, name: `${namespace} publisher`, logger }));
  const consuming = resources.use(await openConnection({ url, name: `${namespace} consumer`, logger }));
  const publisher = resources.use(await createPublisher(publishing, namespace, logger));
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
    async consume(options) {
      const consumption = consumeGroup(consuming, namespace, options, logger);
      consumptions.add(consumption);
      await consumption.started;
      return {
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
