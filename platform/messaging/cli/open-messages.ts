import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase, type Database } from '#platform/postgres/database.ts';
import { openEmbeddedDeadLetters } from '../embedded/dead-letters.ts';
import { openRabbitMqDeadLetters } from '../rabbitmq/dead-letters.ts';
import type { MessagesConfig } from './config.ts';
import type { Messages } from './run-command.ts';

const logger = createLogger('messages', 'error');

/** Opens the broker's dead letters and, when asked for, services' databases: as the server's administrator. */
export async function openMessages({
  databaseUrl,
  amqpUrl,
  namespace,
}: MessagesConfig): Promise<Messages & AsyncDisposable> {
  await using resources = new AsyncDisposableStack();

  function open(name: string): Database {
    const url = new URL(databaseUrl);
    url.pathname = `/${name}`;
    return createDatabase({ url: url.toString(), logger, maxConnections: 2 });
  }

  const server = resources.use(createDatabase({ url: databaseUrl, logger, maxConnections: 1 }));
  const services = new Map<string, Database>();
  const deadLetters = resources.use(
    amqpUrl === undefined
      ? openEmbeddedDeadLetters(resources.use(open(`${namespace}_broker`)))
      : await openRabbitMqDeadLetters(amqpUrl, namespace),
  );
  const owned = resources.move();
  return {
    deadLetters,
    async databaseOf(group) {
      const name = `${namespace}_${group}`;
      const found = await server.query({ text: `SELECT FROM pg_database WHERE datname = $1`, values: [name] });
      if (found.rowCount === 0) return undefined;
      const database = services.get(name) ?? owned.use(open(name));
      services.set(name, database);
      return database;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
