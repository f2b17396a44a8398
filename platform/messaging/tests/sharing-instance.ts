import type { Envelope } from '#contracts/envelope.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import type { Broker, ConsumeOptions } from '../broker.ts';
import { consumerOf } from '../consumer.ts';
import { partitionOf } from '../partition-of.ts';
import { createRabbitMqBroker } from '../rabbitmq/create-rabbitmq-broker.ts';
import { startRelay } from '../relay.ts';
import { startConsumers } from '../start-consumers.ts';
import { counted } from './message-fixtures.ts';

export interface InstanceOptions {
  name: string;
  databaseUrl: string;
  /** Where it meets the other instances, when that is not its database's address. */
  meetingUrl?: string;
  amqpUrl: string;
  namespace: string;
  logger: Logger;
  /** Told how often each message was given out before. */
  onGiven?(givenBefore: number): void;
}

/** The table that instances write to: in which order what was applied, and by whom. */
export const APPLIED = `CREATE TABLE applied_by (
  at bigint GENERATED ALWAYS AS IDENTITY, number integer, aggregate_id uuid, partition integer, instance text
)`;

/** An instance of a service: it publishes what is in the service's outbox, and consumes it as the group orders. */
export async function startInstance(options: InstanceOptions): Promise<AsyncDisposable> {
  const { name, databaseUrl, meetingUrl = databaseUrl, amqpUrl, namespace, logger, onGiven = () => {} } = options;
  await using resources = new AsyncDisposableStack();
  const subscribed = { orders: [counted.type] };
  const broker = resources.use(await createRabbitMqBroker({ url: amqpUrl, namespace, subscribed, logger }));
  const database = resources.use(createDatabase({ url: databaseUrl, logger }));
  resources.use(startRelay(database, broker, logger));
  const consumer = consumerOf(counted, {
    async apply(tx, { aggregateId, data }: Envelope<{ number: number }>) {
      await tx.query({
        text: 'INSERT INTO applied_by (number, aggregate_id, partition, instance) VALUES ($1, $2, $3, $4)',
        values: [data.number, aggregateId, partitionOf(aggregateId), name],
      });
    },
  });
  const observed: Broker = {
    ...broker,
    consume: ({ handle, ...rest }: ConsumeOptions) =>
      broker.consume({
        ...rest,
        handle(message, givenBefore) {
          onGiven(givenBefore);
          return handle(message, givenBefore);
        },
      }),
  };
  const consumption = startConsumers({
    group: 'orders',
    broker: observed,
    database: { ...database, url: meetingUrl },
    consumers: [consumer],
    logger,
  });
  resources.defer(() => consumption.stop());
  await consumption.started;
  const owned = resources.move();
  return { [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
