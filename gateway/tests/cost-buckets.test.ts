import { describe, expect, it } from '@jest/globals';
import { createCostBuckets } from '../limits/cost-buckets.ts';
import { createMemoryBuckets } from '../limits/memory-buckets.ts';

describe('buckets of one process', () => {
  const startAt = (capacity: number, restorePerSecond: number) => {
    let now = 1_000;
    const buckets = createMemoryBuckets({ capacity, restorePerSecond }, () => now);
    return {
      take: (key: string, cost: number) => buckets.take(key, cost),
      pass: (ms: number) => {
        now += ms;
      },
    };
  };

  it('are full at first and each their own', () => {
    const { take } = startAt(100, 10);
    expect(take('ann', 60)).toEqual({ allowed: true, remaining: 40, retryAfterSeconds: 0 });
    expect(take('bob', 100)).toEqual({ allowed: true, remaining: 0, retryAfterSeconds: 0 });
    expect(take('ann', 40)).toEqual({ allowed: true, remaining: 0, retryAfterSeconds: 0 });
  });

  it('take nothing of what they refuse, and say when to come again', () => {
    const { take, pass } = startAt(100, 10);
    take('ann', 90);
    expect(take('ann', 35)).toEqual({ allowed: false, remaining: 10, retryAfterSeconds: 3 });
    expect(take('ann', 10)).toEqual({ allowed: true, remaining: 0, retryAfterSeconds: 0 });
    expect(take('ann', 1)).toEqual({ allowed: false, remaining: 0, retryAfterSeconds: 1 });
    pass(1_000);
    expect(take('ann', 10).allowed).toBe(true);
  });

  it('fill up bit by bit, to the brim and no further', () => {
    const { take, pass } = startAt(100, 10);
    take('ann', 100);
    pass(150);
    expect(take('ann', 0).remaining).toBe(1);
    pass(150);
    expect(take('ann', 3)).toMatchObject({ allowed: true, remaining: 0 });
    pass(60_000);
    expect(take('ann', 0).remaining).toBe(100);
  });

  it('let what costs more than a bucket holds have a full one', () => {
    const { take, pass } = startAt(100, 10);
    expect(take('ann', 5_000)).toEqual({ allowed: true, remaining: 0, retryAfterSeconds: 0 });
    pass(5_000);
    expect(take('ann', 5_000)).toEqual({ allowed: false, remaining: 50, retryAfterSeconds: 5 });
    pass(5_000);
    expect(take('ann', 5_000).allowed).toBe(true);
  });

  it('stay bounded: those of the least recently seen make room', () => {
    const { take } = startAt(100, 10);
    take('first', 100);
    take('second', 100);
    for (let number = 0; number < 49_999; number += 1) {
      take(`key ${number}`, 1);
      if (number === 10) take('second', 1);
    }
    expect(take('second', 1).allowed).toBe(false);
    expect(take('first', 1).allowed).toBe(true);
  });

  it('answer without a promise', async () => {
    await using buckets = createCostBuckets({ capacity: 10, restorePerSecond: 5 });
    expect(buckets.take('ann', 4)).toMatchObject({ allowed: true, remaining: 6 });
    expect(buckets).toMatchObject({ capacity: 10, restorePerSecond: 5 });
  });
});
