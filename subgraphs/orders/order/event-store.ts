import type { Queryable, Transaction } from '#platform/postgres/database.ts';
import { fold } from './evolve.ts';
import type { OrderEvent, StoredEvent } from './order-events.ts';
import type { OrderState } from './order-state.ts';

/** Somebody else has appended to the order since it was loaded. Nothing was written: load it again and decide anew. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** An order as of its newest event; version 0 and no state is an order that does not exist. */
export interface LoadedOrder {
  state: OrderState | undefined;
  version: number;
}

/** The order's events, oldest first. */
export async function readEvents(db: Queryable, orderId: string): Promise<StoredEvent[]> {
  const { rows } = await db.query<{ version: number; type: string; data: object; occurred_at: Date }>({
    name: 'order-events.read',
    text: `SELECT version, type, data, occurred_at FROM order_events WHERE order_id = $1 ORDER BY version`,
    values: [orderId],
  });
  return rows.map(({ version, type, data, occurred_at }) => ({
    version,
    occurredAt: occurred_at,
    event: { type, data } as OrderEvent,
  }));
}

/** What the order's events add up to. */
export async function loadOrder(db: Queryable, orderId: string): Promise<LoadedOrder> {
  const stored = await readEvents(db, orderId);
  return { state: fold(stored), version: stored.length };
}

/**
 * Waits for the others that have met a conflict at the same order, until the end of the transaction: they go on one behind
 * the other. Without it all of them would meet again at each version, and one could lose for as long as there are others.
 */
export async function waitInLine(tx: Transaction, orderId: string): Promise<void> {
  await tx.query({
    name: 'order-events.wait-in-line',
    text: `SELECT pg_advisory_xact_lock(hashtextextended('order ' || $1, 0))`,
    values: [orderId],
  });
}

/**
 * Appends events behind `expectedVersion`, and gives them with their versions. Waits for a transaction that is just
 * appending to the same order.
 *
 * @throws VersionConflict when the order has gone on; the transaction stays usable
 */
export async function appendEvents(
  db: Queryable,
  orderId: string,
  expectedVersion: number,
  events: readonly OrderEvent[],
): Promise<StoredEvent[]> {
  const versions = events.map((_, index) => expectedVersion + index + 1);
  const { rows } = await db.query<{ occurredAt: Date }>({
    name: 'order-events.append',
    // The database's clock is one for all processes, and what is due by it (deadlines) counts from here.
    // Who has taken the first version has taken those behind it, too; without it none of them is written.
    text: `WITH new AS (
             SELECT * FROM unnest($2::integer[], $3::text[], $4::jsonb[]) AS new (version, type, data)
           ), first AS (
             INSERT INTO order_events (order_id, version, type, data, occurred_at)
             SELECT $1, version, type, data, date_trunc('milliseconds', clock_timestamp()) FROM new WHERE version = $5
             ON CONFLICT DO NOTHING RETURNING occurred_at
           ), rest AS (
             INSERT INTO order_events (order_id, version, type, data, occurred_at)
             SELECT $1, new.version, new.type, new.data, first.occurred_at FROM new, first WHERE new.version > $5
           )
           SELECT occurred_at AS "occurredAt" FROM first`,
    values: [
      orderId,
      versions,
      events.map(({ type }) => type),
      events.map(({ data }) => JSON.stringify(data)),
      expectedVersion + 1,
    ],
  });
  const occurredAt = rows[0]?.occurredAt;
  if (occurredAt === undefined) throw new VersionConflict(`order ${orderId} is past version ${expectedVersion}`);
  return events.map((event, index) => ({ version: expectedVersion + index + 1, occurredAt, event }));
}
