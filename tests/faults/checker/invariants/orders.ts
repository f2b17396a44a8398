import type { Evidence } from '../evidence.ts';
import type { FoldedOrder, StoredEvent } from '../fold-order.ts';
import type { Call } from '../history.ts';
import type { Findings, Invariant } from '../invariant.ts';
import { type People, readPeople } from '../people.ts';
import { readOrders } from '../read-orders.ts';
import { ENDED } from './ended.ts';

interface Placements {
  /** The orders that a client was told of, by key. */
  told: Map<string, Set<string>>;
  /** Keys of which the client does not know what came of them. */
  unknown: Set<string>;
}

function placementsOf(calls: readonly Call[], { personOf }: People): Map<string, Placements> {
  const clients = new Map<string, Placements>();
  for (const { client: placer, op, key, outcome, orderId } of calls) {
    if (op !== 'placeOrder' || key == null) continue;
    const client = personOf(placer);
    const placements = clients.get(client) ?? { told: new Map(), unknown: new Set() };
    clients.set(client, placements);
    if (outcome === 'unknown') placements.unknown.add(key);
    if (outcome === 'ok' && orderId != null) {
      placements.told.set(key, (placements.told.get(key) ?? new Set()).add(orderId));
    }
  }
  return clients;
}

function checkClient(
  client: string,
  { told, unknown }: Placements,
  placed: ReadonlySet<string>,
  findings: Findings,
): void {
  const acknowledged = new Set<string>();
  for (const [key, ids] of told) {
    findings.expect(ids.size === 1, `client ${client}: key ${key} was answered with the orders ${[...ids].join(', ')}`);
    for (const id of ids) {
      findings.expect(!acknowledged.has(id), `client ${client}: order ${id} was the answer to two keys`);
      acknowledged.add(id);
      findings.expect(placed.has(id), `client ${client}: order ${id} was acknowledged, and does not exist`);
    }
  }
  const open = [...unknown].filter((key) => !told.has(key));
  const more = [...placed].filter((id) => !acknowledged.has(id));
  findings.expect(
    more.length <= open.length,
    `client ${client}: ${open.length} placements without an answer became ${more.length} orders: ${more.join(', ')}`,
  );
}

/** Who placed each order; an order that was a guest's may be another customer's by now. */
async function placersOf({ query }: Evidence, { personOf }: People): Promise<Map<string, Set<string>>> {
  const rows = await query<StoredEvent & Record<string, unknown>>(
    'orders',
    `SELECT order_id, version, type, data FROM order_events WHERE type = 'OrderPlaced'`,
  );
  const placers = new Map<string, Set<string>>();
  for (const { order_id, data } of rows) {
    const client = personOf(data.customerId);
    placers.set(client, (placers.get(client) ?? new Set()).add(order_id));
  }
  return placers;
}

function checkEnd(id: string, { status, paymentStatus, openRefunds }: FoldedOrder, findings: Findings): void {
  findings.expect(ENDED.has(status), `order ${id}: it has not ended, it is ${status}`);
  if (ENDED.has(status))
    findings.expect(paymentStatus !== 'AUTHORIZED', `order ${id}: it is ${status} with money held`);
  const open = [...openRefunds].join(', ');
  findings.expect(openRefunds.size === 0, `order ${id}: refund ${open} was asked for and has no answer`);
}

/** What a client was told of exists, once a key, and every order has come to its end. */
export const ordersInvariant: Invariant = {
  name: 'orders',
  async check(evidence: Evidence, findings: Findings) {
    const orders = await readOrders(evidence);
    for (const [id, order] of orders) checkEnd(id, order, findings);
    const people = await readPeople(evidence);
    const placers = await placersOf(evidence, people);
    const clients = placementsOf(evidence.history, people);
    for (const [client, placements] of clients) {
      checkClient(client, placements, placers.get(client) ?? new Set(), findings);
    }
    for (const [client, ids] of placers) {
      findings.expect(clients.has(client), `client ${client} never placed an order, and has ${[...ids].join(', ')}`);
    }
  },
};
