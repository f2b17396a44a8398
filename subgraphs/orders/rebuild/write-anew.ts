import type { Database, Transaction } from '#platform/postgres/database.ts';
import { readEvents, VersionConflict } from '../order/event-store.ts';
import { foldOrder } from './fold-order.ts';
import { READ_MODEL } from './read-model-tables.ts';

/** Each conflict means that the order got on. */
const ATTEMPTS = 10;

/**
 * Holds an order's stream at its version until the end of the transaction: the next version is taken and given back, and
 * whoever appends waits for us as for any other who appends.
 *
 * @throws VersionConflict when the stream is past this version
 */
async function holdStream(tx: Transaction, orderId: string, version: number): Promise<void> {
  const { rowCount } = await tx.query({
    name: 'rebuild.hold',
    text: `INSERT INTO order_events (order_id, version, type, data, occurred_at)
           VALUES ($1, $2, 'Held', '{}', now()) ON CONFLICT DO NOTHING`,
    values: [orderId, version + 1],
  });
  if (rowCount !== 1) throw new VersionConflict(`order ${orderId} is past version ${version}`);
  await tx.query({
    name: 'rebuild.let-go',
    text: `DELETE FROM order_events WHERE order_id = $1 AND version = $2`,
    values: [orderId, version + 1],
  });
}

async function once(tx: Transaction, orderId: string): Promise<void> {
  const events = await readEvents(tx, orderId);
  await holdStream(tx, orderId, events.length);
  for (const { table, order } of READ_MODEL.toReversed()) {
    await tx.query({ text: `DELETE FROM ${table} WHERE ${order} = $1`, values: [orderId] });
  }
  await foldOrder(tx, orderId, events);
}

/**
 * Writes an order's read model anew from its events, in one transaction, while others go on with it. What is shown without
 * any event is taken away.
 *
 * @throws VersionConflict when others took the order on ten times in between
 */
export async function writeAnew(database: Database, orderId: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction((tx) => once(tx, orderId));
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt === ATTEMPTS) throw error;
    }
  }
}
