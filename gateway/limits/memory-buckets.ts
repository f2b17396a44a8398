import { LRUCache } from 'lru-cache';
import { type BucketRate, type CostBuckets, type Payment, secondsFor } from './bucket.ts';

/** Some 10 MB. A bucket that makes room is full when its owner comes again. */
const MAX_BUCKETS = 50_000;

export interface MemoryBuckets extends CostBuckets {
  take(key: string, cost: number): Payment;
}

/** Buckets of this process, those of the least recently seen make room; a payment takes 0.2 µs. @param now in ms */
export function createMemoryBuckets(
  { capacity, restorePerSecond }: BucketRate,
  now: () => number = () => performance.now(),
): MemoryBuckets {
  const buckets = new LRUCache<string, { points: number; at: number }>({ max: MAX_BUCKETS });
  return {
    capacity,
    restorePerSecond,
    take(key, cost) {
      const at = now();
      const price = Math.min(cost, capacity);
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = { points: capacity, at };
        buckets.set(key, bucket);
      } else {
        bucket.points = Math.min(capacity, bucket.points + ((at - bucket.at) * restorePerSecond) / 1000);
        bucket.at = at;
      }
      if (bucket.points < price) {
        const retryAfterSeconds = secondsFor(price - bucket.points, restorePerSecond);
        return { allowed: false, remaining: Math.floor(bucket.points), retryAfterSeconds };
      }
      bucket.points -= price;
      return { allowed: true, remaining: Math.floor(bucket.points), retryAfterSeconds: 0 };
    },
    async [Symbol.asyncDispose]() {
      buckets.clear();
    },
  };
}
