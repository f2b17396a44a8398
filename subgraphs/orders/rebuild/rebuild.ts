import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import { ZERO_ID } from '#platform/subgraph/user-errors.ts';
import { type Difference, openFreshCopy } from './fresh-copy.ts';
import { writeAnew } from './write-anew.ts';

/** Orders compared at a time: what is held in memory. */
const BATCH = 200;

/** Most differences that are kept to be shown; the others are counted. */
const SHOWN = 100;

export interface RebuildOptions {
  /** The address of the service's database. */
  url: string;
  /** Whether what differs is written anew. */
  apply: boolean;
  /** Told of the number of orders compared so far. */
  onProgress?(orders: number): void;
}

export interface Rebuilt {
  orders: number;
  rows: number;
  /** How many rows differ. */
  different: number;
  /** Orders that were written anew. */
  written: number;
  /** Orders of whose events nothing can be made. */
  damaged: number;
  /** The first hundred of both. */
  shown: Difference[];
}

/** Makes the read model anew from the events, order by order, and compares it with what is there. */
export async function rebuild({ url, apply, onProgress }: RebuildOptions): Promise<Rebuilt> {
  await using fresh = await openFreshCopy(url);
  await using database = createDatabase({ url, logger: createLogger('orders', 'warn'), maxConnections: 1 });
  const sum: Rebuilt = { orders: 0, rows: 0, different: 0, written: 0, damaged: 0, shown: [] };
  for (let after: string | undefined = ZERO_ID; after !== undefined; ) {
    const { orderIds, rows, differences, damaged } = await fresh.compare(after, BATCH);
    sum.orders += orderIds.length;
    sum.rows += rows;
    sum.different += differences.length;
    sum.damaged += damaged.length;
    sum.shown.push(...[...damaged, ...differences].slice(0, SHOWN - sum.shown.length));
    if (apply) {
      const differing = new Set(differences.map(({ orderId }) => orderId));
      for (const orderId of differing) await writeAnew(database, orderId);
      sum.written += differing.size;
    }
    onProgress?.(sum.orders);
    after = orderIds.at(-1);
  }
  return sum;
}
