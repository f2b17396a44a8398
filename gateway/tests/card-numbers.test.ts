import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import { documentHoldsCard, textHoldsCard, valueHoldsCard } from '../limits/card-numbers.ts';
import { startTestGateway, type TestGateway } from './test-gateway.ts';

const VISA = '4111111111111111';

describe('a card number', () => {
  it.each([
    VISA,
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '5555555555554444',
    '378282246310005',
    '3782 822463 10005',
    '6011111111111117',
    '30569309025904',
    `my card ${VISA}, thanks`,
    `card${VISA}x`,
    `12 ${VISA}`,
    `2026-11-21 4111 1111 1111 1111 03`,
  ])('is found in %j', (text) => {
    expect(textHoldsCard(text)).toBe(true);
  });

  it.each([
    ['wrong check digit', '4111111111111112'],
    ['no scheme', '1000000000000008'],
    ['too short', '411111111111'],
    ['too long', `${VISA}00000000`],
    ['epoch milliseconds', '1795262360123'],
    ['a telephone number', '+49 30 1234567'],
    ['a price', '1299.99'],
    ['UUIDs in a row', '41111111-1111-1111-1111-111111111111 41111111-1111-1111-1111-111111111111'],
    ['a digest', 'a4111111111111111aaaaaaaaaaaaaaaa'],
    ['a token of the provider', 'tok_visa'],
  ])('is not found: %s', (_what, text) => {
    expect(textHoldsCard(text)).toBe(false);
  });

  it('is found in whatever text it stands, in whatever groups it is written', () => {
    const digits = fc.constantFrom(VISA, '5555555555554444', '378282246310005', '6011111111111117');
    const around = fc.string().map((text) => text.replace(/[0-9]/g, '').replace(/[- ]+$|^[- ]+/g, ''));
    fc.assert(
      fc.property(around, digits, fc.constantFrom('', ' ', '-'), fc.integer({ min: 2, max: 6 }), around, (...given) => {
        const [before, number, separator, size, after] = given;
        const groups = number.match(new RegExp(`\\d{1,${size}}`, 'g')) ?? [];
        return textHoldsCard(`${before}${groups.join(separator)}${after}`);
      }),
    );
  });

  it('is never found in a UUID', () => {
    const allDigits = fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: 32, maxLength: 32 })
      .map((digits) => digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
    fc.assert(
      fc.property(fc.oneof(fc.uuid(), allDigits), (id) => !textHoldsCard(id)),
      { numRuns: 5_000 },
    );
    fc.assert(fc.property(fc.array(fc.uuid()), (ids) => !valueHoldsCard({ ids, joined: ids.join(' ') })));
  });

  it('is found however deep in variables, in names and numbers too', () => {
    expect(valueHoldsCard({ input: { items: [{ note: ['x', VISA] }] } })).toBe(true);
    expect(valueHoldsCard({ [VISA]: 1 })).toBe(true);
    expect(valueHoldsCard({ card: 4111111111111111 })).toBe(true);
    expect(valueHoldsCard({ input: { a: null, b: true, c: [1, 2.5] } })).toBe(false);
    let deep: unknown = VISA;
    for (let level = 0; level < 15_000; level += 1) deep = [deep];
    expect(valueHoldsCard(deep)).toBe(true);
    expect(valueHoldsCard(Array.from({ length: 100_000 }, () => 1))).toBe(true);
  });

  it('is found in literals of a document, behind escapes too', () => {
    expect(documentHoldsCard(parse('{ a(b: "\\u0034111111111111111") }'))).toBe(true);
    expect(documentHoldsCard(parse(`{ a(b: ${VISA}) }`))).toBe(true);
    expect(documentHoldsCard(parse('{ a(b: "tok_visa", c: 3) }'))).toBe(false);
  });
});

describe('a request with a card number', () => {
  const lines: string[] = [];
  let graph: TestGateway;
  beforeAll(async () => {
    graph = await startTestGateway({ onLog: (line) => lines.push(line), subgraphs: { users: {}, products: {} } });
  });
  afterAll(() => graph[Symbol.asyncDispose]());

  const search = 'query ($search: String) { products(search: $search) { totalCount } }';

  it.each([
    ['in a variable', { query: search, variables: { search: `pay ${VISA}` } }],
    ['in a variable that nobody declared', { query: '{ __typename }', variables: { other: [{ x: VISA }] } }],
    ['in the text', { query: `{ products(search: "${VISA}") { totalCount } }` }],
    ['in a comment', { query: `# ${VISA}\n{ __typename }` }],
    ['behind an escape', { query: '{ products(search: "\\u0034111111111111111") { totalCount } }' }],
    ['in what is no GraphQL', { query: `{ products(search: ${VISA}` }],
    ['in the operation name', { query: '{ __typename }', operationName: VISA }],
  ])('%s is refused before anything is executed or logged', async (_where, request) => {
    const { status, body } = await graph.post(request);
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('CARD_NUMBER_REFUSED');
    expect(JSON.stringify(body) + lines.join('')).not.toContain('4111');
    expect(graph.subgraphs['products']?.contexts).toEqual([]);
  });

  it('is refused by GET too, behind escapes in its variables', async () => {
    const variables = encodeURIComponent('{"search":"\\u0034111111111111111"}');
    const response = await fetch(`${graph.url}/graphql?query=${encodeURIComponent(search)}&variables=${variables}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('CARD_NUMBER_REFUSED');
  });
});
