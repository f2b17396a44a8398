import pg from 'pg';
import { eventually } from '#platform/testkit/eventually.ts';

/** Tables that only we can use until they are released: what needs them stays in hand for as long. */
export interface HeldTables extends AsyncDisposable {
  /** Holds a further table; one that no transaction uses before a table that is held already. */
  hold(table: string): Promise<void>;
  /** Waits until a statement with these words, in this order, waits for the table. */
  untilStatement(table: string, words: readonly string[]): Promise<void>;
  /** Waits until a consumer waits for the table in the middle of a message's transaction. */
  untilMessage(table: string): Promise<void>;
  release(): Promise<void>;
}

const WAITING = `FROM pg_locks waiting JOIN pg_stat_activity activity USING (pid)
  WHERE NOT waiting.granted AND waiting.relation = $1::regclass`;

/** @param databaseUrl of the service's database, for a role that may see what others do there */
export async function holdTables(databaseUrl: string): Promise<HeldTables> {
  const [holder, observer] = [databaseUrl, databaseUrl].map((connectionString) => new pg.Client({ connectionString }));
  if (holder === undefined || observer === undefined) throw new Error('two connections are needed');
  await Promise.all([holder.connect(), observer.connect()]);
  await holder.query('BEGIN');
  const isThere = async (text: string, values: unknown[]) => ((await observer.query(text, values)).rowCount ?? 0) > 0;
  let held = true;

  return {
    async hold(table) {
      await holder.query(`LOCK TABLE ${pg.escapeIdentifier(table)} IN ACCESS EXCLUSIVE MODE`);
    },
    async untilStatement(table, words) {
      await eventually(`a statement with ${words.join(' … ')} waits for ${table}`, () =>
        isThere(`SELECT ${WAITING} AND activity.query LIKE $2`, [table, `%${words.join('%')}%`]),
      );
    },
    async untilMessage(table) {
      // A message's transaction begins with its row in the inbox.
      await eventually(`a message's transaction waits for ${table}`, () =>
        isThere(
          `SELECT ${WAITING} AND EXISTS (SELECT FROM pg_locks applied WHERE applied.pid = waiting.pid AND applied.granted
             AND applied.relation = 'inbox'::regclass AND applied.mode = 'RowExclusiveLock')`,
          [table],
        ),
      );
    },
    async release() {
      if (held) await holder.query('ROLLBACK');
      held = false;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([holder.end(), observer.end()]);
    },
  };
}
