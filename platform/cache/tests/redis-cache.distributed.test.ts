import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import type { Cache } from '../cache.ts';
import { createRedisCache } from '../redis-cache.ts';
import { describeCache } from './cache.contract.ts';

const logger = createLogger('test', 'silent');
const url = testEngines().redisUrl ?? '';

/** On a busy machine that takes longer than a command may. */
const connected = (cache: Cache) => eventually('Redis is there', () => cache.ready().then(() => true));

describe('redis cache', () => {
  describeCache(async () => {
    const cache = createRedisCache({ url, namespace: `test-${randomUUID()}`, logger });
    await connected(cache);
    return cache;
  });

  it('is shared within a namespace, and keeps namespaces apart', async () => {
    const namespace = `test-${randomUUID()}`;
    await using one = createRedisCache({ url, namespace, logger });
    await using two = createRedisCache({ url, namespace, logger });
    await using other = createRedisCache({ url, namespace: `${namespace}-other`, logger });
    await Promise.all([one, two, other].map(connected));
    await one.set('colour', 'blue', 10_000);
    expect(await two.get('colour')).toBe('blue');
    expect(await other.get('colour')).toBeUndefined();
    await one.limiter({ name: 'login', points: 1, windowSeconds: 10 }).consume('ann');
    expect(await two.limiter({ name: 'login', points: 1, windowSeconds: 10 }).consume('ann')).toBeGreaterThan(0);
  });

  it('fails while Redis is away, allows what the process alone can count, and comes back', async () => {
    await using proxy = await openFaultyProxy(url);
    await using cache = createRedisCache({ url: proxy.url, namespace: `test-${randomUUID()}`, logger });
    await connected(cache);
    const limiter = cache.limiter({ name: 'login', points: 2, windowSeconds: 60 });
    proxy.refuse();
    await eventually('the loss is noticed', () =>
      cache.get('colour').then(
        () => false,
        () => true,
      ),
    );
    await expect(cache.get('colour')).rejects.toThrow();
    await expect(cache.set('colour', 'blue', 1_000)).rejects.toThrow();
    await expect(cache.ready()).rejects.toThrow('Redis is away');
    expect(await limiter.consume('ann')).toBe(0);
    expect(await limiter.consume('ann')).toBe(0);
    expect(await limiter.consume('ann')).toBeGreaterThan(0);
    proxy.restore();
    await connected(cache);
    expect(await limiter.consume('ann')).toBe(0);
  });

  it('gives up on a Redis that takes commands but never answers', async () => {
    await using proxy = await openFaultyProxy(url);
    await using cache = createRedisCache({ url: proxy.url, namespace: `test-${randomUUID()}`, logger });
    await connected(cache);
    proxy.stall();
    await expect(cache.get('colour')).rejects.toThrow();
    expect(await cache.limiter({ name: 'login', points: 1, windowSeconds: 60 }).consume('ann')).toBe(0);
  });
});
