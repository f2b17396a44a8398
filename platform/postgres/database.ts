import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '#platform/logging/create-logger.ts';

/** Whatever runs a statement: a database or a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
}

export interface Transaction extends Queryable {
  /** Runs `action` once the transaction has been committed, never after a rollback. It must not throw. */
  afterCommit(action: () => void): void;
}

export interface Database extends Queryable, AsyncDisposable {
  /**
   * Runs `work` in one transaction. It is run again, up to three times, when PostgreSQL chose it as a deadlock's or a
   * serialisation conflict's victim: `work` must have no effect outside of `tx`.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Connections by state, for metrics. */
  poolSize(): { total: number; idle: number; waiting: number };
  /** The connection string, for what needs a connection of its own. */
  readonly url: string;
}

/** deadlock_detected, serialization_failure: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const TRY_AGAIN = new Set(['40P01', '40001']);
const ATTEMPTS = 4;

export interface DatabaseOptions {
  url: string;
  logger: Logger;
  /** Most connections at once. */
  maxConnections?: number;
  /** Longest wait for a connection, in ms; 2 s when not given. */
  waitMs?: number;
}

/** Longest that a statement runs, in ms. */
const STATEMENT_MS = 10_000;

/**
 * Longest that its answer is waited for, in ms. The server ends a statement before, so by then it is gone, and it may be a
 * quarter of an hour until the network says so.
 */
const ANSWER_MS = 12_000;

/** A pool of connections. A caller waits `waitMs` at most for one (pg would wait for ever), and 12 s at most for an answer. */
export function createDatabase({ url, logger, maxConnections = 10, waitMs = 2_000 }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: waitMs,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    idle_in_transaction_session_timeout: 30_000,
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'an idle database connection was lost'));

  async function once<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const client = await pool.connect();
    const afterCommit: (() => void)[] = [];
    let broken: Error | undefined;
    const onLost = (error: Error) => {
      broken = error;
    };
    // The pool listens to idle connections only: a loss between two statements would otherwise end the process.
    client.on('error', onLost);
    try {
      await client.query('BEGIN');
      const result = await work({
        query: (statement) => client.query(statement),
        afterCommit: (action) => afterCommit.push(action),
      });
      await client.query('COMMIT');
      for (const action of afterCommit) action();
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      throw error;
    } finally {
      client.off('error', onLost);
      client.release(broken);
    }
  }

  return {
    url,
    query: (statement) => pool.query(statement),
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(work);
        } catch (error) {
          const again = error instanceof pg.DatabaseError && TRY_AGAIN.has(error.code ?? '') && attempt < ATTEMPTS;
          if (!again) throw error;
          await delay(Math.random() * 10 * 2 ** attempt);
        }
      }
    },
    poolSize: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async [Symbol.asyncDispose]() {
      await pool.end();
    },
  };
}
