import type { Database } from '#platform/postgres/database.ts';
import { type DeadLetter, type DeadLetters, deadLetterOf } from '../dead-letters/dead-letters.ts';
import { partitionOf } from '../partition-of.ts';

interface Found {
  position: string;
  letter: DeadLetter;
}

/** The dead letters of the embedded broker. @param database the broker's own; disposing leaves it open */
export function openEmbeddedDeadLetters(database: Database): DeadLetters {
  async function find(group: string, limit: number | null): Promise<Found[]> {
    const { rows } = await database.query<{ position: string; envelope: unknown }>({
      text: `SELECT position, envelope FROM dead_letters WHERE consumer_group = $1 ORDER BY position LIMIT $2`,
      values: [group, limit],
    });
    return rows.map(({ position, envelope }) => ({ position, letter: deadLetterOf(group, envelope) }));
  }

  async function moveEach(
    group: string,
    wanted: (letter: DeadLetter) => boolean,
    move: (found: Found) => Promise<void>,
  ) {
    const chosen = (await find(group, null)).filter(({ letter }) => wanted(letter));
    for (const found of chosen) await move(found);
    return chosen.map(({ letter }) => letter);
  }

  return {
    list: async (group, limit) => (await find(group, limit)).map(({ letter }) => letter),
    redrive: (group, wanted) =>
      moveEach(group, wanted, async ({ position, letter: { id, aggregateId } }) => {
        if (aggregateId === undefined) throw new Error(`${id} tells no partition: it can only be discarded`);
        await database.query({
          text: `WITH letter AS (DELETE FROM dead_letters WHERE consumer_group = $1 AND position = $2 RETURNING envelope)
                 INSERT INTO deliveries (consumer_group, partition, position, envelope)
                 SELECT $1, $3, nextval(pg_get_serial_sequence('feed', 'position')), envelope FROM letter`,
          values: [group, position, partitionOf(aggregateId)],
        });
      }),
    discard: (group, wanted) =>
      moveEach(group, wanted, async ({ position }) => {
        await database.query({
          text: `DELETE FROM dead_letters WHERE consumer_group = $1 AND position = $2`,
          values: [group, position],
        });
      }),
    async [Symbol.asyncDispose]() {},
  };
}
