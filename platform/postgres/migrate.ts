import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type { Logger } from '#platform/logging/create-logger.ts';

/** The tables that every service has: outbox, inbox, idempotency keys. */
const platformMigrations = fileURLToPath(new URL('../messaging/migrations', import.meta.url));

/**
 * Applies the numbered .sql files of `folder` that were not applied before. One process at a time does it; the others wait.
 *
 * @param migrationsTable where the names of the applied ones are kept
 */
export async function applyMigrations(
  databaseUrl: string,
  folder: string,
  migrationsTable: string,
  logger: Logger,
): Promise<void> {
  const applied = await runner({
    dir: folder,
    migrationsTable,
    databaseUrl,
    direction: 'up',
    advisoryLockMode: 'wait',
    log: () => {},
    logger: {
      ...console,
      debug() {},
      info() {},
      warn: (text) => logger.warn(text),
      error: (text) => logger.error(text),
    },
  });
  if (applied.length > 0) logger.info({ migrations: applied.map(({ name }) => name) }, 'database migrated');
}

/** Brings a service's database to the newest schema: first the platform's tables, then those in `folder`. */
export async function migrate(databaseUrl: string, folder: string, logger: Logger): Promise<void> {
  await applyMigrations(databaseUrl, platformMigrations, 'platform_migrations', logger);
  await applyMigrations(databaseUrl, folder, 'migrations', logger);
}
