import type { BucketRate, CostBuckets } from './bucket.ts';
import { createMemoryBuckets } from './memory-buckets.ts';
import { createRedisBuckets, type RedisBucketsOptions } from './redis-buckets.ts';

export type { CostBuckets, Payment } from './bucket.ts';

export interface CostBucketsOptions extends BucketRate {
  /** Keeps the buckets where all gateways see them; otherwise each process has its own. */
  readonly redis?: RedisBucketsOptions | undefined;
}

/** Token buckets, in this process or shared by all of a namespace. */
export function createCostBuckets({ redis, ...rate }: CostBucketsOptions): CostBuckets {
  const memory = createMemoryBuckets(rate);
  return redis === undefined ? memory : createRedisBuckets(rate, memory, redis);
}
