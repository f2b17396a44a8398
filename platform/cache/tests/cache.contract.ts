import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Cache } from '../cache.ts';

/** What every cache must do. @param create makes one with nothing in it */
export function describeCache(create: () => Promise<Cache>): void {
  let cache: Cache;
  beforeEach(async () => {
    cache = await create();
  });
  afterEach(async () => {
    await cache[Symbol.asyncDispose]();
  });

  it('is ready', () => cache.ready());

  it('gives back what was set, and nothing for what was not', async () => {
    expect(await cache.get('colour')).toBeUndefined();
    await cache.set('colour', 'blue', 60_000);
    await cache.set('empty', '', 60_000);
    expect(await cache.get('colour')).toBe('blue');
    expect(await cache.get('empty')).toBe('');
    await cache.set('colour', 'grün\n"', 60_000);
    expect(await cache.get('colour')).toBe('grün\n"');
  });

  it('forgets what is deleted', async () => {
    await cache.set('colour', 'blue', 60_000);
    await cache.delete('colour');
    await cache.delete('never set');
    expect(await cache.get('colour')).toBeUndefined();
  });

  it('forgets after the time to live, fractions of a millisecond included', async () => {
    await cache.set('short', 'here', 500.5);
    await cache.set('long', 'here', 60_000);
    expect(await cache.get('short')).toBe('here');
    await eventually('the entry has expired', async () => (await cache.get('short')) === undefined);
    expect(await cache.get('long')).toBe('here');
  });

  it('refuses attempts beyond the points and names the seconds to wait', async () => {
    const limiter = cache.limiter({ name: 'login', points: 3, windowSeconds: 60 });
    for (let attempt = 1; attempt <= 3; attempt++) expect(await limiter.consume('ann')).toBe(0);
    const wait = await limiter.consume('ann');
    expect(wait).toBeGreaterThan(55);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await limiter.consume('bob')).toBe(0);
  });

  it('counts exactly when attempts come at once', async () => {
    const limiter = cache.limiter({ name: 'login', points: 5, windowSeconds: 60 });
    const waits = await Promise.all(Array.from({ length: 20 }, () => limiter.consume('ann')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  it('allows again after the window', async () => {
    const limiter = cache.limiter({ name: 'brief', points: 1, windowSeconds: 1 });
    expect(await limiter.consume('ann')).toBe(0);
    expect(await limiter.consume('ann')).toBe(1);
    await eventually('the window has passed', async () => (await limiter.consume('ann')) === 0);
  });

  it('gives all points back on reset', async () => {
    const limiter = cache.limiter({ name: 'login', points: 1, windowSeconds: 60 });
    await limiter.consume('ann');
    expect(await limiter.consume('ann')).toBeGreaterThan(0);
    await limiter.reset('ann');
    expect(await limiter.consume('ann')).toBe(0);
  });

  it('shares a limiter by its name, and keeps names apart', async () => {
    const name = `login-${randomUUID()}`;
    await cache.limiter({ name, points: 1, windowSeconds: 60 }).consume('ann');
    expect(await cache.limiter({ name, points: 1, windowSeconds: 60 }).consume('ann')).toBeGreaterThan(0);
    expect(await cache.limiter({ name: `${name}-other`, points: 1, windowSeconds: 60 }).consume('ann')).toBe(0);
  });
}
