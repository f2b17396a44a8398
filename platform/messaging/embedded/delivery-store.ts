import type { Envelope } from '#contracts/envelope.ts';
import type { Database } from '#platform/postgres/database.ts';
import { nameOfType } from '../name-of-type.ts';
import type { Addressee } from './feed-store.ts';

export interface Delivery {
  position: string;
  envelope: Envelope;
}

/** Most deliveries read at once. */
const PAGE = 50;

/** From now on messages of these types, whatever their version, are kept for the group. Those of earlier calls stay bound. */
export async function bindGroup(database: Database, group: string, types: readonly string[]): Promise<void> {
  await database.query({
    text: `INSERT INTO bindings (consumer_group, name) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
    values: [group, [...new Set(types.map(nameOfType))]],
  });
}

/** The oldest messages that a group has still to consume of a partition. */
export async function nextDeliveries(database: Database, { group, partition }: Addressee): Promise<Delivery[]> {
  const { rows } = await database.query<Delivery & { [column: string]: unknown }>({
    name: 'deliveries.next',
    text: `SELECT d.position, coalesce(d.envelope, f.envelope) AS envelope
           FROM deliveries d LEFT JOIN feed f USING (position)
           WHERE consumer_group = $1 AND partition = $2 ORDER BY d.position LIMIT ${PAGE}`,
    values: [group, partition],
  });
  return rows;
}

export async function acknowledge(database: Database, { group, partition }: Addressee, position: string) {
  await database.query({
    name: 'deliveries.acknowledge',
    text: `DELETE FROM deliveries WHERE consumer_group = $1 AND partition = $2 AND position = $3`,
    values: [group, partition, position],
  });
}

export async function putToDeadLetters(database: Database, { group, partition }: Addressee, position: string) {
  await database.query({
    name: 'deliveries.dead-letter',
    text: `WITH done AS (
             DELETE FROM deliveries WHERE consumer_group = $1 AND partition = $2 AND position = $3 RETURNING *
           )
           INSERT INTO dead_letters (consumer_group, position, envelope)
           SELECT consumer_group, position, coalesce(done.envelope, feed.envelope)
           FROM done LEFT JOIN feed USING (position)`,
    values: [group, partition, position],
  });
}

/** Puts a message to the dead letters that no longer has a delivery. */
export async function putAside(database: Database, group: string, message: Envelope): Promise<void> {
  await database.query({
    text: `INSERT INTO dead_letters (consumer_group, position, envelope)
           VALUES ($1, nextval(pg_get_serial_sequence('feed', 'position')), $2)`,
    values: [group, JSON.stringify(message)],
  });
}
