import { LRUCache } from 'lru-cache';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Cache, RateLimiter } from './cache.ts';
import { createRateLimiter } from './rate-limiter.ts';

/** Some 10 MB of sessions and tokens of 1 KB each. */
const MAX_ENTRIES = 10_000;

/** A cache within this process, for where everything runs in one: the entries used least recently make room. */
export function createMemoryCache(): Cache {
  const entries = new LRUCache<string, string>({ max: MAX_ENTRIES });
  const limiters = new Map<string, RateLimiter>();
  return {
    async get(key) {
      return entries.get(key);
    },
    async set(key, value, ttlMs) {
      entries.set(key, value, { ttl: Math.max(1, Math.ceil(ttlMs)) });
    },
    async delete(key) {
      entries.delete(key);
    },
    limiter({ name, points, windowSeconds }) {
      const known = limiters.get(name);
      if (known !== undefined) return known;
      const limiter = createRateLimiter(new RateLimiterMemory({ keyPrefix: name, points, duration: windowSeconds }));
      limiters.set(name, limiter);
      return limiter;
    },
    async ready() {},
    async [Symbol.asyncDispose]() {
      entries.clear();
    },
  };
}
