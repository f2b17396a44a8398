import type { Envelope } from '#contracts/envelope.ts';
import type { Database } from '#platform/postgres/database.ts';
import { nameOfType } from '../name-of-type.ts';
import { partitionOf } from '../partition-of.ts';

/** A group's partition that has something new. */
export interface Addressee {
  group: string;
  partition: number;
}

/** Most entries read at once. */
const PAGE = 100;

/**
 * Writes messages to the feed, in order, and a delivery for every group that wants them. Publishers take turns until their
 * commit, so positions become visible in their order: a reader by `position > last` misses nothing.
 */
export function appendToFeed(
  database: Database,
  messages: readonly Envelope[],
): Promise<{ last: bigint; addressees: Addressee[] }> {
  return database.transaction(async (tx) => {
    await tx.query({ name: 'feed.lock', text: `SELECT pg_advisory_xact_lock(hashtext('feed'))` });
    const { rows } = await tx.query<{ last: string; addressees: Addressee[] }>({
      name: 'feed.append',
      text: `WITH message AS (
               SELECT * FROM unnest($1::jsonb[], $2::smallint[], $3::text[]) WITH ORDINALITY
                 AS m (envelope, partition, name, number)
             ), appended AS (
               INSERT INTO feed (envelope, occurred_at)
               SELECT envelope, (envelope->>'occurredAt')::timestamptz FROM message ORDER BY number
               RETURNING position
             ), numbered AS (
               SELECT position, row_number() OVER (ORDER BY position) AS number FROM appended
             ), delivered AS (
               INSERT INTO deliveries (consumer_group, partition, position)
               SELECT b.consumer_group, m.partition, n.position
               FROM message m JOIN numbered n USING (number) JOIN bindings b USING (name)
               RETURNING consumer_group, partition
             )
             SELECT (SELECT max(position) FROM appended) AS last,
                    coalesce(jsonb_agg(DISTINCT jsonb_build_object('group', consumer_group, 'partition', partition)), '[]')
                      AS addressees
             FROM delivered`,
      values: [
        messages.map((message) => JSON.stringify(message)),
        messages.map(({ aggregateId }) => partitionOf(aggregateId)),
        messages.map(({ type }) => nameOfType(type)),
      ],
    });
    const appended = rows[0];
    return { last: BigInt(appended?.last ?? 0), addressees: appended?.addressees ?? [] };
  });
}

/** The position of the newest entry, 0 when there is none. */
export async function lastOfFeed(database: Database): Promise<bigint> {
  const { rows } = await database.query<{ last: string }>({
    text: `SELECT coalesce(max(position), 0) AS last FROM feed`,
  });
  return BigInt(rows[0]?.last ?? 0);
}

/** @param since only entries that occurred at this instant or later */
export async function readPage(database: Database, after: bigint, since: Date | undefined) {
  const { rows } = await database.query<{ position: string; envelope: Envelope }>({
    name: 'feed.page',
    text: `SELECT position, envelope FROM feed
           WHERE position > $1 AND ($2::timestamptz IS NULL OR occurred_at >= $2)
           ORDER BY position LIMIT $3`,
    values: [after, since ?? null, PAGE],
  });
  return rows;
}

/** Forgets entries older than 7 days that no group has still to consume. */
export async function pruneFeed(database: Database): Promise<void> {
  await database.query({
    text: `DELETE FROM feed WHERE published_at < now() - interval '7 days'
           AND NOT EXISTS (SELECT FROM deliveries d WHERE d.position = feed.position)`,
  });
}
