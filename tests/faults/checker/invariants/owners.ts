import type { Evidence } from '../evidence.ts';
import { ANONYMOUS } from '../history.ts';
import type { Findings, Invariant } from '../invariant.ts';
import { type People, readPeople } from '../people.ts';
import { readOrders } from '../read-orders.ts';

type Owners = ReadonlyMap<string, string>;

/** Whom an order that this client was told of may belong to in the end. */
function ownersAfter(client: string, { adoptions }: People): string[] {
  const adoption = adoptions.find(({ guest }) => guest === client);
  if (adoption?.account === undefined) return [client];
  return adoption.isSure ? [adoption.account] : [client, adoption.account];
}

function checkPlaced({ history }: Evidence, owners: Owners, people: People, findings: Findings): void {
  for (const { op, client, orderId, outcome } of history) {
    if (op !== 'placeOrder' || outcome !== 'ok' || orderId == null) continue;
    const owner = owners.get(orderId);
    const expected = ownersAfter(client, people);
    findings.expect(
      owner !== undefined && expected.includes(owner),
      `order ${orderId}: ${client} placed it, it belongs to ${owner}, and should to ${expected.join(' or ')}`,
    );
  }
}

/** Whatever else names an order's customer. */
const NAMED = {
  payments: `
    SELECT order_id, customer_id, 'what is to be paid' AS what FROM order_payments
    UNION ALL SELECT order_id, customer_id, 'a payment' FROM payments`,
  shipping: `SELECT order_id, customer_id, 'the shipment' AS what FROM shipments`,
  notifications: `
    SELECT order_id, user_id AS customer_id, 'a notification' AS what FROM notifications WHERE order_id IS NOT NULL`,
} as const;

async function checkNamed(
  { query }: Evidence,
  service: keyof typeof NAMED,
  owners: Owners,
  findings: Findings,
): Promise<void> {
  const rows = await query<{ order_id: string; customer_id: string; what: string }>(service, NAMED[service]);
  for (const { order_id, customer_id, what } of rows) {
    const owner = owners.get(order_id);
    findings.expect(owner === customer_id, `order ${order_id}: ${what} is ${customer_id}'s, the order is ${owner}'s`);
  }
}

/** Nobody was shown, or has changed, what is another one's. */
function checkSeen({ history }: Evidence, owners: Owners, { personOf }: People, findings: Findings): void {
  const changers = new Map<string, Set<string>>();
  for (const { client, op, outcome, orderId, cartId } of history) {
    if (outcome !== 'ok' || client === ANONYMOUS) continue;
    if (orderId != null) {
      const owner = personOf(owners.get(orderId) ?? 'nobody');
      findings.expect(personOf(client) === owner, `order ${orderId}: ${op} by ${client}, and it is ${owner}'s`);
    }
    if (cartId != null) changers.set(cartId, (changers.get(cartId) ?? new Set()).add(personOf(client)));
  }
  for (const [cartId, people] of changers) {
    findings.expect(people.size === 1, `cart ${cartId}: it was used by ${[...people].join(' and ')}`);
  }
}

/** An order belongs to who placed it, or to the account that a guest became; all services say so, and nobody else gets at it. */
export const ownersInvariant: Invariant = {
  name: 'owners',
  async check(evidence: Evidence, findings: Findings) {
    const people = await readPeople(evidence);
    const owners = new Map([...(await readOrders(evidence))].map(([id, { customer }]) => [id, customer]));
    checkPlaced(evidence, owners, people, findings);
    for (const service of ['payments', 'shipping', 'notifications'] as const) {
      await checkNamed(evidence, service, owners, findings);
    }
    checkSeen(evidence, owners, people, findings);
  },
};
