import { describe, expect, it } from '@jest/globals';
import { createMemoryCache } from '../memory-cache.ts';
import { describeCache } from './cache.contract.ts';

describe('memory cache', () => {
  describeCache(async () => createMemoryCache());

  it('stays bounded: the entries used least recently make room', async () => {
    await using cache = createMemoryCache();
    for (let number = 0; number < 10_001; number++) await cache.set(`key ${number}`, 'value', 60_000);
    expect(await cache.get('key 0')).toBeUndefined();
    expect(await cache.get('key 1')).toBe('value');
  });
});
