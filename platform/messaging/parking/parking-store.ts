import pg from 'pg';
import type { Envelope } from '#contracts/envelope.ts';
import type { Database, Queryable } from '#platform/postgres/database.ts';

/** A consumer group's aggregate whose messages are parked. */
export interface ParkedAggregate {
  group: string;
  aggregateId: string;
  /** Tries of its first message, the one under way included. */
  attempts: number;
  /** For how long that one has been failing, in ms. */
  failingMs: number;
}

/** Whoever took an aggregate has it for so long, in ms; after a crash another one takes it then. */
const LEASE_MS = 15_000;

/** foreign_key_violation: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const STILL_REFERENCED = '23503';

/**
 * Parks a message behind those of its aggregate that are parked already; does nothing for one that is parked or applied.
 *
 * @param failed for the first of an aggregate: why, and the pause before it is tried again, in ms
 */
export async function park(
  queryable: Queryable,
  group: string,
  envelope: Envelope,
  failed?: { error: string; pause: number },
): Promise<void> {
  await queryable.query({
    name: 'parked.park',
    text: `WITH message AS (
             SELECT $1::text AS consumer, $2::uuid AS aggregate_id, $3::uuid AS event_id, $4::json AS envelope
             WHERE NOT EXISTS (SELECT FROM inbox WHERE consumer = $1 AND event_id = $3::uuid)
           ), aggregate AS (
             INSERT INTO parked_aggregates (consumer, aggregate_id, last_error, next_try_at)
             SELECT consumer, aggregate_id, $5, now() + make_interval(secs => $6) FROM message
             ON CONFLICT DO NOTHING
           )
           INSERT INTO parked_messages (consumer, aggregate_id, event_id, envelope)
           SELECT * FROM message ON CONFLICT DO NOTHING`,
    values: [
      group,
      envelope.aggregateId,
      envelope.id,
      JSON.stringify(envelope),
      failed?.error ?? null,
      (failed?.pause ?? 0) / 1_000,
    ],
  });
}

/** Takes the aggregate that has been due longest and that nobody else has now. */
export async function takeDue(database: Database, group: string): Promise<ParkedAggregate | undefined> {
  const { rows } = await database.query<{ aggregateId: string; attempts: number; failingMs: number }>({
    name: 'parked.take',
    text: `WITH due AS MATERIALIZED (
             SELECT consumer, aggregate_id FROM parked_aggregates WHERE consumer = $1 AND next_try_at <= now()
             ORDER BY next_try_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
           )
           UPDATE parked_aggregates p
           -- Longer from try to try up to a minute, for one that ends its process each time. A day has more tries than a float8
           -- has powers of two, and an error here would keep all aggregates from being taken.
           SET attempts = attempts + 1,
               next_try_at = now() + make_interval(secs => greatest($2, least(60, power(2, least(attempts, 6)))))
           FROM due WHERE p.consumer = due.consumer AND p.aggregate_id = due.aggregate_id
           RETURNING p.aggregate_id AS "aggregateId", attempts,
                     extract(epoch FROM now() - failing_since)::float8 * 1000 AS "failingMs"`,
    values: [group, LEASE_MS / 1_000],
  });
  const row = rows[0];
  return row === undefined ? undefined : { group, ...row };
}

/** The message that is next for an aggregate. */
export async function firstParked(database: Database, { group, aggregateId }: ParkedAggregate) {
  const { rows } = await database.query<{ position: string; envelope: unknown }>({
    name: 'parked.first',
    text: `SELECT position, envelope FROM parked_messages
           WHERE consumer = $1 AND aggregate_id = $2 ORDER BY position LIMIT 1`,
    values: [group, aggregateId],
  });
  return rows[0];
}

/** Its first message is done; the next one begins with no failure, and whoever has the aggregate keeps it. */
export async function progress(database: Database, { group, aggregateId }: ParkedAggregate, position: string) {
  await database.query({
    name: 'parked.progress',
    text: `WITH done AS (DELETE FROM parked_messages WHERE position = $3)
           UPDATE parked_aggregates
           SET attempts = 1, last_error = NULL, failing_since = now(), next_try_at = now() + make_interval(secs => $4)
           WHERE consumer = $1 AND aggregate_id = $2`,
    values: [group, aggregateId, position, LEASE_MS / 1_000],
  });
}

/** Gives an aggregate back. @param pause until its next try, in ms; Infinity leaves it to a person */
export async function postpone(
  database: Database,
  { group, aggregateId }: ParkedAggregate,
  pause: number,
  error: string | null,
): Promise<void> {
  await database.query({
    name: 'parked.postpone',
    text: `UPDATE parked_aggregates
           SET last_error = coalesce($4, last_error),
               next_try_at = CASE WHEN $3::float8 = 'infinity' THEN 'infinity' ELSE now() + $3 * interval '1 second' END
           WHERE consumer = $1 AND aggregate_id = $2`,
    values: [group, aggregateId, pause / 1_000, error],
  });
}

/** Ends the parking of an aggregate that has no message left. @returns false when one has come */
export async function forget(database: Database, { group, aggregateId }: ParkedAggregate): Promise<boolean> {
  try {
    const forgotten = await database.query({
      name: 'parked.forget',
      text: `DELETE FROM parked_aggregates p WHERE consumer = $1 AND aggregate_id = $2 AND NOT EXISTS
               (SELECT FROM parked_messages m WHERE m.consumer = p.consumer AND m.aggregate_id = p.aggregate_id)`,
      values: [group, aggregateId],
    });
    return forgotten.rowCount === 1;
  } catch (error) {
    // A message was parked behind while the row was deleted; the foreign key holds the row for it.
    if (error instanceof pg.DatabaseError && error.code === STILL_REFERENCED) return false;
    throw error;
  }
}

/** Time until an aggregate is due, in ms; Infinity when none is. */
export async function dueIn(database: Database, group: string): Promise<number> {
  const { rows } = await database.query<{ ms: number | null }>({
    name: 'parked.due-in',
    text: `SELECT extract(epoch FROM min(next_try_at) - now())::float8 * 1000 AS ms
           FROM parked_aggregates WHERE consumer = $1 AND next_try_at < 'infinity'`,
    values: [group],
  });
  return rows[0]?.ms ?? Number.POSITIVE_INFINITY;
}
