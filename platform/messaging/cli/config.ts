import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ConfigError, parseConfig } from '#platform/config/parse-config.ts';
import { engineVariables, serviceVariables } from '#platform/config/service-config.ts';

const variables = z.object({
  DATABASE_URL: engineVariables.DATABASE_URL.optional(),
  AMQP_URL: engineVariables.AMQP_URL.optional(),
  NAMESPACE: serviceVariables.NAMESPACE,
  STATE_FOLDER: z.string().default(fileURLToPath(new URL('../../../.agora', import.meta.url))),
});

export interface MessagesConfig {
  databaseUrl: string;
  /** Undefined where the broker is in PostgreSQL, too. */
  amqpUrl: string | undefined;
  namespace: string;
}

/** The server of a graph that runs in one process here. */
function runningHere(folder: string): string {
  try {
    return readFileSync(`${folder}/database-url`, 'utf8');
  } catch {
    throw new ConfigError(
      'DATABASE_URL and AMQP_URL are missing, and `npm start` has not run here: give the variables of a service, or STATE_FOLDER.',
    );
  }
}

/**
 * Reads where messages are: by a service's own variables, or where `npm start` runs.
 *
 * @throws ConfigError naming the variable
 */
export function readMessagesConfig(env: NodeJS.ProcessEnv): MessagesConfig {
  const { DATABASE_URL, AMQP_URL, NAMESPACE, STATE_FOLDER } = parseConfig(variables, env);
  if (DATABASE_URL === undefined && AMQP_URL === undefined) {
    return { databaseUrl: runningHere(STATE_FOLDER), amqpUrl: undefined, namespace: 'agora' };
  }
  if (DATABASE_URL === undefined) throw new ConfigError('DATABASE_URL is missing: parked messages are in PostgreSQL.');
  if (AMQP_URL === undefined) throw new ConfigError('AMQP_URL is missing: dead letters are in RabbitMQ.');
  return { databaseUrl: DATABASE_URL, amqpUrl: AMQP_URL, namespace: NAMESPACE };
}
