import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import { migrate } from '#platform/postgres/migrate.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import { findParcels } from '../parcel/parcel-store.ts';
import { progress } from '../shipment/progress.ts';
import { requestedShipment, tracked } from './given-shipment.ts';
import { type RunningShipping, startShipping } from './running-shipping.ts';
import { statementsBeforeParcels } from './statements-before-parcels.ts';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const logger = createLogger('test', 'silent');

describe('beside the version before parcels', () => {
  let shipping: RunningShipping;
  let old: ReturnType<typeof statementsBeforeParcels>;
  beforeAll(async () => {
    shipping = await startShipping();
    old = statementsBeforeParcels(shipping.subgraph.database);
  });
  afterAll(async () => {
    await shipping?.[Symbol.asyncDispose]();
  });

  it('what that one takes in is one parcel under the same id, and is sent and told of once', async () => {
    const { id, orderId } = await old.add('1010');
    expect(await shipping.completed(orderId)).toMatchObject({ shipmentId: id });
    expect(await findParcels(shipping.subgraph.database, [id])).toMatchObject([
      { id, items: [{ description: 'Lamp', quantity: 25 }] },
    ]);
    expect(shipping.told(orderId).filter((kind) => kind === 'initiated' || kind === 'completed')).toHaveLength(2);
    const versions = shipping.versions(orderId);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
  });

  it('what that one has booked, sent or stopped is not told of again', () => {
    const sameAnswer = (status: 'BOOKED' | 'DISPATCHED' | 'CANCELLED') => {
      const shipment = { ...requestedShipment(), status, trackingNumber: 'T1' };
      const answer = status === 'BOOKED' ? tracked('T1', 'BOOKED') : tracked('T1', 'BOOKED', status);
      return progress(shipment, shipment.parcels[0]?.id ?? '', answer)?.news.map(({ kind }) => kind);
    };
    expect(sameAnswer('BOOKED')).toEqual(['tracked']);
    expect(sameAnswer('DISPATCHED')).toEqual(['tracked', 'tracked']);
    expect(sameAnswer('CANCELLED')).toEqual(['tracked', 'tracked']);
  });

  it('that one asks about no shipment of ours, shows it, and can have it stopped', async () => {
    const { orderId } = await shipping.ship('00001', 25);
    const parcels = await shipping.bookedParcels(orderId, 2);
    expect((await old.takeDue()).filter((due) => due.orderId === orderId)).toEqual([]);
    expect(await old.findByOrders(orderId)).toMatchObject([{ orderId, status: 'BOOKED' }]);
    await old.requestCancellation(orderId);
    expect((await shipping.failed(orderId)).reason).toBe('CANCELLED');
    for (const parcel of parcels) await expect(shipping.carrier.dispatch(parcel)).rejects.toThrow('409');
  });

  it('that one goes on with what both know, and ends it', async () => {
    const { id, orderId } = await old.add('00001');
    await shipping.bookedParcels(orderId, 1);
    await eventually('it is due there', async () => (await old.takeDue()).some((due) => due.id === id));
    expect(await old.lock(id)).toMatchObject([{ id, status: 'BOOKED' }]);
    await old.storeProgress(id, 'DISPATCHED', 'T1', 1);
    expect(await old.find(id)).toMatchObject([{ status: 'DISPATCHED' }]);
  });
});

it('what is under way when the parcels come goes on, in either version', async () => {
  await using resources = new AsyncDisposableStack();
  const before = mkdtempSync(join(tmpdir(), 'before-parcels-'));
  resources.defer(() => rmSync(before, { recursive: true }));
  cpSync(join(migrations, '0001_shipments.sql'), join(before, '0001_shipments.sql'));
  const { url } = resources.use(await freshDatabase());
  const database = resources.use(createDatabase({ url, logger }));
  const old = statementsBeforeParcels(database);

  await migrate(url, before, logger);
  const requested = await old.add('1010');
  const booked = await old.add('1010');
  const dispatched = await old.add('1010');
  await old.storeProgress(booked.id, 'BOOKED', 'T2', 1);
  await old.storeProgress(dispatched.id, 'DISPATCHED', 'T3', 2);
  await migrate(url, migrations, logger);

  const ids = [requested.id, booked.id, dispatched.id];
  expect(await findParcels(database, ids)).toMatchObject([
    { id: requested.id, status: 'REQUESTED', trackingNumber: null, tracking: [] },
    { id: booked.id, status: 'BOOKED', trackingNumber: 'T2', tracking: [{ step: 'BOOKED' }] },
    { id: dispatched.id, status: 'DISPATCHED', tracking: [{ step: 'BOOKED' }, { step: 'DISPATCHED' }] },
  ]);
  expect((await old.takeDue()).map(({ id }) => id)).toEqual([requested.id]);
  await old.storeProgress(requested.id, 'BOOKED', 'T1', 1);
  await old.requestCancellation(booked.orderId);
  expect((await old.takeDue()).map(({ id, cancelRequested }) => [id, cancelRequested])).toEqual([[booked.id, true]]);
  await old.storeProgress(booked.id, 'CANCELLED', 'T2', 1);
});
