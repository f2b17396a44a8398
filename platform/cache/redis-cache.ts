import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Cache } from './cache.ts';
import { createRateLimiter } from './rate-limiter.ts';

export interface RedisCacheOptions {
  url: string;
  /** Goes before every key, so that deployments on one Redis never meet. */
  namespace: string;
  logger: Logger;
}

/** A command without an answer within this time, in ms, fails: asking the cache must stay cheaper than doing without. */
const COMMAND_TIMEOUT_MS = 500;

/** Longest pause between two tries to connect, in ms. */
const MAX_PAUSE_MS = 2_000;

/**
 * A cache on Redis, shared by all processes of a namespace. It connects in the background and reconnects for ever.
 * Commands reject at once while Redis is away, after 500 ms when it does not answer. A limiter then counts in this process
 * alone, so that an outage of Redis neither locks everybody out nor lets anybody try without end.
 */
export function createRedisCache({ url, namespace, logger }: RedisCacheOptions): Cache {
  // By default commands would queue while offline and be tried 20 times.
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: 2_000,
    keyPrefix: `${namespace}:`,
    retryStrategy: (attempt) => Math.min(MAX_PAUSE_MS, 50 * 2 ** Math.min(attempt, 10)),
  });
  redis.on('error', (error: Error) => logger.warn({ err: error }, 'Redis is away, it is tried again'));

  const connected = () =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => settle(new Error('Redis is away')), COMMAND_TIMEOUT_MS);
      const onReady = () => settle();
      const settle = (error?: Error) => {
        clearTimeout(timer);
        redis.off('ready', onReady);
        if (error === undefined) resolve();
        else reject(error);
      };
      redis.once('ready', onReady);
    });

  return {
    async get(key) {
      return (await redis.get(`cache:${key}`)) ?? undefined;
    },
    async set(key, value, ttlMs) {
      await redis.set(`cache:${key}`, value, 'PX', Math.max(1, Math.ceil(ttlMs)));
    },
    async delete(key) {
      await redis.del(`cache:${key}`);
    },
    limiter({ name, points, windowSeconds }) {
      const options = { keyPrefix: `limit:${name}`, points, duration: windowSeconds };
      return createRateLimiter(
        new RateLimiterRedis({
          ...options,
          storeClient: redis,
          rejectIfRedisNotReady: true,
          insuranceLimiter: new RateLimiterMemory(options),
        }),
      );
    },
    async ready() {
      if (redis.status !== 'ready') await connected();
      await redis.ping();
    },
    async [Symbol.asyncDispose]() {
      redis.disconnect();
    },
  };
}
