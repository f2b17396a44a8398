import type { Database } from '#platform/postgres/database.ts';
import { type Metrics, observeReading } from '#platform/telemetry/create-metrics.ts';

/** How many messages are parked, since when the oldest one in seconds, and how many aggregates wait for a person. */
export async function parkedBacklog(database: Database) {
  const { rows } = await database.query<{ messages: string; oldest: number | null; waiting: string }>({
    name: 'parked.backlog',
    text: `SELECT (SELECT count(*) FROM parked_messages) AS messages,
                  (SELECT extract(epoch FROM now() - min(parked_at))::float8 FROM parked_messages) AS oldest,
                  (SELECT count(*) FROM parked_aggregates WHERE next_try_at = 'infinity') AS waiting`,
  });
  const row = rows[0];
  return { messages: Number(row?.messages), oldestSeconds: row?.oldest ?? 0, waiting: Number(row?.waiting) };
}

/** Adds the state of a service's parked messages, read when the metrics are. */
export function observeParked(metrics: Metrics, database: Database): void {
  observeReading(metrics, () => parkedBacklog(database), [
    {
      name: 'parked_messages',
      help: 'Messages that could not be applied yet, and those behind them.',
      tell: ({ messages }) => messages,
    },
    {
      name: 'parked_oldest_seconds',
      help: 'Age of the oldest message that is parked.',
      tell: ({ oldestSeconds }) => oldestSeconds,
    },
    {
      name: 'parked_aggregates_given_up',
      help: 'Parked aggregates that are no longer tried: a person has to look.',
      tell: ({ waiting }) => waiting,
    },
  ]);
}
