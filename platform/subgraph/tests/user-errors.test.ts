import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { idempotencyKey, idOrNone, parseInput, text, userError, ZERO_ID } from '../user-errors.ts';

const pathsOf = (schema: z.ZodType, input: unknown) => {
  const parsed = parseInput(schema, input);
  return parsed.ok ? [] : parsed.error.fields.map(({ path }) => path);
};

describe('text that PostgreSQL could not keep as it is', () => {
  it.each([
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800'],
  ])('is refused: %s', (_what, value) => {
    expect(pathsOf(z.object({ name: text(1, 10) }), { name: value })).toEqual(['name']);
    // Two keys that became one would answer the second call with the first one's effect.
    expect(pathsOf(z.object({ key: idempotencyKey }), { key: value })).toEqual(['key']);
  });

  it('is not a whole pair', () => {
    expect(pathsOf(z.object({ name: text(1, 10), key: idempotencyKey }), { name: '🛒', key: '🛒' })).toEqual([]);
  });
});

describe('parseInput', () => {
  it('names places with dots, and takes off spaces around text', () => {
    const schema = z.object({ items: z.array(z.object({ name: text(1, 3) })) });
    expect(parseInput(schema, { items: [{ name: ' a ' }] })).toEqual({ ok: true, value: { items: [{ name: 'a' }] } });
    expect(pathsOf(schema, { items: [{ name: 'a' }, { name: '   ' }] })).toEqual(['items.1.name']);
  });
});

describe('userError', () => {
  it('has its type as its code', () => {
    expect(userError('IdempotencyKeyReused', 'again').code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('idOrNone', () => {
  it('gives ids in lower case, and for what is none an id that nothing has', () => {
    expect(idOrNone('01900000-0000-7000-8000-00000000C001')).toBe('01900000-0000-7000-8000-00000000c001');
    for (const none of ['', 'no-id', "' OR 1=1", 'a\0']) expect(idOrNone(none)).toBe(ZERO_ID);
  });
});
