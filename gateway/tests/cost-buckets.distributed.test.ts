import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { createLogger } from '#platform/logging/create-logger.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { type CostBuckets, createCostBuckets } from '../limits/cost-buckets.ts';

const logger = createLogger('test', 'silent');
const redisUrl = testEngines().redisUrl ?? '';

/** Points a second: no test lasts long enough for one of them. */
const SLOWLY = 0.001;

describe('buckets in Redis', () => {
  const ends: (() => unknown)[] = [];
  const onEnd = (end: () => unknown) => ends.push(end);
  let namespace: string;
  beforeEach(() => {
    namespace = `test-${randomUUID()}`;
  });
  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
  });

  /** A gateway's buckets, connected: from then on payments are promises. */
  async function start(capacity: number, restorePerSecond: number, redis: object = {}): Promise<CostBuckets> {
    // A busy machine may keep Redis, and us, from the processor for more than 50 ms.
    const patient = { url: redisUrl, namespace, logger, answerWithinMs: 60_000, ...redis };
    const buckets = createCostBuckets({ capacity, restorePerSecond, redis: patient });
    onEnd(() => buckets[Symbol.asyncDispose]());
    await shared(buckets);
    return buckets;
  }
  const shared = (buckets: CostBuckets) =>
    eventually('payments are made in Redis', () => buckets.take('nobody', 0) instanceof Promise);

  it('are shared by all gateways of a namespace', async () => {
    const [one, two] = [await start(100, SLOWLY), await start(100, SLOWLY)];
    expect(await one.take('ann', 70)).toEqual({ allowed: true, remaining: 30, retryAfterSeconds: 0 });
    const refused = await two.take('ann', 60);
    expect(refused).toMatchObject({ allowed: false, remaining: 30 });
    expect(refused.retryAfterSeconds).toBeGreaterThan(29_000);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(30_000);
    expect(await two.take('ann', 30)).toMatchObject({ allowed: true });
    expect(await two.take('bob', 100)).toMatchObject({ allowed: true, remaining: 0 });
    namespace = `${namespace}-other`;
    const other = await start(100, SLOWLY);
    expect(await other.take('ann', 100)).toMatchObject({ allowed: true });
  });

  it('give exactly as many points as they hold, however many ask at once', async () => {
    const [one, two] = [await start(100, SLOWLY), await start(100, SLOWLY)];
    const payments = await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? one : two).take('ann', 10)));
    expect(payments.filter(({ allowed }) => allowed)).toHaveLength(10);
  });

  it('fill up with time, and are forgotten when full', async () => {
    const buckets = await start(100, 1_000);
    expect(await buckets.take('ann', 100)).toMatchObject({ allowed: true });
    await eventually('the bucket has filled up', async () => (await buckets.take('ann', 0)).remaining === 100);
    const redis = new Redis(redisUrl);
    onEnd(() => redis.disconnect());
    expect(await redis.pttl(`${namespace}:cost:ann`)).toBeLessThanOrEqual(1_100);
    await eventually('it is forgotten', async () => (await redis.exists(`${namespace}:cost:ann`)) === 0);
  });

  it('are counted in memory, at once, while Redis is away, and shared again when it is back', async () => {
    await using proxy = await openFaultyProxy(redisUrl);
    const buckets = await start(100, SLOWLY, { url: proxy.url });
    await buckets.take('ann', 100);
    proxy.refuse();
    await eventually('the loss is noticed', () => !(buckets.take('nobody', 0) instanceof Promise));
    expect(buckets.take('ann', 90)).toEqual({ allowed: true, remaining: 10, retryAfterSeconds: 0 });
    expect(buckets.take('ann', 90)).toMatchObject({ allowed: false });
    proxy.restore();
    await shared(buckets);
    expect(await buckets.take('ann', 90)).toMatchObject({ allowed: false });
  });

  it('wait once, for 50 ms, for a Redis that does not answer', async () => {
    await using proxy = await openFaultyProxy(redisUrl);
    const buckets = await start(100, SLOWLY, { url: proxy.url, answerWithinMs: undefined });
    proxy.stall();
    expect(await buckets.take('ann', 60)).toMatchObject({ allowed: true, remaining: 40 });
    expect(buckets.take('ann', 60)).toMatchObject({ allowed: false, remaining: 40 });
    proxy.restore();
    await shared(buckets);
    // Less than the minute that the others wait.
  }, 30_000);
});
