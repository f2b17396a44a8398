import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import type { Queryable } from '#platform/postgres/database.ts';
import { readEvents } from '../order/event-store.ts';
import { DamagedStream, foldOrder } from './fold-order.ts';
import { READ_MODEL } from './read-model-tables.ts';

/** A row that is not what the events say, or an order whose events say nothing. */
export interface Difference {
  orderId: string;
  table: string;
  /** The row's key beyond its order. */
  row: string;
  /** `missing`, `too much`, or the columns: what is shown, and what it should be. */
  difference: string;
}

export interface Batch {
  orderIds: string[];
  rows: number;
  differences: Difference[];
  /** Their events have to be looked at by a person: nothing can be made of them. */
  damaged: Difference[];
}

/** Temporary tables of the read model's names hide the real ones from whatever writes by these names. */
const createTables = READ_MODEL.map(
  ({ table }) => `CREATE TEMPORARY TABLE ${table} (LIKE public.${table} INCLUDING ALL)`,
);

type Row = Record<string, unknown>;
interface Pair {
  shown: Row | null;
  rebuilt: Row | null;
}

/** What a person should see of a value: not the addresses, for one. */
function briefly(value: unknown): string {
  const text = JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return '{…}';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function describe({ shown, rebuilt }: Pair): string {
  if (shown === null) return 'missing';
  if (rebuilt === null) return 'too much';
  const columns = Object.keys(rebuilt).filter((name) => !isDeepStrictEqual(shown[name], rebuilt[name]));
  return columns.map((name) => `${name}: ${briefly(shown[name])}, should be ${briefly(rebuilt[name])}`).join('; ');
}

type Table = (typeof READ_MODEL)[number];

async function compareTable(db: Queryable, { table, order, key }: Table, orderIds: readonly string[]) {
  const { rows } = await db.query<Pair>({
    text: `SELECT to_jsonb(shown) AS shown, to_jsonb(rebuilt) AS rebuilt
           FROM (SELECT * FROM public.${table} WHERE ${order} = ANY($1::uuid[])) shown
           FULL JOIN (SELECT * FROM pg_temp.${table}) rebuilt USING (${key.join(', ')})
           WHERE to_jsonb(shown) IS DISTINCT FROM to_jsonb(rebuilt)`,
    values: [orderIds],
  });
  return rows.map((pair): Difference => {
    const row = pair.shown ?? pair.rebuilt ?? {};
    const rest = key.filter((column) => column !== order).map((column) => String(row[column]));
    return { orderId: String(row[order]), table, row: rest.join(' '), difference: describe(pair) };
  });
}

async function idsAfter(db: Queryable, after: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    // What is shown without any event has to be found, too.
    text: `(SELECT order_id AS id FROM order_events WHERE order_id > $1 AND version = 1 ORDER BY order_id LIMIT $2)
           UNION (SELECT id FROM public.orders WHERE id > $1 ORDER BY id LIMIT $2) ORDER BY id LIMIT $2`,
    values: [after, limit],
  });
  return rows.map(({ id }) => id);
}

async function countRows(db: Queryable): Promise<number> {
  const counts = READ_MODEL.map(({ table }) => `(SELECT count(*) FROM pg_temp.${table})`);
  const { rows } = await db.query<{ count: string }>({ text: `SELECT ${counts.join(' + ')} AS count` });
  return Number(rows[0]?.count);
}

/**
 * A connection that makes read models anew in tables of its own, some orders at a time, and compares them with what is
 * shown. It changes nothing: every batch is rolled back.
 */
export async function openFreshCopy(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // What is lost between two statements, the next one says.
  client.on('error', () => {});
  await client.connect();
  for (const text of createTables) await client.query(text);
  const db: Queryable = { query: (statement) => client.query(statement) };

  async function compare(after: string, limit: number): Promise<Batch> {
    const orderIds = await idsAfter(db, after, limit);
    const damaged: Difference[] = [];
    for (const orderId of orderIds) {
      try {
        await foldOrder(db, orderId, await readEvents(db, orderId));
      } catch (error) {
        if (!(error instanceof DamagedStream)) throw error;
        damaged.push({ orderId, table: 'order_events', row: '', difference: error.message });
      }
    }
    const unreadable = new Set(damaged.map(({ orderId }) => orderId));
    const differences: Difference[] = [];
    for (const table of READ_MODEL) differences.push(...(await compareTable(db, table, orderIds)));
    const rows = await countRows(db);
    return { orderIds, rows, damaged, differences: differences.filter(({ orderId }) => !unreadable.has(orderId)) };
  }

  return {
    /** Compares the orders behind `after`, all as of one moment. */
    async compare(after: string, limit: number): Promise<Batch> {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      try {
        return await compare(after, limit);
      } finally {
        await client.query('ROLLBACK');
      }
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}
