import type { Evidence } from '../evidence.ts';
import { type FoldedOrder, foldOrder, type StoredEvent } from '../fold-order.ts';
import type { Findings, Invariant } from '../invariant.ts';

interface Shown {
  id: string;
  customer_id: string;
  status: string;
  payment_status: string;
  total_minor: string;
  currency: string;
  version: number;
  items: Record<string, number> | null;
  history: { version: number; status: string }[] | null;
}

const READ_MODEL = `
  SELECT id, customer_id, status, payment_status, total_minor, currency, version,
    (SELECT json_object_agg(product_id, quantity) FROM order_items i WHERE i.order_id = o.id) AS items,
    (SELECT json_agg(json_build_object('version', version, 'status', status) ORDER BY version)
     FROM order_history h WHERE h.order_id = o.id) AS history
  FROM orders o`;

const text = (value: unknown) => JSON.stringify(value);

/** What of the read model is not what the events say, by the names of what it shows. */
function differences(folded: FoldedOrder, version: number, shown: Shown): string[] {
  const sorted = (units: Iterable<[string, number]>) => text([...units].sort());
  const pairs: [string, unknown, unknown][] = [
    ['status', folded.status, shown.status],
    ['payment status', folded.paymentStatus, shown.payment_status],
    ['total', `${folded.total} ${folded.currency}`, `${shown.total_minor} ${shown.currency}`],
    ['customer', folded.customer, shown.customer_id],
    ['version', version, shown.version],
    ['items', sorted(folded.units), sorted(Object.entries(shown.items ?? {}))],
    ['history', text(folded.statusChanges), text(shown.history ?? [])],
  ];
  return pairs
    .filter(([, said, read]) => said !== read)
    .map(([name, said, read]) => `the read model has ${name} ${read}, the events say ${said}`);
}

function checkStream(id: string, events: readonly StoredEvent[], shown: Shown | undefined, findings: Findings): void {
  const versions = events.map(({ version }) => version);
  const gapless = versions.every((version, index) => version === index + 1);
  findings.expect(gapless, `order ${id}: its versions are ${versions.join(', ')}`);
  const begun = events[0]?.type === 'OrderPlaced' && events.filter(({ type }) => type === 'OrderPlaced').length === 1;
  findings.expect(begun, `order ${id}: its events are not one OrderPlaced and what came of it`);
  findings.expect(shown !== undefined, `order ${id}: it is not in the read model`);
  if (!begun || shown === undefined) return;
  const differing = differences(foldOrder(events), versions.at(-1) ?? 0, shown);
  findings.expect(differing.length === 0, `order ${id}: ${differing.join('; ')}`);
}

const ANNOUNCED = `
  SELECT envelope->>'aggregateId' AS id, array_agg((envelope->>'aggregateVersion')::int ORDER BY position) AS versions
  FROM outbox WHERE envelope->>'type' = 'orders.order-updated.v1' GROUP BY 1`;

/** An event that was announced and lost again shows by a version that was told twice. */
async function checkAnnounced(
  { query }: Evidence,
  streams: ReadonlyMap<string, readonly StoredEvent[]>,
  findings: Findings,
): Promise<void> {
  const rows = await query<{ id: string; versions: number[] }>('orders', ANNOUNCED);
  const announced = new Map(rows.map(({ id, versions }) => [id, versions]));
  for (const id of new Set([...streams.keys(), ...announced.keys()])) {
    const told = [...(announced.get(id) ?? [])].sort((one, other) => one - other).join(', ');
    const happened = (streams.get(id) ?? []).map(({ version }) => version).join(', ');
    findings.expect(told === happened, `order ${id}: its versions are ${happened}, and ${told} were announced`);
  }
}

/** Every order's events are there without a gap, and the read model shows what they add up to. */
export const streamsInvariant: Invariant = {
  name: 'streams',
  async check(evidence: Evidence, findings: Findings) {
    const { query } = evidence;
    const rows = await query<StoredEvent & Record<string, unknown>>(
      'orders',
      'SELECT order_id, version, type, data FROM order_events ORDER BY order_id, version',
    );
    const streams = Map.groupBy(rows, ({ order_id }) => order_id);
    const shown = new Map(
      (await query<Shown & Record<string, unknown>>('orders', READ_MODEL)).map((row) => [row.id, row]),
    );
    for (const [id, events] of streams) checkStream(id, events, shown.get(id), findings);
    for (const id of shown.keys())
      findings.expect(streams.has(id), `order ${id}: it is in the read model without events`);
    await checkAnnounced(evidence, streams, findings);
  },
};
