import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { createRedisCache } from '../redis-cache.ts';
import { describeCache } from './cache.contract.ts';

const logger = createLogger('test', 'silent');
const url = testEngines().redisUrl ?? '';

describe('redis cache', () => {
  describeCache(async () => {
    const cache = createRedisCache({ url, namespace: `test-${randomUUID()}`, logger });
    await cache.ready();
    return cache;
  });

  it('is shared within a namespace, and keeps namespaces apart', async () => {
    const namespace = `test-${randomUUID()}`;
    await using one = createRedisCache({ url, namespace, logger });
    await using two = createRedisCache({ url, namespace, logger });
    await using other = createRedisCache({ url, namespace: `${namespace}-other`, logger });
    await Promise.all([one.ready(), two.ready(), other.ready()]);
    await one.set('colour', 'blue', 10_000);
    expect(await two.get('colour')).toBe('blue');
    expect(await other.get('colour')).toBeUndefined();
    await one.limiter({ name: 'login', points: 1, windowSeconds: 10 }).consume('ann');
    expect(await two.limiter({ name: 'login', points: 1, windowSeconds: 10 }).consume('ann')).toBeGreaterThan(0);
  });

  it('fails fast while Redis is away, allows what the process alone can count, and comes back', async () => {
    await using proxy = await openFaultyProxy(url);
    await using cache = createRedisCache({ url: proxy.url, namespace: `test-${randomUUID()}`, logger });
    await cache.ready();
    const limiter = cache.limiter({ name: 'login', points: 2, windowSeconds: 60 });
    proxy.refuse();
    await eventually('the loss is noticed', () =>
      cache.get('colour').then(
        () => false,
        () => true,
      ),
    );
    const started = performance.now();
    await expect(cache.get('colour')).rejects.toThrow();
    await expect(cache.set('colour', 'blue', 1_000)).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(200);
    await expect(cache.ready()).rejects.toThrow('Redis is away');
    expect(await limiter.consume('ann')).toBe(0);
    expect(await limiter.consume('ann')).toBe(0);
    expect(await limiter.consume('ann')).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(1_500);
    proxy.restore();
    await eventually('Redis is back', () => cache.ready().then(() => true));
    expect(await limiter.consume('ann')).toBe(0);
  });

  it('gives up within 500 ms on a Redis that takes commands but never answers', async () => {
    await using proxy = await openFaultyProxy(url);
    await using cache = createRedisCache({ url: proxy.url, namespace: `test-${randomUUID()}`, logger });
    await cache.ready();
    proxy.stall();
    const started = performance.now();
    await expect(cache.get('colour')).rejects.toThrow();
    expect(await cache.limiter({ name: 'login', points: 1, windowSeconds: 60 }).consume('ann')).toBe(0);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
