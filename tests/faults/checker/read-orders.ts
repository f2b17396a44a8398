import type { Evidence } from './evidence.ts';
import { type FoldedOrder, foldOrder, type StoredEvent } from './fold-order.ts';

/** Every order that has a stream, as its events add up; a stream that does not begin as it must is left out. */
export async function readOrders({ query }: Evidence): Promise<Map<string, FoldedOrder>> {
  const rows = await query<StoredEvent>(
    'orders',
    'SELECT order_id, version, type, data FROM order_events ORDER BY order_id, version',
  );
  const orders = new Map<string, FoldedOrder>();
  for (const [id, events] of Map.groupBy(rows, ({ order_id }) => order_id)) {
    if (events[0]?.type === 'OrderPlaced') orders.set(id, foldOrder(events));
  }
  return orders;
}
