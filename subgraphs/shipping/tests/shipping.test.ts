import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import {
  cancelShipment,
  shipmentCompleted,
  shipmentFailed,
  shipmentInitiated,
  shipOrder,
} from '#contracts/shipping.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { customer, staffMember, startTestSubgraph, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import { createShipping } from '../service.ts';
import { CARRIER_KEY, CARRIER_WEBHOOK_SECRET, type CarrierProcess, startCarrier } from './carrier-process.ts';

let carrier: CarrierProcess;
let shipping: TestSubgraph;

beforeAll(async () => {
  // Without a webhook: what becomes of a parcel has to be found out by looking.
  carrier = await startCarrier({ DISPATCH_DELAY_MS: '0' });
  shipping = await startTestSubgraph('shipping', createShipping, {
    CARRIER_URL: carrier.url,
    CARRIER_API_KEY: CARRIER_KEY,
    CARRIER_WEBHOOK_SECRET,
  });
});

afterAll(async () => {
  await shipping?.[Symbol.asyncDispose]();
  await carrier?.[Symbol.asyncDispose]();
});

async function ship(postalCode = '1010') {
  const order = { orderId: uuidv7(), customerId: uuidv7() };
  const address = { name: 'Ada', street: 'Ring 1', city: 'Wien', postalCode, country: 'AT' };
  const data = { ...order, address, items: [{ description: 'Lamp', quantity: 2 }] };
  const command = await shipping.send(shipOrder, { aggregateId: order.orderId, data });
  return { ...order, command };
}

const shipmentOf = `query ($orders: [_Any!]!) {
  _entities(representations: $orders) { ... on Order { id shipment { id status trackingNumber dispatchedAt } } }
}`;

async function shipmentSeenBy(orderId: string, viewer: Parameters<TestSubgraph['query']>[2]) {
  const orders = [{ __typename: 'Order', id: orderId }];
  const { data } = await shipping.execute(shipmentOf, { orders }, viewer);
  return data._entities[0].shipment;
}

function sendWebhook(body: object, secret = CARRIER_WEBHOOK_SECRET, time = Math.floor(Date.now() / 1000)) {
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', secret).update(`${time}.${text}`).digest('hex');
  return fetch(`${shipping.url}/webhooks/carrier`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-carrier-signature': `t=${time},v1=${signature}` },
    body: text,
  });
}

describe('shipping an order', () => {
  it('books the parcel and finds out that it has left', async () => {
    const { orderId, customerId } = await ship();
    const initiated = await shipping.published(shipmentInitiated, (data) => data.orderId === orderId);
    const completed = await shipping.published(shipmentCompleted, (data) => data.orderId === orderId);
    expect(completed.data.trackingNumber).toBe(initiated.data.trackingNumber);
    expect([initiated.aggregateVersion, completed.aggregateVersion]).toEqual([1, 2]);
    expect(await shipmentSeenBy(orderId, customer(customerId))).toMatchObject({
      status: 'DISPATCHED',
      trackingNumber: initiated.data.trackingNumber,
      dispatchedAt: expect.any(String),
    });
  });

  it('tells that an address cannot be delivered to', async () => {
    const { orderId, customerId } = await ship('00000');
    const failed = await shipping.published(shipmentFailed, (data) => data.orderId === orderId);
    expect(failed.data.reason).toBe('UNDELIVERABLE');
    expect(await shipmentSeenBy(orderId, customer(customerId))).toMatchObject({ status: 'FAILED' });
  });

  it('makes one shipment of a command that comes twice', async () => {
    const { orderId, command } = await ship();
    await shipping.sendAgain(command);
    await shipping.send(shipOrder, { aggregateId: orderId, data: command.data as never });
    await shipping.published(shipmentCompleted, (data) => data.orderId === orderId);
    const { rows } = await shipping.database.query({
      text: 'SELECT 1 FROM shipments WHERE order_id = $1',
      values: [orderId],
    });
    expect(rows).toHaveLength(1);
  });
});

describe('cancelling a shipment', () => {
  it('stops a parcel that has not left', async () => {
    const { orderId } = await ship('00001');
    const { data } = await shipping.published(shipmentInitiated, (initiated) => initiated.orderId === orderId);
    await shipping.send(cancelShipment, { aggregateId: orderId, data: { orderId } });
    const failed = await shipping.published(shipmentFailed, (failure) => failure.orderId === orderId);
    expect(failed.data.reason).toBe('CANCELLED');
    await expect(carrier.dispatch(data.shipmentId)).rejects.toThrow('409');
  });

  it('goes on when the parcel has left already', async () => {
    const { orderId } = await ship('00001');
    const { data } = await shipping.published(shipmentInitiated, (initiated) => initiated.orderId === orderId);
    await carrier.dispatch(data.shipmentId);
    await shipping.send(cancelShipment, { aggregateId: orderId, data: { orderId } });
    await shipping.published(shipmentCompleted, (completed) => completed.orderId === orderId);
    expect(shipping.allPublished(shipmentFailed).filter((failed) => failed.data.orderId === orderId)).toEqual([]);
  });
});

describe("the carrier's webhook", () => {
  it('is believed when it is signed, once', async () => {
    const { orderId } = await ship('00001');
    const { data } = await shipping.published(shipmentInitiated, (initiated) => initiated.orderId === orderId);
    const { shipmentId: reference, trackingNumber } = data;
    const news = { id: uuidv7(), type: 'shipment.dispatched', reference, trackingNumber, occurredAt: new Date() };
    const [first, second] = await Promise.all([sendWebhook(news), sendWebhook(news)]);
    expect([first?.status, second?.status]).toEqual([204, 204]);
    await shipping.published(shipmentCompleted, (completed) => completed.orderId === orderId);
    const completions = shipping.allPublished(shipmentCompleted).filter((event) => event.data.orderId === orderId);
    expect(completions).toHaveLength(1);
  });

  it('is refused when it is forged, old, malformed or about a parcel of somebody else', async () => {
    const news = { id: uuidv7(), type: 'shipment.dispatched', reference: uuidv7(), trackingNumber: 'AGX1' };
    expect((await sendWebhook(news, 'another secret')).status).toBe(401);
    expect((await sendWebhook(news, CARRIER_WEBHOOK_SECRET, 1_700_000_000)).status).toBe(401);
    expect((await sendWebhook({ hello: 'world' })).status).toBe(400);
    expect((await sendWebhook(news)).status).toBe(404);
    const unsigned = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(news) };
    expect((await fetch(`${shipping.url}/webhooks/carrier`, unsigned)).status).toBe(401);
  });
});

describe('who may see a shipment', () => {
  it('is its customer and staff; to others it does not exist', async () => {
    const { orderId, customerId } = await ship('00001');
    await eventually('the customer sees it', () => shipmentSeenBy(orderId, customer(customerId)));
    expect(await shipmentSeenBy(orderId, staffMember(uuidv7()))).not.toBeNull();
    expect(await shipmentSeenBy(orderId, customer(uuidv7()))).toBeNull();
    const { data, errors } = await shipping.execute(shipmentOf, { orders: [{ __typename: 'Order', id: orderId }] });
    expect(data._entities[0].shipment).toBeNull();
    expect(errors?.[0].extensions.code).toBe('UNAUTHENTICATED');
  });
});
