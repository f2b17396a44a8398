import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { orderAttached } from '#contracts/orders.ts';
import { cancelShipment, parcelTracked, shipOrder } from '#contracts/shipping.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { customer, staffMember } from '#platform/testkit/test-subgraph.ts';
import { createLoaders } from '../graphql/loaders.ts';
import { productId, type RunningShipping, SHIPMENT, startShipping } from './running-shipping.ts';

let shipping: RunningShipping;

beforeAll(async () => {
  shipping = await startShipping();
});
afterAll(async () => {
  await shipping[Symbol.asyncDispose]();
});

describe('shipping an order', () => {
  it('books the parcel and follows it to the door, every step told once and in order', async () => {
    const { orderId, customerId } = await shipping.ship();
    await shipping.subgraph.published(parcelTracked, (data) => data.orderId === orderId && data.step === 'DELIVERED');
    const steps = ['BOOKED', 'DISPATCHED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED'];
    const told = await eventually('all is told', () => {
      const kinds = shipping.told(orderId);
      return kinds.length === 7 ? kinds : undefined;
    });
    expect(told[0]).toBe('initiated');
    expect(told.filter((kind) => steps.includes(kind))).toEqual(steps);
    expect(told.indexOf('completed')).toBeGreaterThan(told.indexOf('DISPATCHED'));
    expect(shipping.versions(orderId)).toEqual([1, 2, 3, 4, 5, 6, 7]);

    const { trackingNumber } = await shipping.completed(orderId);
    expect(await shipping.seenBy(customer(customerId), orderId)).toMatchObject({
      status: 'DISPATCHED',
      trackingNumber,
      dispatchedAt: expect.any(String),
      parcels: [
        {
          status: 'DELIVERED',
          trackingNumber,
          items: [{ product: { id: productId }, description: 'Lamp', quantity: 2 }],
          tracking: steps.map((step) => ({ step, at: expect.stringMatching(/^\d{4}-.*Z$/) })),
        },
      ],
    });
  });

  it('finds out by looking when no webhook comes', async () => {
    await shipping.carrier.setFaults({ lateWebhook: 1, lateWebhookMs: [60_000, 60_000] });
    const { orderId } = await shipping.ship();
    await shipping.completed(orderId);
    await shipping.carrier.setFaults({});
  });

  it('books once at a carrier that fails after it has booked', async () => {
    await shipping.carrier.setFaults({ errorAfter: 1 });
    const { orderId } = await shipping.ship();
    await eventually('the carrier was asked', async () => {
      const asked = { text: 'SELECT 1 FROM parcels WHERE asked > 0 AND status = $1', values: ['REQUESTED'] };
      return (await shipping.subgraph.database.query(asked)).rowCount === 1;
    });
    await shipping.carrier.setFaults({});
    await shipping.completed(orderId);
    expect(shipping.told(orderId).filter((kind) => kind === 'initiated' || kind === 'completed')).toHaveLength(2);
  });

  it('tells that an address cannot be delivered to', async () => {
    const { orderId, customerId } = await shipping.ship('00000');
    expect((await shipping.failed(orderId)).reason).toBe('UNDELIVERABLE');
    expect(shipping.told(orderId)).toEqual(['failed']);
    expect(await shipping.seenBy(customer(customerId), orderId)).toMatchObject({
      status: 'FAILED',
      parcels: [{ status: 'FAILED', tracking: [] }],
    });
  });

  it('makes one shipment of a command that comes twice, and goes on with what comes then', async () => {
    const { orderId, command } = await shipping.ship('00001');
    await shipping.subgraph.sendAgain(command);
    await shipping.subgraph.send(shipOrder, { aggregateId: orderId, data: command.data as never });
    await shipping.subgraph.send(cancelShipment, { aggregateId: orderId, data: { orderId } });
    await shipping.failed(orderId);
    const { rows } = await shipping.subgraph.database.query({
      text: 'SELECT 1 FROM shipments s JOIN parcels p ON p.shipment_id = s.id WHERE order_id = $1',
      values: [orderId],
    });
    expect(rows).toHaveLength(1);
  });
});

describe('who may see a shipment', () => {
  it('is its customer and staff; to others it does not exist', async () => {
    const { orderId, customerId } = await shipping.ship('00001');
    await eventually('the customer sees it', () => shipping.seenBy(customer(customerId), orderId));
    expect(await shipping.seenBy(staffMember(uuidv7()), orderId)).not.toBeNull();
    expect(await shipping.seenBy(customer(uuidv7()), orderId)).toBeNull();
    const orders = [{ __typename: 'Order', id: orderId }];
    const { data, errors } = await shipping.subgraph.execute(SHIPMENT, { orders });
    expect(data._entities[0].shipment).toBeNull();
    expect(errors?.[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is the customer that the order was attached to, who is told of what comes then', async () => {
    const { orderId, customerId: guestId } = await shipping.ship('00001');
    const [parcel = ''] = await shipping.bookedParcels(orderId, 1);
    const customerId = uuidv7();
    const data = { orderId, customerId, formerCustomerId: guestId };
    await shipping.subgraph.send(orderAttached, { aggregateId: orderId, data });
    await eventually('the new customer sees it', () => shipping.seenBy(customer(customerId), orderId));
    expect(await shipping.seenBy(customer(guestId), orderId)).toBeNull();
    await shipping.carrier.dispatch(parcel);
    expect((await shipping.completed(orderId)).customerId).toBe(customerId);
  });
});

it('costs a statement for the shipments and one for the parcels of any number of orders', async () => {
  const orders = [await shipping.ship('00001', 25), await shipping.ship('00001')];
  for (const [n, { orderId }] of orders.entries()) await shipping.bookedParcels(orderId, 2 - n);
  const { database } = shipping.subgraph;
  const statements: unknown[] = [];
  const counted: typeof database.query = (statement) => {
    statements.push(statement.name);
    return database.query(statement);
  };
  const loaders = createLoaders({ query: counted }, staffMember(uuidv7()));
  const shipments = await Promise.all(orders.map(({ orderId }) => loaders.shipmentOfOrder.load(orderId)));
  const parcels = await Promise.all(shipments.map((shipment) => loaders.parcelsOfShipment.load(shipment?.id ?? '')));
  expect(parcels.map(({ length }) => length)).toEqual([2, 1]);
  expect(statements).toEqual(['shipment.find-by-orders', 'parcel.find']);
});
