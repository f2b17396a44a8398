import type { Envelope } from '#contracts/envelope.ts';
import { startWorker, type Worker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import { type Broker, PARTITIONS } from './broker.ts';

/** Most messages published between two commits. */
const BATCH = 200;

/** Most rows of a table forgotten between two commits: a statement has 10 s. */
const FORGOTTEN = 10_000;

const forget = (table: string, since: string, kept: string) => ({
  name: `forget.${table}`,
  text: `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM ${table} WHERE ${since} < now() - interval '${kept}' LIMIT ${FORGOTTEN}))`,
});

const FORGETTING = [
  // For those who look for what was sent.
  forget('outbox', 'published_at', '7 days'),
  // A message that comes again after that counts as new.
  forget('inbox', 'applied_at', '30 days'),
  forget('idempotency_keys', 'created_at', '7 days'),
];

const allPartitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);

/** Publishes the oldest rows of the partitions that no other relay holds. Resolves with false when there were none. */
const publishNext = (database: Database, broker: Broker): Promise<boolean> =>
  database.transaction(async (tx) => {
    const locked = await tx.query<{ partition: number }>({
      name: 'outbox.lock-partitions',
      // CASE, since the planner would try the locks first (AND keeps no order) and take the idle partitions, too.
      // Rows are never claimed by `position > last seen`: a position is taken before its transaction commits.
      text: `SELECT partition FROM unnest($1::smallint[]) AS partition
             WHERE CASE
               WHEN EXISTS (SELECT FROM outbox o WHERE o.partition = partition.partition AND o.published_at IS NULL)
               THEN pg_try_advisory_xact_lock(hashtext('outbox'), partition)
             END`,
      values: [allPartitions],
    });
    const partitions = locked.rows.map(({ partition }) => partition);
    if (partitions.length === 0) return false;
    const { rows } = await tx.query<{ position: string; envelope: Envelope }>({
      name: 'outbox.next',
      // The oldest of each partition first: a long backlog is not sorted again for every batch.
      text: `SELECT position, envelope FROM unnest($1::smallint[]) AS held, LATERAL (
               SELECT position, envelope FROM outbox WHERE published_at IS NULL AND partition = held
               ORDER BY position LIMIT $2
             ) AS oldest
             ORDER BY position LIMIT $2`,
      values: [partitions, BATCH],
    });
    if (rows.length === 0) return false;
    await broker.publish(rows.map(({ envelope }) => envelope));
    await tx.query({
      name: 'outbox.mark',
      // This commit need not be on the disk before it is answered: a mark that a crash of PostgreSQL takes away costs a
      // repetition, which the inbox drops. A quarter of a checkout's commits are marks.
      text: `UPDATE outbox SET published_at = now() FROM set_config('synchronous_commit', 'off', true)
             WHERE position = ANY($1::bigint[])`,
      values: [rows.map(({ position }) => position)],
    });
    return true;
  });

async function isEmpty(database: Database): Promise<boolean> {
  const { rows } = await database.query<{ empty: boolean }>({
    name: 'outbox.is-empty',
    text: 'SELECT NOT EXISTS (SELECT FROM outbox WHERE published_at IS NULL) AS empty',
  });
  return rows[0]?.empty === true;
}

/**
 * Publishes what commits leave in the outbox. Any number of relays may run: each round takes the partitions that no other
 * relay holds, publishes their oldest rows in order, and marks them once the broker has confirmed them. A crash in between
 * publishes them again.
 */
export function startRelay(database: Database, broker: Broker, logger: Logger): Worker {
  return startWorker({
    name: 'outbox relay',
    logger,
    sweepMs: 1_000,
    // Rows that committed meanwhile were out of reach for the relays of other processes: we held their partition. Mostly
    // there are none, and one statement says so where a round takes three.
    work: async () => (await publishNext(database, broker)) && !(await isEmpty(database)),
  });
}

/** Forgets published rows, applied messages and idempotency keys after their time; once at the start, then hourly. */
export function startPruning(database: Database, logger: Logger): Worker {
  return startWorker({
    name: 'pruning',
    logger,
    sweepMs: 3_600_000,
    async work() {
      let isMore = false;
      for (const statement of FORGETTING) {
        const { rowCount } = await database.query(statement);
        isMore ||= rowCount === FORGOTTEN;
      }
      return isMore;
    },
  });
}

/** How many rows await publication and for how long the oldest one has, in seconds. */
export async function outboxBacklog(database: Database): Promise<{ rows: number; oldestSeconds: number }> {
  const { rows } = await database.query<{ count: string; oldest: number | null }>({
    name: 'outbox.backlog',
    text: `SELECT count(*) AS count, extract(epoch FROM now() - min(created_at))::float8 AS oldest
           FROM outbox WHERE published_at IS NULL`,
  });
  return { rows: Number(rows[0]?.count ?? 0), oldestSeconds: rows[0]?.oldest ?? 0 };
}
