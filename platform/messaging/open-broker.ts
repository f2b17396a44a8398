import { ConfigError } from '#platform/config/parse-config.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Broker } from './broker.ts';
import { createRabbitMqBroker } from './rabbitmq/create-rabbitmq-broker.ts';
import { subscribedTypes } from './subscribed-types.ts';

/** The broker of a service that runs as a process of its own. @throws ConfigError when none is named */
export async function openBroker(
  { AMQP_URL, NAMESPACE }: { AMQP_URL?: string | undefined; NAMESPACE: string },
  logger: Logger,
): Promise<Broker> {
  if (AMQP_URL === undefined) {
    throw new ConfigError('AMQP_URL is missing: a service of its own needs RabbitMQ; `npm start` runs all without it.');
  }
  return createRabbitMqBroker({ url: AMQP_URL, namespace: NAMESPACE, subscribed: subscribedTypes, logger });
}
