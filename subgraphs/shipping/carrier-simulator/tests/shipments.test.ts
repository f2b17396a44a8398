import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { parcel, type RunningCarrier, startCarrier } from './running-carrier.ts';

const refused = (status: number, code: string) => ({ status, body: { error: { code } } });

describe('shipments at the carrier simulator', () => {
  let carrier: RunningCarrier;
  beforeAll(async () => {
    carrier = await startCarrier();
  });
  afterAll(() => carrier[Symbol.asyncDispose]());

  it('books once by reference, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => carrier.book('once')));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body['trackingNumber'])).size).toBe(1);
    expect(answers[0]?.body).toEqual({
      reference: 'once',
      trackingNumber: expect.stringMatching(/^AGX[0-9A-F]{12}$/),
      status: 'booked',
      tracking: [{ status: 'booked', at: expect.stringMatching(/^\d{4}-.*Z$/) }],
    });
    expect(await carrier.look('once')).toEqual({ status: 200, body: answers[0]?.body });
  });

  it('finds nothing under a reference never heard of', async () => {
    expect(await carrier.look('never')).toMatchObject(refused(404, 'not_found'));
    expect(await carrier.dispatch('never')).toMatchObject(refused(404, 'not_found'));
  });

  it('cannot deliver to 00000, and says the same to a replay', async () => {
    const first = await carrier.book('nowhere', parcel('00000'));
    expect(first).toMatchObject(refused(422, 'undeliverable'));
    expect(await carrier.book('nowhere', parcel())).toEqual(first);
    expect(await carrier.look('nowhere')).toMatchObject({
      status: 200,
      body: { status: 'undeliverable', trackingNumber: null, ...first.body },
    });
  });

  it('cancels what is booked, again for a replay, and books it no more', async () => {
    await carrier.book('cancelled');
    const first = await carrier.cancel('cancelled');
    expect(first).toMatchObject({ status: 200, body: { reference: 'cancelled', status: 'cancelled' } });
    expect(await carrier.cancel('cancelled')).toEqual(first);
    expect(await carrier.book('cancelled')).toMatchObject(refused(409, 'cancelled'));
    expect(await carrier.dispatch('cancelled')).toMatchObject(refused(409, 'cancelled'));
  });

  it('leaves a tombstone when the cancellation overtakes its booking', async () => {
    expect(await carrier.cancel('early')).toMatchObject({
      status: 200,
      body: { reference: 'early', trackingNumber: null, status: 'cancelled' },
    });
    expect(await carrier.book('early')).toMatchObject(refused(409, 'cancelled'));
    expect(await carrier.look('early')).toMatchObject({ body: { status: 'cancelled' } });
  });

  it('does not cancel what has been dispatched', async () => {
    await carrier.book('gone', parcel('00001'));
    expect(await carrier.dispatch('gone')).toMatchObject({ status: 200, body: { status: 'dispatched' } });
    expect(await carrier.dispatch('gone')).toMatchObject({ status: 200, body: { status: 'dispatched' } });
    expect(await carrier.cancel('gone')).toMatchObject(refused(409, 'already_dispatched'));
    expect(await carrier.book('gone', parcel('00001'))).toMatchObject({ status: 200, body: { status: 'dispatched' } });
  });

  it('lets either the dispatch or the cancellation win, never both', async () => {
    for (const reference of Array.from({ length: 20 }, (_, n) => `race-${n}`)) {
      await carrier.book(reference);
      const [dispatched, cancelled] = await Promise.all([carrier.dispatch(reference), carrier.cancel(reference)]);
      expect([dispatched.status, cancelled.status].sort()).toEqual([200, 409]);
      const status = dispatched.status === 200 ? 'dispatched' : 'cancelled';
      expect(await carrier.look(reference)).toMatchObject({ body: { status } });
    }
  });

  it.each([
    [{ items: [] }, 'items: '],
    [{ items: [{ description: 'Lamp', quantity: 0 }] }, 'items.0.quantity: '],
    [{ address: { ...parcel().address, city: '' } }, 'address.city: '],
  ])('refuses %j, naming the field', async (change, field) => {
    const answer = await carrier.book('invalid', { ...parcel(), ...change });
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining(field) } } });
    expect((await carrier.look('invalid')).status).toBe(404);
  });

  it('answers nobody without the API key, except on /health', async () => {
    expect((await fetch(`${carrier.url}/v1/shipments/once`)).status).toBe(401);
    expect((await fetch(`${carrier.url}/v1/shipments/once`, { method: 'DELETE' })).status).toBe(401);
    expect((await fetch(`${carrier.url}/health`)).status).toBe(200);
  });
});

describe('the carrier simulator as a process', () => {
  it('accepts nothing at success rate 0, and remembers each refusal', async () => {
    await using carrier = await startCarrier({ SHIPPING_SUCCESS_RATE: '0' });
    const first = await carrier.book('unlucky');
    expect(first).toMatchObject({ status: 422, body: { error: { code: 'undeliverable' } } });
    expect(await carrier.book('unlucky')).toEqual(first);
  });

  it('dispatches by the clock, but never from the slow depot', async () => {
    await using carrier = await startCarrier({ DISPATCH_DELAY_MS: '50' });
    await carrier.book('slow', parcel('00001'));
    await carrier.book('fast');
    await eventually('it is dispatched', async () => (await carrier.look('fast')).body['status'] === 'dispatched');
    expect(await carrier.look('slow')).toMatchObject({ body: { status: 'booked' } });
  });

  it('takes a parcel step by step to its door, and lets nothing stop it once it has left', async () => {
    await using carrier = await startCarrier({ DISPATCH_DELAY_MS: '0', TRACKING_STEP_MS: '20' });
    await carrier.book('moving');
    await eventually('it is delivered', async () => (await carrier.look('moving')).body['status'] === 'delivered');
    const { body } = await carrier.look('moving');
    const tracking = body['tracking'] as { status: string; at: string }[];
    expect(tracking.map(({ status }) => status)).toEqual([
      'booked',
      'dispatched',
      'in_transit',
      'out_for_delivery',
      'delivered',
    ]);
    expect(tracking.map(({ at }) => at)).toEqual(tracking.map(({ at }) => at).toSorted());
    expect(await carrier.cancel('moving')).toMatchObject(refused(409, 'already_dispatched'));
    expect(await carrier.fail('moving')).toMatchObject(refused(409, 'delivered'));
    expect(await carrier.dispatch('moving')).toMatchObject({ status: 200, body: { status: 'delivered' } });
  });

  it('loses what it is told to lose, and all that goes over the lossy depot', async () => {
    await using carrier = await startCarrier({ DISPATCH_DELAY_MS: '0' });
    await carrier.book('lossy', parcel('00002'));
    await eventually('it has failed', async () => (await carrier.look('lossy')).body['status'] === 'failed');
    await carrier.book('told', parcel('00001'));
    expect(await carrier.fail('told')).toMatchObject({ status: 200, body: { status: 'failed' } });
    expect(await carrier.dispatch('told')).toMatchObject(refused(409, 'failed'));
    expect(await carrier.cancel('told')).toMatchObject({ status: 200, body: { status: 'failed' } });
  });

  it('fails, loses and is slow as its faults say, the same for the same seed', async () => {
    await using carrier = await startCarrier({ DISPATCH_DELAY_MS: '0', FAULTS: '{"errorBefore":1}' });
    expect(await carrier.book('before')).toMatchObject(refused(503, 'unavailable'));
    await carrier.setFaults({ errorAfter: 1 });
    expect(await carrier.book('after', parcel('00001'))).toMatchObject(refused(500, 'internal'));
    await carrier.setFaults({ slow: 1, slowMs: [150, 150] });
    const asked = Date.now();
    expect((await carrier.look('before')).status).toBe(404);
    expect(await carrier.look('after')).toMatchObject({ body: { status: 'booked' } });
    expect(Date.now() - asked).toBeGreaterThanOrEqual(299);

    const lostOf = async (round: string) => {
      await carrier.setFaults({ seed: 5, lost: 0.5 });
      const references = Array.from({ length: 12 }, (_, n) => `${round}-${n}`);
      for (const reference of references) await carrier.book(reference);
      const ends = references.map((reference) =>
        eventually('it has moved', async () => {
          const { status } = (await carrier.look(reference)).body;
          return status === 'booked' ? undefined : status;
        }),
      );
      return Promise.all(ends);
    };
    const first = await lostOf('first');
    expect(new Set(first)).toEqual(new Set(['dispatched', 'failed']));
    expect(await lostOf('second')).toEqual(first);
    expect(await carrier.setFaults({ lost: 2 })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('lost: ') } },
    });
  });

  it('stops cleanly on SIGTERM with shipments under way', async () => {
    await using carrier = await startCarrier();
    await carrier.book('waiting');
    expect(await carrier.stop('SIGTERM')).toBe(0);
  });

  it('does not outlive its parent', async () => {
    await using carrier = await startCarrier();
    const exit = once(carrier.process, 'exit');
    carrier.process.disconnect();
    expect(await exit).toEqual([0, null]);
  });

  it('names the variable that is wrong', async () => {
    await expect(startCarrier({ SHIPPING_SUCCESS_RATE: '1.5' })).rejects.toThrow('SHIPPING_SUCCESS_RATE');
  });
});
