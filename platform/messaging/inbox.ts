import type { Envelope } from '#contracts/envelope.ts';
import type { Database, Queryable, Transaction } from '#platform/postgres/database.ts';

/** Where a message is applied, and whose turn it is. */
export interface Turn {
  database: Database;
  /** The service's name. */
  group: string;
  /** One that was parked goes first; one from the queue stands behind what is parked for its aggregate. */
  from: 'queue' | 'parking';
}

/** `claimed`: to be applied now. `applied`: was before. `held`: others of its aggregate are parked. */
export type Claim = 'claimed' | 'applied' | 'held';

const claimOf = (row: { held: boolean; fresh: boolean } | undefined): Claim => {
  if (row?.held === true) return 'held';
  return row?.fresh === true ? 'claimed' : 'applied';
};

const valuesOf = ({ group, from }: Turn, { id, aggregateId }: Envelope) => [group, id, aggregateId, from === 'queue'];

/** Notes in the transaction of a message's effect that it has been applied, if it is its turn. */
export async function claim(tx: Transaction, turn: Turn, message: Envelope): Promise<Claim> {
  const { rows } = await tx.query<{ held: boolean; fresh: boolean }>({
    name: 'inbox.claim',
    text: `WITH place AS (
             SELECT $4::boolean
                AND EXISTS (SELECT FROM parked_aggregates WHERE consumer = $1 AND aggregate_id = $3::uuid) AS held
           ), claimed AS (
             INSERT INTO inbox (consumer, event_id) SELECT $1, $2::uuid FROM place WHERE NOT held
             ON CONFLICT DO NOTHING RETURNING event_id
           )
           SELECT held, EXISTS (SELECT FROM claimed) AS fresh FROM place`,
    values: valuesOf(turn, message),
  });
  return claimOf(rows[0]);
}

/** What `claim` would answer, without noting anything. */
export async function look(database: Queryable, turn: Turn, message: Envelope): Promise<Claim> {
  const { rows } = await database.query<{ held: boolean; fresh: boolean }>({
    name: 'inbox.find',
    text: `SELECT $4::boolean
              AND EXISTS (SELECT FROM parked_aggregates WHERE consumer = $1 AND aggregate_id = $3::uuid) AS held,
                  NOT EXISTS (SELECT FROM inbox WHERE consumer = $1 AND event_id = $2::uuid) AS fresh`,
    values: valuesOf(turn, message),
  });
  return claimOf(rows[0]);
}
