import { startWorker, type Worker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import { deleteExpiredSessions } from './session-repository.ts';

/** Forgets expired sessions, hourly. */
export const startSessionPruning = (database: Database, logger: Logger): Worker =>
  startWorker({
    name: 'session pruning',
    logger,
    sweepMs: 3_600_000,
    async work() {
      await deleteExpiredSessions(database);
      return false;
    },
  });
