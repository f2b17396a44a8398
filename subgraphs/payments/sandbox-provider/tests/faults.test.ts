import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDice } from '../fault/dice.ts';
import { faults } from '../fault/faults.ts';
import { order, type RunningProvider, startProvider } from './running-provider.ts';

describe('the dice', () => {
  const throws = (seed: number, n: number) => {
    const dice = createDice(faults.parse({ seed, declined: 0.25, slow: 1 }));
    return Array.from({ length: n }, () => dice.strikes('declined'));
  };

  it('fall by their seed, as often as they should', () => {
    expect(throws(1, 1_000)).toEqual(throws(1, 1_000));
    expect(throws(1, 1_000)).not.toEqual(throws(2, 1_000));
    const share = throws(1, 10_000).filter(Boolean).length / 10_000;
    expect(share).toBeGreaterThan(0.23);
    expect(share).toBeLessThan(0.27);
  });

  it('fall for each fault by itself, and start anew with other faults', () => {
    const dice = createDice(faults.parse({ declined: 0.5 }));
    const first = Array.from({ length: 20 }, () => [dice.strikes('slow'), dice.strikes('declined')][1]);
    dice.replace(faults.parse({ declined: 0.5 }));
    expect(Array.from({ length: 20 }, () => dice.strikes('declined'))).toEqual(first);
  });

  it('give times within their range', () => {
    const dice = createDice(faults.parse({ slowMs: [3, 5] }));
    const times = new Set(Array.from({ length: 100 }, () => dice.ms('slowMs')));
    expect([...times].toSorted()).toEqual([3, 4, 5]);
  });
});

describe('faults of the sandbox provider', () => {
  let provider: RunningProvider;
  beforeAll(async () => {
    provider = await startProvider({ TIMEOUT_MS: '100', FAULTS: '{"declined":1}' });
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  const authorize = (key: string) => provider.post('/v1/authorizations', key, order());
  const find = (key: string) => provider.get(`/v1/authorizations?idempotency_key=${key}`);

  it('decline what would be approved', async () => {
    expect(await authorize('unlucky')).toMatchObject({ status: 402, body: { error: { code: 'card_declined' } } });
  });

  it('fail before anything is decided, and before a look', async () => {
    await provider.put('/v1/faults', { errorBefore: 1 });
    const failed = { status: 503, body: { error: { code: 'unavailable', retryable: true } } };
    expect(await authorize('before')).toMatchObject(failed);
    expect(await find('before')).toMatchObject(failed);
    await provider.put('/v1/faults', {});
    expect((await find('before')).status).toBe(404);
  });

  it('fail after it was decided, but not again for a replay', async () => {
    await provider.put('/v1/faults', { errorAfter: 1 });
    expect(await authorize('after')).toMatchObject({ status: 500, body: { error: { code: 'internal' } } });
    expect(await find('after')).toMatchObject({ status: 200, body: { status: 'authorized' } });
    expect(await authorize('after')).toMatchObject({ status: 201 });
  });

  it('hang after it was decided: charged, and no answer', async () => {
    await provider.put('/v1/faults', { hangAfter: 1 });
    await expect(authorize('hung')).rejects.toThrow('fetch failed');
    const { body } = await find('hung');
    expect(body['status']).toBe('authorized');
    const capture = () => provider.post(`/v1/authorizations/${body['id']}/capture`, 'capture');
    await expect(capture()).rejects.toThrow('fetch failed');
    expect(await capture()).toMatchObject({ status: 200, body: { status: 'captured' } });
  });

  it('answer slowly', async () => {
    await provider.put('/v1/faults', { slow: 1, slowMs: [150, 150] });
    const asked = Date.now();
    expect((await authorize('slow')).status).toBe(201);
    expect(Date.now() - asked).toBeGreaterThanOrEqual(149);
  });

  it.each([
    [{ declined: 1.5 }, 'declined: '],
    [{ slowMs: [5, 1] }, 'slowMs: '],
    [{ explode: 1 }, 'explode'],
  ])('refuse %j, naming the field, and stay as they were', async (change, field) => {
    await provider.put('/v1/faults', {});
    const answer = await provider.put('/v1/faults', change);
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining(field) } } });
    expect((await authorize(`stays-${field}`)).status).toBe(201);
  });

  it('need the API key', async () => {
    expect((await fetch(`${provider.url}/v1/faults`, { method: 'PUT', body: '{}' })).status).toBe(401);
  });

  it('are named by their variable when they are wrong', async () => {
    await expect(startProvider({ FAULTS: '{"slow":2}' })).rejects.toThrow('FAULTS.slow');
    await expect(startProvider({ FAULTS: '{' })).rejects.toThrow('FAULTS: is not JSON');
  });
});
