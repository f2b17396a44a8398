import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { DEFAULT_DOCUMENT_LIMITS } from '../limits/document-limits.ts';
import { limitVariables, readLimits } from '../limits/limits-config.ts';

const limitsOf = (env: NodeJS.ProcessEnv) => readLimits(parseConfig(z.object(limitVariables), env));

describe('limits of the environment', () => {
  it('have defaults', () => {
    expect(limitsOf({})).toEqual({
      bodyBytes: 100_000,
      document: DEFAULT_DOCUMENT_LIMITS,
      underWay: 1_000,
      cost: { max: 10_000, listSize: 10 },
      bucket: { capacity: 50_000, restorePerSecond: 2_500 },
    });
  });

  it('can each be set, and be off', () => {
    const names = Object.keys(limitVariables).filter((name) => name.startsWith('LIMIT_'));
    const off = limitsOf(Object.fromEntries([...names, 'COST_BUCKET'].map((name) => [name, 'off'])));
    const all = [off.bodyBytes, off.underWay, off.cost.max, ...Object.values(off.document)];
    expect(all).toHaveLength(14);
    expect(new Set(all)).toEqual(new Set([Number.POSITIVE_INFINITY]));
    expect(off.bucket).toBeUndefined();
    const set = limitsOf(Object.fromEntries(names.map((name, index) => [name, String(index + 1)])));
    expect(
      [set.bodyBytes, set.underWay, set.cost.max, ...Object.values(set.document)].toSorted((a, b) => a - b),
    ).toEqual([1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(limitsOf({ COST_BUCKET: '7', COST_RESTORE_PER_SECOND: '2', COST_LIST_SIZE: '3' })).toMatchObject({
      bucket: { capacity: 7, restorePerSecond: 2 },
      cost: { listSize: 3 },
    });
  });

  it.each([
    ['LIMIT_DEPTH', '0', 'LIMIT_DEPTH is wrong: expected a whole number from 1, or off.'],
    ['LIMIT_COST', 'none', 'LIMIT_COST is wrong: expected a whole number from 1, or off.'],
    ['COST_RESTORE_PER_SECOND', 'off', 'COST_RESTORE_PER_SECOND is wrong: expected a whole number from 1.'],
  ])('are refused by name when they are wrong: %s=%s', (name, value, sentence) => {
    expect(() => limitsOf({ [name]: value })).toThrow(sentence);
  });
});
