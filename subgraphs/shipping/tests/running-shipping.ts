import { createHmac } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.ts';
import { parcelTracked, shipmentCompleted, shipmentFailed, shipmentInitiated, shipOrder } from '#contracts/shipping.ts';
import type { Viewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type Data, startTestSubgraph, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { createShipping } from '../service.ts';
import { CARRIER_KEY, CARRIER_WEBHOOK_SECRET, type CarrierProcess, startCarrier } from './carrier-process.ts';
import { startWebhookForwarder } from './webhook-forwarder.ts';

export const productId = uuidv7();

export const SHIPMENT = `query ($orders: [_Any!]!) {
  _entities(representations: $orders) {
    ... on Order {
      id
      shipment {
        id status trackingNumber dispatchedAt
        parcels { status trackingNumber items { product { id } description quantity } tracking { step at } }
      }
    }
  }
}`;

export interface RunningShipping extends AsyncDisposable {
  subgraph: TestSubgraph;
  carrier: CarrierProcess;
  /** Has a new order of so many lamps shipped; a parcel takes 20. */
  ship(postalCode?: string, quantity?: number): Promise<{ orderId: string; customerId: string; command: Envelope }>;
  /** The order's shipment in the graph. */
  seenBy(viewer: Viewer, orderId: string): Promise<Data>;
  /** The parcels of an order in the order of their packing, once the carrier has booked all of them. */
  bookedParcels(orderId: string, count: number): Promise<string[]>;
  /** From now on the carrier is asked about an order's parcels only when something calls for it. */
  lookNoMore(orderId: string): Promise<unknown>;
  /** What was told of an order's shipment so far, by its number: `initiated`, `completed`, `failed` or a parcel's step. */
  told(orderId: string): string[];
  /** The numbers of what was told. */
  versions(orderId: string): number[];
  completed(orderId: string): Promise<Data>;
  failed(orderId: string): Promise<Data>;
  sendWebhook(body: object, secret?: string, time?: number): Promise<Response>;
}

/** Starts the carrier simulator as a process, and shipping in front of it, told by its webhooks. */
export async function startShipping(): Promise<RunningShipping> {
  await using resources = new AsyncDisposableStack();
  const forwarder = resources.use(await startWebhookForwarder());
  const carrier = resources.use(
    await startCarrier({ WEBHOOK_URL: forwarder.url, DISPATCH_DELAY_MS: '0', TRACKING_STEP_MS: '0' }),
  );
  const subgraph = resources.use(
    await startTestSubgraph('shipping', createShipping, {
      CARRIER_URL: carrier.url,
      CARRIER_API_KEY: CARRIER_KEY,
      CARRIER_WEBHOOK_SECRET,
      PARCEL_MAX_UNITS: 20,
    }),
  );
  forwarder.forwardTo(`${subgraph.url}/webhooks/carrier`);

  const eventsOf = (orderId: string) =>
    [shipmentInitiated, parcelTracked, shipmentCompleted, shipmentFailed]
      .flatMap((contract) => subgraph.allPublished(contract as typeof parcelTracked))
      .filter(({ aggregateId }) => aggregateId === orderId)
      .toSorted((a, b) => a.aggregateVersion - b.aggregateVersion);

  const owned = resources.move();
  return {
    subgraph,
    carrier,
    async ship(postalCode = '1010', quantity = 2) {
      const order = { orderId: uuidv7(), customerId: uuidv7() };
      const address = { name: 'Ada', street: 'Ring 1', city: 'Wien', postalCode, country: 'AT' };
      const data = { ...order, address, items: [{ productId, description: 'Lamp', quantity }] };
      return { ...order, command: await subgraph.send(shipOrder, { aggregateId: order.orderId, data }) };
    },
    async seenBy(viewer, orderId) {
      const orders = [{ __typename: 'Order', id: orderId }];
      return (await subgraph.query(SHIPMENT, { orders }, viewer))._entities[0].shipment;
    },
    bookedParcels: (orderId, count) =>
      eventually(`${count} parcels are booked`, async () => {
        const { rows } = await subgraph.database.query<{ id: string; status: string }>({
          text: `SELECT p.id, p.status FROM parcels p JOIN shipments s ON s.id = p.shipment_id
                 WHERE order_id = $1 ORDER BY number`,
          values: [orderId],
        });
        const isBooked = rows.length === count && rows.every(({ status }) => status === 'BOOKED');
        return isBooked ? rows.map(({ id }) => id) : undefined;
      }),
    lookNoMore: (orderId) =>
      subgraph.database.query({
        text: `UPDATE parcels SET ask_at = now() + interval '1 hour'
               WHERE shipment_id = (SELECT id FROM shipments WHERE order_id = $1)`,
        values: [orderId],
      }),
    told: (orderId) =>
      eventsOf(orderId).map(({ type, data }) => data.step ?? type.replace(/^shipping\.shipment-|\.v1$/g, '')),
    versions: (orderId) => eventsOf(orderId).map(({ aggregateVersion }) => aggregateVersion),
    completed: async (orderId) =>
      (await subgraph.published(shipmentCompleted, (data) => data.orderId === orderId)).data,
    failed: async (orderId) => (await subgraph.published(shipmentFailed, (data) => data.orderId === orderId)).data,
    sendWebhook(body, secret = CARRIER_WEBHOOK_SECRET, time = Math.floor(Date.now() / 1000)) {
      const text = JSON.stringify(body);
      const signature = createHmac('sha256', secret).update(`${time}.${text}`).digest('hex');
      return fetch(`${subgraph.url}/webhooks/carrier`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-carrier-signature': `t=${time},v1=${signature}` },
        body: text,
      });
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
