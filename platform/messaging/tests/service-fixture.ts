import { fileURLToPath } from 'node:url';
import type { Envelope } from '#contracts/envelope.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase, type Database } from '#platform/postgres/database.ts';
import { applyMigrations } from '#platform/postgres/migrate.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import type { Broker } from '../broker.ts';
import { consumerOf } from '../consumer.ts';
import type { RetryPolicy } from '../parking/retry-policy.ts';
import { startConsumers } from '../start-consumers.ts';
import { counted } from './message-fixtures.ts';

type Numbered = Envelope<{ number: number }>;

const logger = createLogger('test', process.env['TEST_LOG_LEVEL'] ?? 'silent');
const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** The standard one with pauses that a test has time for. */
export const impatient: RetryPolicy = {
  quickPauses: [5, 10],
  pauseAfter: () => 100,
  patience: 60_000,
};

/** A service's own database, with the tables of messaging and one for what is applied. */
export interface ServiceFixture extends AsyncDisposable {
  database: Database;
  /** Consumes numbers as the group orders: `before` may refuse one, then it is written down. */
  consume(broker: Broker, before: (message: Numbered) => unknown, over?: Partial<ConsumeOver>): Promise<void>;
  /** The numbers written down so far. */
  applied(): Promise<number[]>;
}

export interface ConsumeOver {
  policy: RetryPolicy;
  database: Database;
}

/** @param name the database's, where it matters */
export async function createServiceFixture(name?: string): Promise<ServiceFixture> {
  await using resources = new AsyncDisposableStack();
  const { url } = resources.use(await freshDatabase(name));
  const database = resources.use(createDatabase({ url, logger }));
  await applyMigrations(url, migrations, 'platform_migrations', logger);
  await database.query({
    text: `CREATE TABLE applied (at bigint GENERATED ALWAYS AS IDENTITY, number integer NOT NULL)`,
  });
  const owned = resources.move();
  return {
    database,
    async consume(broker, before, over) {
      const consumer = consumerOf(counted, {
        async apply(tx, message) {
          await tx.query({ text: 'INSERT INTO applied (number) VALUES ($1)', values: [message.data.number] });
          await before(message);
        },
      });
      const parts = { group: 'orders', broker, database, consumers: [consumer], logger, policy: impatient, ...over };
      const consumption = startConsumers(parts);
      owned.defer(() => consumption.stop());
      await consumption.started;
    },
    async applied() {
      const { rows } = await database.query<{ number: number }>({ text: 'SELECT number FROM applied ORDER BY at' });
      return rows.map(({ number }) => number);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
