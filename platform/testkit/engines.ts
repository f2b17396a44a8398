export interface TestEngines {
  /** A PostgreSQL server, by the address of a role that may create databases. */
  databaseUrl: string;
  amqpUrl: string | undefined;
  redisUrl: string | undefined;
}

const address = (variable: string, standard: string) => {
  const value = process.env[variable] ?? standard;
  return value === '' ? undefined : value;
};

/**
 * The engines that tests run against: `TEST_DATABASE_URL`, `TEST_AMQP_URL`, `TEST_REDIS_URL`, else this machine's standard
 * ports. An empty variable says that there is none.
 *
 * @throws Error when there is no PostgreSQL, without which nothing can be tested
 */
export function testEngines(): TestEngines {
  const databaseUrl = address('TEST_DATABASE_URL', 'postgres://postgres@127.0.0.1:5432/postgres');
  if (databaseUrl === undefined) throw new Error('TEST_DATABASE_URL is empty: the tests need a PostgreSQL server');
  return {
    databaseUrl,
    amqpUrl: address('TEST_AMQP_URL', 'amqp://guest:guest@127.0.0.1:5672'),
    redisUrl: address('TEST_REDIS_URL', 'redis://127.0.0.1:6379'),
  };
}
