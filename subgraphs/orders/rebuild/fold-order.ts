import type { Queryable } from '#platform/postgres/database.ts';
import { fold } from '../order/evolve.ts';
import type { StoredEvent } from '../order/order-events.ts';
import { type Projection, project } from '../order/project.ts';
import { writeProjection } from '../order/read-model.ts';

/** A stream that no order can be made of. */
export class DamagedStream extends Error {
  override readonly name = 'DamagedStream';
}

/**
 * Writes what an order's events add up to, where there is nothing of it yet.
 *
 * @throws DamagedStream when versions are missing, or the events do not make an order; nothing was written
 */
export async function foldOrder(db: Queryable, orderId: string, events: readonly StoredEvent[]): Promise<void> {
  const gap = events.findIndex(({ version }, index) => version !== index + 1);
  if (gap !== -1) throw new DamagedStream(`version ${gap + 1} is missing`);
  const projections: Projection[] = [];
  try {
    fold(events, (...event) => projections.push(project(...event)));
  } catch (error) {
    throw new DamagedStream((error as Error).message, { cause: error });
  }
  for (const projection of projections) await writeProjection(db, orderId, projection);
}
