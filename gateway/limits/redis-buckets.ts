import { Redis, type Result } from 'ioredis';
import type { Logger } from '#platform/logging/create-logger.ts';
import { type BucketRate, type CostBuckets, type Payment, secondsFor } from './bucket.ts';
import type { MemoryBuckets } from './memory-buckets.ts';

export interface RedisBucketsOptions {
  readonly url: string;
  /** Goes before every key, so that deployments on one Redis never meet. */
  readonly namespace: string;
  /** A payment without an answer within this time, in ms, is made in memory; 50 when not given: Redis answers in 0.1 ms. */
  readonly answerWithinMs?: number | undefined;
  readonly logger: Logger;
}

const ANSWER_WITHIN_MS = 50;

/** How long a Redis that did not answer is left alone, in ms. */
const PAUSE_MS = 1_000;

/** Longest pause between two tries to connect, in ms. */
const MAX_RECONNECT_PAUSE_MS = 2_000;

/**
 * KEYS: the bucket. ARGV: capacity, points a second, price. Gives { allowed, points left, thousandths }. The clock is Redis',
 * the same for all gateways; a bucket is forgotten when it is full.
 */
const TAKE = `
local capacity, rate, price = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local bucket = redis.call('HMGET', KEYS[1], 'points', 'at')
local points = tonumber(bucket[1]) or capacity
local at = tonumber(bucket[2]) or now
points = math.min(capacity, points + math.max(0, now - at) * rate / 1000)
local allowed = 0
if points >= price then
  allowed = 1
  points = points - price
end
redis.call('HSET', KEYS[1], 'points', string.format('%.3f', points), 'at', string.format('%.3f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - points) / rate * 1000) + 1000)
return { allowed, math.floor(points * 1000) }`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    takeCost(key: string, capacity: number, rate: number, price: number): Result<[number, number], Context>;
  }
}

/**
 * Buckets that all gateways of a namespace share, one round trip a payment. While Redis is away, and for a second after it
 * did not answer within 50 ms, payments are made in memory, at once.
 */
export function createRedisBuckets(
  { capacity, restorePerSecond }: BucketRate,
  memory: MemoryBuckets,
  { url, namespace, answerWithinMs = ANSWER_WITHIN_MS, logger }: RedisBucketsOptions,
): CostBuckets {
  // By default commands would queue while offline and be tried 20 times.
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: answerWithinMs,
    connectTimeout: 2_000,
    keyPrefix: `${namespace}:cost:`,
    retryStrategy: (attempt) => Math.min(MAX_RECONNECT_PAUSE_MS, 50 * 2 ** Math.min(attempt, 10)),
    scripts: { takeCost: { lua: TAKE, numberOfKeys: 1 } },
  });
  redis.on('error', (error: Error) => logger.warn({ err: error }, 'Redis is away, costs are counted in memory'));
  let awayUntil = 0;

  async function takeShared(key: string, price: number): Promise<Payment> {
    try {
      const [allowed, thousandths] = await redis.takeCost(key, capacity, restorePerSecond, price);
      const points = thousandths / 1000;
      return {
        allowed: allowed === 1,
        remaining: Math.floor(points),
        retryAfterSeconds: allowed === 1 ? 0 : secondsFor(price - points, restorePerSecond),
      };
    } catch (error) {
      // One line a pause, however many payments were under way.
      if (performance.now() >= awayUntil)
        logger.warn({ err: error }, 'Redis did not answer, costs are counted in memory');
      awayUntil = performance.now() + PAUSE_MS;
      return memory.take(key, price);
    }
  }

  return {
    capacity,
    restorePerSecond,
    take(key, cost) {
      if (redis.status !== 'ready' || performance.now() < awayUntil) return memory.take(key, cost);
      return takeShared(key, Math.min(cost, capacity));
    },
    async [Symbol.asyncDispose]() {
      redis.disconnect();
    },
  };
}
