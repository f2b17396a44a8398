import type { Evidence } from '../evidence.ts';
import type { FoldedOrder } from '../fold-order.ts';
import type { Findings, Invariant } from '../invariant.ts';
import { readOrders } from '../read-orders.ts';
import { ENDED } from './ended.ts';

interface Level {
  product_id: string;
  available: number;
  reserved: number;
  sold: number;
  stocked: number;
  /** Sums of all movements, and of those that no order caused. */
  moved: number;
  put: number;
  held: number;
  gone: number;
}

/** Each table is summed by itself, and then set beside the counts that the shop goes by. */
const LEVELS = `
  SELECT s.product_id, s.available, s.reserved, s.sold, s.stocked,
    coalesce(m.moved, 0)::int AS moved, coalesce(m.put, 0)::int AS put,
    coalesce(r.held, 0)::int AS held, coalesce(r.gone, 0)::int AS gone
  FROM stock s
  LEFT JOIN (
    SELECT product_id, sum(delta) AS moved, sum(delta) FILTER (WHERE order_id IS NULL) AS put
    FROM stock_movements GROUP BY product_id
  ) m USING (product_id)
  LEFT JOIN (
    SELECT product_id, sum(quantity) FILTER (WHERE status = 'HELD') AS held,
      sum(quantity - returned) FILTER (WHERE status = 'COMMITTED') AS gone
    FROM reservations JOIN reservation_orders USING (order_id) GROUP BY product_id
  ) r USING (product_id)`;

function checkLevel(level: Level, sold: number, findings: Findings): void {
  const { product_id: id, available, reserved, stocked, moved, put, held, gone } = level;
  const counts = `available ${available}, reserved ${reserved}, sold ${level.sold}, stocked ${stocked}`;
  const expect = (holds: boolean, otherwise: string) =>
    findings.expect(holds, `product ${id}: ${otherwise} (${counts})`);
  expect(available >= 0 && reserved >= 0 && level.sold >= 0, 'a count is below zero');
  expect(available + reserved + level.sold === stocked, 'the counts do not add up to what was stocked');
  expect(available === moved, `its movements add up to ${moved} available`);
  expect(stocked === put, `${put} were put on the shelf by movements`);
  expect(reserved === held, `${held} are held by reservations`);
  expect(level.sold === gone, `${gone} have left by reservations`);
  expect(level.sold === sold, `completed orders have ${sold}`);
}

/** Every level that there ever was: what was held too often for a while and given back shows nowhere else. */
const BELOW_ZERO = `
  SELECT envelope->'data'->>'productId' AS product, envelope->>'aggregateVersion' AS version, envelope->'data' AS level
  FROM outbox
  WHERE envelope->>'type' = 'products.stock-changed.v1'
    AND least((envelope->'data'->>'available')::int, (envelope->'data'->>'reserved')::int,
          (envelope->'data'->>'sold')::int) < 0`;

async function checkLevelsBefore({ query }: Evidence, findings: Findings): Promise<void> {
  const below = await query<{ product: string; version: string; level: object }>('products', BELOW_ZERO);
  findings.expect(true, 'the levels were read');
  for (const { product, version, level } of below) {
    findings.expect(
      false,
      `product ${product}: a count was below zero at version ${version}: ${JSON.stringify(level)}`,
    );
  }
}

interface Reservation {
  order_id: string;
  status: string;
  /** Units by product id. */
  lines: Record<string, number> | null;
}

const RESERVATIONS = `
  SELECT order_id, status, (SELECT json_object_agg(product_id, quantity) FROM reservations r WHERE r.order_id = o.order_id) AS lines
  FROM reservation_orders o`;

const equalUnits = (lines: Record<string, number>, units: ReadonlyMap<string, number>) =>
  Object.keys(lines).length === units.size && [...units].every(([id, quantity]) => lines[id] === quantity);

function checkReservation(
  { order_id: id, status, lines }: Reservation,
  order: FoldedOrder | undefined,
  findings: Findings,
) {
  const expect = (holds: boolean, otherwise: string) =>
    findings.expect(holds, `reservation of order ${id}: ${otherwise}`);
  expect(order !== undefined, 'there is no such order');
  if (order === undefined) return;
  expect(!(status === 'HELD' && ENDED.has(order.status)), `it is held, and the order is ${order.status}`);
  const completed = order.status === 'COMPLETED';
  if (completed) expect(status === 'COMMITTED', `it is ${status}, and the order is completed`);
  if (status === 'COMMITTED')
    expect(!ENDED.has(order.status) || completed, `it has left, and the order is ${order.status}`);
  if (status === 'HELD' || status === 'COMMITTED') {
    expect(equalUnits(lines ?? {}, order.units), 'it is of other units than the order');
  }
}

/** What completed orders have of each product, less what they gave back. */
function unitsSold(orders: Iterable<FoldedOrder>): Map<string, number> {
  const sold = new Map<string, number>();
  const add = (units: ReadonlyMap<string, number>, sign: 1 | -1) => {
    for (const [id, quantity] of units) sold.set(id, (sold.get(id) ?? 0) + sign * quantity);
  };
  for (const order of orders) {
    if (order.status !== 'COMPLETED') continue;
    add(order.units, 1);
    add(order.givenBack, -1);
  }
  return sold;
}

/** Nothing is sold that is not there, and nothing is lost: stock, movements, reservations and orders say the same. */
export const stockInvariant: Invariant = {
  name: 'stock',
  async check(evidence: Evidence, findings: Findings) {
    const orders = await readOrders(evidence);
    const sold = unitsSold(orders.values());
    const levels = await evidence.query<Level & Record<string, unknown>>('products', LEVELS);
    for (const level of levels) checkLevel(level, sold.get(level.product_id) ?? 0, findings);
    await checkLevelsBefore(evidence, findings);
    const reservations = await evidence.query<Reservation & Record<string, unknown>>('products', RESERVATIONS);
    for (const reservation of reservations) checkReservation(reservation, orders.get(reservation.order_id), findings);
    const reserved = new Set(reservations.map(({ order_id }) => order_id));
    for (const [id, { status }] of orders) {
      if (status === 'COMPLETED')
        findings.expect(reserved.has(id), `order ${id}: it is completed without a reservation`);
    }
  },
};
