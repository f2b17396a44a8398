import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connectionOf, encodeCursor, pageOf } from '../connection.ts';

const key = z.tuple([z.string(), z.number()]);
const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as { extensions: unknown }).extensions;
  }
  return undefined;
};

describe('pageOf', () => {
  it('reads what encodeCursor wrote', () => {
    expect(pageOf({ first: 5, after: encodeCursor(['lamp', 3]) }, key)).toEqual({ first: 5, after: ['lamp', 3] });
    expect(pageOf({}, key)).toEqual({ first: 20, after: undefined });
    expect(pageOf({ first: null, after: null }, key)).toEqual({ first: 20, after: undefined });
  });

  it.each([0, -1, 101, 1000])('refuses first: %d', (first) => {
    expect(codeOf(() => pageOf({ first }, key))).toEqual({ code: 'BAD_USER_INPUT', argument: 'first' });
  });

  it.each(['', 'hello', encodeCursor(['lamp']), encodeCursor([1, 'lamp'])])('refuses after: %p', (after) => {
    expect(codeOf(() => pageOf({ after }, key))).toEqual({ code: 'BAD_USER_INPUT', argument: 'after' });
  });
});

describe('connectionOf', () => {
  it('says by the one row too many that there is a next page', () => {
    const connection = connectionOf(['a', 'b', 'c'], 2, (node) => [node]);
    expect(connection.nodes).toEqual(['a', 'b']);
    expect(connection.pageInfo).toEqual({ hasNextPage: true, endCursor: encodeCursor(['b']) });
    expect(connectionOf(['a'], 2, (node) => [node]).pageInfo.hasNextPage).toBe(false);
    expect(connectionOf([], 2, () => []).pageInfo).toEqual({ hasNextPage: false, endCursor: null });
  });
});
