import type { Database } from '#platform/postgres/database.ts';

/** A parked message, for a person to look at. */
export interface ParkedMessage {
  id: string;
  group: string;
  aggregateId: string;
  parkedAt: Date;
  /** Of the first one of its aggregate: tries, why the last one failed, when the next one is (never: a person must ask). */
  attempts: number;
  lastError: string | null;
  nextTryAt: Date | 'never';
  content: unknown;
}

/** A service's parked messages, the oldest first. */
export async function listParked(database: Database, limit: number): Promise<ParkedMessage[]> {
  const { rows } = await database.query<Omit<ParkedMessage, 'nextTryAt'> & { nextTryAt: Date | number }>({
    text: `SELECT event_id AS id, m.consumer AS group, m.aggregate_id AS "aggregateId", parked_at AS "parkedAt",
                  attempts, last_error AS "lastError", next_try_at AS "nextTryAt", envelope AS content
           FROM parked_messages m JOIN parked_aggregates a USING (consumer, aggregate_id)
           ORDER BY position LIMIT $1`,
    values: [limit],
  });
  return rows.map((row) => ({ ...row, nextTryAt: row.nextTryAt instanceof Date ? row.nextTryAt : 'never' }));
}

/** Has parked aggregates tried now, as if they had not failed before. @param id one message's, or undefined for all */
export async function tryParkedNow(database: Database, id: string | undefined): Promise<number> {
  const { rowCount } = await database.query({
    text: `UPDATE parked_aggregates a SET next_try_at = now(), failing_since = now(), attempts = 0
           WHERE EXISTS
             (SELECT FROM parked_messages m
              WHERE m.consumer = a.consumer AND m.aggregate_id = a.aggregate_id
                AND ($1::text IS NULL OR m.event_id::text = $1))`,
    values: [id],
  });
  return rowCount ?? 0;
}

/**
 * Throws a parked message away, for good: should it come once more, it counts as applied. What is left of its aggregate, be it
 * nothing, is looked at now, as if it had not failed before.
 */
export async function discardParked(database: Database, id: string): Promise<number> {
  const { rowCount } = await database.query({
    text: `WITH gone AS (DELETE FROM parked_messages WHERE event_id::text = $1 RETURNING consumer, aggregate_id, event_id),
                due AS (
                  UPDATE parked_aggregates a
                  SET next_try_at = now(), failing_since = now(), attempts = 0, last_error = NULL FROM gone
                  WHERE a.consumer = gone.consumer AND a.aggregate_id = gone.aggregate_id
                )
           INSERT INTO inbox (consumer, event_id) SELECT consumer, event_id FROM gone`,
    values: [id],
  });
  return rowCount ?? 0;
}
