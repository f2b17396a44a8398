import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { cancelShipment, parcelTracked } from '#contracts/shipping.ts';
import { customer } from '#platform/testkit/test-subgraph.ts';
import type { Parcel } from '../parcel/parcel.ts';
import { storeParcel } from '../parcel/parcel-store.ts';
import { CARRIER_WEBHOOK_SECRET } from './carrier-process.ts';
import { productId, type RunningShipping, startShipping } from './running-shipping.ts';

let shipping: RunningShipping;

beforeAll(async () => {
  shipping = await startShipping();
});
afterAll(async () => {
  await shipping[Symbol.asyncDispose]();
});

describe('an order of several parcels', () => {
  it('is complete when the last has left', async () => {
    const { orderId } = await shipping.ship('1010', 45);
    const { undelivered } = await shipping.completed(orderId);
    expect(undelivered).toBeUndefined();
    const kinds = shipping.told(orderId);
    expect(kinds.filter((kind) => kind === 'initiated' || kind === 'completed')).toHaveLength(2);
    expect(kinds.slice(0, kinds.indexOf('completed')).filter((kind) => kind === 'DISPATCHED')).toHaveLength(3);
  });

  it('is partial when one is lost after another has left', async () => {
    const { orderId, customerId } = await shipping.ship('00001', 45);
    const [first = '', second = '', third = ''] = await shipping.bookedParcels(orderId, 3);
    await shipping.carrier.dispatch(second);
    await shipping.subgraph.published(parcelTracked, (data) => data.parcelId === second && data.step === 'DISPATCHED');
    await shipping.carrier.fail(third);
    await shipping.carrier.dispatch(first);
    const { undelivered } = await shipping.completed(orderId);
    expect(undelivered).toEqual([{ productId, quantity: 5 }]);
    const { parcels, status } = await shipping.seenBy(customer(customerId), orderId);
    expect(status).toBe('DISPATCHED');
    expect(parcels[2]).toMatchObject({ status: 'FAILED', items: [{ quantity: 5 }] });
  });

  it('is stopped as a whole when one is lost before any has left', async () => {
    const { orderId } = await shipping.ship('00001', 45);
    const [first = '', second = '', third = ''] = await shipping.bookedParcels(orderId, 3);
    await shipping.lookNoMore(orderId);
    await shipping.carrier.fail(second);
    expect((await shipping.failed(orderId)).reason).toBe('UNDELIVERABLE');
    for (const stopped of [first, third]) await expect(shipping.carrier.dispatch(stopped)).rejects.toThrow('409');
    const versions = shipping.versions(orderId);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
  });
});

describe('cancelling a shipment', () => {
  it('stops a parcel that has not left', async () => {
    const { orderId } = await shipping.ship('00001');
    const [parcel = ''] = await shipping.bookedParcels(orderId, 1);
    await shipping.lookNoMore(orderId);
    await shipping.subgraph.send(cancelShipment, { aggregateId: orderId, data: { orderId } });
    expect((await shipping.failed(orderId)).reason).toBe('CANCELLED');
    await expect(shipping.carrier.dispatch(parcel)).rejects.toThrow('409');
  });

  it('stops what has not left of several, and the rest goes on', async () => {
    const { orderId } = await shipping.ship('00001', 25);
    const [first = '', second = ''] = await shipping.bookedParcels(orderId, 2);
    await shipping.carrier.dispatch(first);
    await shipping.subgraph.send(cancelShipment, { aggregateId: orderId, data: { orderId } });
    expect((await shipping.completed(orderId)).undelivered).toEqual([{ productId, quantity: 5 }]);
    await expect(shipping.carrier.dispatch(second)).rejects.toThrow('409');
  });

  it('goes on when the parcel has left already', async () => {
    const { orderId } = await shipping.ship('00001');
    const [parcel = ''] = await shipping.bookedParcels(orderId, 1);
    await shipping.carrier.dispatch(parcel);
    await shipping.subgraph.send(cancelShipment, { aggregateId: orderId, data: { orderId } });
    await shipping.completed(orderId);
    expect(shipping.told(orderId)).not.toContain('failed');
  });
});

describe("the carrier's webhook", () => {
  it('only has the carrier asked: what it claims is not believed, and it may come twice', async () => {
    const { orderId } = await shipping.ship('00001');
    const [reference = ''] = await shipping.bookedParcels(orderId, 1);
    const news = { id: uuidv7(), type: 'shipment.dispatched', reference, trackingNumber: 'AGX1' };
    const answers = await Promise.all([shipping.sendWebhook(news), shipping.sendWebhook(news)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    await shipping.lookNoMore(orderId);
    await shipping.carrier.dispatch(reference);
    expect((await shipping.completed(orderId)).trackingNumber).not.toBe('AGX1');
    expect((await shipping.sendWebhook(news)).status).toBe(204);
    expect(shipping.told(orderId).filter((kind) => kind === 'completed')).toHaveLength(1);
  });

  it('is not forgotten when it comes while an answer is being recorded', async () => {
    const { orderId } = await shipping.ship('00001');
    const [reference = ''] = await shipping.bookedParcels(orderId, 1);
    const due = await shipping.subgraph.database.transaction(async (tx) => {
      // As the webhook does, later than this transaction has begun.
      const { rows } = await tx.query<Parcel>({
        text: `UPDATE parcels SET ask_at = clock_timestamp() WHERE id = $1
               RETURNING id, status, tracking_number AS "trackingNumber", tracking`,
        values: [reference],
      });
      await storeParcel(tx, rows[0] as Parcel);
      const look = {
        text: 'SELECT ask_at <= clock_timestamp() AS now FROM parcels WHERE id = $1',
        values: [reference],
      };
      return (await tx.query<{ now: boolean }>(look)).rows[0];
    });
    expect(due).toEqual({ now: true });
  });

  it('is refused when it is forged, old, malformed or about a parcel of somebody else', async () => {
    const news = { id: uuidv7(), type: 'shipment.dispatched', reference: uuidv7(), trackingNumber: 'AGX1' };
    expect((await shipping.sendWebhook(news, 'another secret')).status).toBe(401);
    expect((await shipping.sendWebhook(news, CARRIER_WEBHOOK_SECRET, 1_700_000_000)).status).toBe(401);
    expect((await shipping.sendWebhook({ hello: 'world' })).status).toBe(400);
    expect((await shipping.sendWebhook(news)).status).toBe(404);
    const unsigned = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(news) };
    expect((await fetch(`${shipping.subgraph.url}/webhooks/carrier`, unsigned)).status).toBe(401);
  });

  const now = Math.floor(Date.now() / 1000);
  const hmac = (body: string, time = now) =>
    createHmac('sha256', CARRIER_WEBHOOK_SECRET).update(`${time}.${body}`).digest('hex');
  const signature = (body: string, time = now) => `t=${time},v1=${hmac(body, time)}`;
  const told = (reference: string) => JSON.stringify({ type: 'shipment.delivered', reference });

  it.each<[string, (body: string) => string]>([
    ['signed over another body', (body) => signature(body.replace('delivered', 'dispatched'))],
    ['of another time than was signed', (body) => `t=${now - 1},v1=${hmac(body)}`],
    ['signed six minutes ago', (body) => signature(body, now - 360)],
    ['signed in six minutes', (body) => signature(body, now + 360)],
    ['signed by nonsense', () => 'nonsense'],
    ['signed in half', (body) => signature(body).slice(0, -32)],
  ])('is refused when it is %s, and has the carrier asked nothing', async (_what, sign) => {
    const { orderId } = await shipping.ship('00001');
    const [reference = ''] = await shipping.bookedParcels(orderId, 1);
    await shipping.lookNoMore(orderId);
    const body = told(reference);
    const headers = { 'content-type': 'application/json', 'x-carrier-signature': sign(body) };
    const response = await fetch(`${shipping.subgraph.url}/webhooks/carrier`, { method: 'POST', headers, body });
    expect(response.status).toBe(401);
    const { rows } = await shipping.subgraph.database.query({
      text: "SELECT ask_at > now() + interval '50 min' AS later FROM parcels WHERE id = $1",
      values: [reference],
    });
    expect(rows).toEqual([{ later: true }]);
  });

  it('is refused when it says nothing, signed or not', async () => {
    const post = (body: string) => {
      const headers = { 'x-carrier-signature': signature(body) };
      return fetch(`${shipping.subgraph.url}/webhooks/carrier`, { method: 'POST', headers });
    };
    expect((await post('')).status).toBe(400);
    expect((await post('{}')).status).toBe(401);
  });
});
