import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, GraphQLError, getIntrospectionQuery, parse, validate } from 'graphql';
import { createDocumentLimits, type DocumentLimits } from '../limits/document-limits.ts';
import { hideSuggestions } from '../limits/hide-suggestions.ts';
import { limitStatus } from '../limits/limit-error.ts';

const read = (file: string) => readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8');
const schema = buildSchema(read('api.graphql'));
const clientOperations = readdirSync(new URL('../../schema/operations/', import.meta.url))
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => [name, read(`operations/${name}`)] as const);

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const long = (part: string) => part.repeat(Math.ceil(100_000 / part.length)).slice(0, 100_000);

/** The way of a document before it is planned. */
function refusal(text: string, limits: Partial<DocumentLimits> = {}): GraphQLError | undefined {
  const { refuseText, refuseDocument } = createDocumentLimits(limits);
  const refused = refuseText(text);
  if (refused !== undefined) return refused;
  try {
    const document = parse(text);
    return refuseDocument(document) ?? validate(schema, document)[0];
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const codeOf = (text: string, limits: Partial<DocumentLimits> = {}) => refusal(text, limits)?.extensions['code'];

describe('limits of a document', () => {
  it.each(clientOperations)('let %s pass', (_name, text) => {
    expect(refusal(text)).toBeUndefined();
  });

  it('let the introspection query pass', () => {
    expect(refusal(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }))).toBeUndefined();
  });

  const product = '{ product(id: 1) { id category { name } } }';

  it.each<[keyof DocumentLimits, string, number, string]>([
    ['characters', 'PAYLOAD_TOO_LARGE', 43, product],
    ['tokens', 'TOO_MANY_TOKENS', 15, product],
    ['lines', 'TOO_MANY_LINES', 4, '{\n\n__typename # one\n}'],
    ['lines', 'TOO_MANY_LINES', 4, '{ __typename\n}\n\n'],
    ['lines', 'TOO_MANY_LINES', 3, '{ product(id: """\n\n""") { id } }'],
    ['operations', 'TOO_MANY_OPERATIONS', 3, 'query A { a } { a } mutation B($c: I = {d: 1}) { b }'],
    ['fragments', 'TOO_MANY_FRAGMENTS', 2, 'fragment A on B { c } fragment D on E { f } { g }'],
    ['directives', 'TOO_MANY_DIRECTIVES', 2, '{ a @skip(if: true) @include(if: {b: true}) }'],
    ['depth', 'TOO_DEEP', 4, '{ a { ...B } } fragment B on C { ... { d { e { f } } } }'],
    ['rootFields', 'TOO_MANY_ROOT_FIELDS', 3, '{ a ...B } fragment B on Query { c ... { d } }'],
    ['aliases', 'TOO_MANY_ALIASES', 3, '{ a: b c { ...D ...D } } fragment D on E { f: g }'],
    ['fields', 'TOO_MANY_FIELDS', 6, '{ a ...B ...B } fragment B on Query { c { d } } query { e }'],
    ['overlaps', 'TOO_MANY_OVERLAPS', 12, '{ a(b: 1) a(b: 1) { c } a { c } }'],
    ['overlaps', 'TOO_MANY_OVERLAPS', 7, '{ a(b: [1, 2]) a(b: {c: 3}) }'],
  ])('%s: %s past %d, with a message that says the limit', (limit, code, exactly, text) => {
    const others = createDocumentLimits({ [limit]: Number.POSITIVE_INFINITY });
    expect(others.refuseText(text) ?? others.refuseDocument(parse(text))).toBeUndefined();
    const refusalAt = (value: number) => {
      const limits = createDocumentLimits({ [limit]: value });
      return limits.refuseText(text) ?? limits.refuseDocument(parse(text));
    };
    expect(refusalAt(exactly)).toBeUndefined();
    const refused = refusalAt(exactly - 1);
    expect(refused?.extensions).toEqual({ code });
    expect(refused?.message).toContain(` ${exactly - 1} `);
  });

  it('refuse fragments within themselves before anything spreads them out', () => {
    const refused = refusal('{ ...A } fragment A on Query { ...B } fragment B on Query { categories { id } ...A }');
    expect(refused?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(refused?.message).toMatch(/^Cannot spread fragment "[AB]" within itself\.$/);
    expect(codeOf('{ __typename } fragment A on Query { ...A }')).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('refuse the name __proto__, not the word in a string', () => {
    expect(codeOf('{ __proto__: __typename }')).toBe('BAD_USER_INPUT');
    expect(refusal('{ product(id: "__proto__") { id } }')).toBeUndefined();
  });

  it.each([
    'subscription { orderUpdated(orderId: 1) @skip(if: true) { cursor } }',
    'subscription { ... @include(if: true) { orderUpdated(orderId: 1) { cursor } } }',
    'subscription { ...A } fragment A on Subscription { ...B @skip(if: true) } fragment B on Subscription { orderUpdated(orderId: 1) { cursor } }',
  ])('refuse conditions at the root of a subscription: %s', (text) => {
    expect(refusal(text)?.message).toBe('The root field of a subscription takes no @skip and no @include.');
  });

  it('leave conditions below, and syntax errors, to others', () => {
    expect(refusal('subscription { orderUpdated(orderId: 1) { cursor @skip(if: true) } }')).toBeUndefined();
    expect(refusal('{ product(id: "')?.message).toContain('Syntax Error');
    expect(refusal('}')?.message).toContain('Syntax Error');
  });

  it('are answered with 413 for what is too long, 429 for who pays too much, 400 otherwise', () => {
    const statusOf = (code: string) => limitStatus(new GraphQLError('', { extensions: { code } }));
    expect(statusOf('PAYLOAD_TOO_LARGE')).toBe(413);
    expect(statusOf('COST_LIMITED')).toBe(429);
    expect(statusOf('TOO_DEEP')).toBe(400);
  });
});

describe('hostile documents', () => {
  const lines = '\n'.repeat(1_990);
  const hostile: [string, string, string | undefined][] = [
    ['brackets', long('{'), 'TOO_MANY_BRACKETS'],
    ['comments', long('#\n'), 'TOO_MANY_LINES'],
    ['a block string of lines', `{ a(b: """${'\n'.repeat(99_000)}""") }`, 'TOO_MANY_LINES'],
    ['10,000 levels', '{a'.repeat(10_000), 'TOO_MANY_BRACKETS'],
    ['50,000 aliases', `{${long('a:b ').slice(0, 99_000)}}`, 'TOO_MANY_TOKENS'],
    ['800 aliases', `{${times(800, (i) => `a${i}:categories{id}`)}}`, 'TOO_MANY_ROOT_FIELDS'],
    ['2,000 operations', times(2_000, (i) => `query q${i}{categories{id}}`), 'TOO_MANY_OPERATIONS'],
    ['1,500 directives', `{__typename ${times(1_500, () => '@a')}}`, 'TOO_MANY_DIRECTIVES'],
    [
      '500 fragments',
      `{${times(500, (i) => `...f${i}`)}} ${times(500, (i) => `fragment f${i} on Query{a}`)}`,
      'TOO_MANY_FRAGMENTS',
    ],
    [
      '2^20 fields by doubling fragments',
      `{product(id:1){...f0}} ${times(20, (i) => `fragment f${i} on Product{...f${i + 1} ...f${i + 1}}`)} fragment f20 on Product{id}`,
      'TOO_MANY_FIELDS',
    ],
    [
      '60 fragments that spread all later ones',
      `{product(id:1){...f0}} ${times(60, (i) => `fragment f${i} on Product{id ${times(59 - i, (j) => `...f${i + j + 1}`)}}`)}`,
      'TOO_MANY_FIELDS',
    ],
    [
      'a chain of fragments nothing spreads',
      `{__typename} ${times(190, (i) => `fragment f${i + 1} on Product{id ...f${i}}`)} fragment f0 on Product{id}`,
      'TOO_MANY_FIELDS',
    ],
    [
      '45 fragments that spread each other',
      `{product(id:1){...f0}} ${times(45, (i) => `fragment f${i} on Product{id ${times(45, (j) => `...f${j}`)}}`)}`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['fields of one name', `{product(id:1){${times(300, () => 'reviews(first:1){totalCount}')}}}`, 'TOO_MANY_OVERLAPS'],
    [
      'fields of one name with long arguments',
      `{${times(50, () => `product(id:[${times(50, String)}]){id}`)}}`,
      'TOO_MANY_OVERLAPS',
    ],
    [
      '40 chained fragments',
      `{product(id:1){...f0}} ${times(39, (i) => `fragment f${i} on Product{id ...f${i + 1}}`)} fragment f39 on Product{id}`,
      undefined,
    ],
    [
      'as many fragments as may be, side by side',
      `{product(id:1){${times(200, (i) => `...f${i}`)}}} ${times(200, (i) => `fragment f${i} on Product{id}`)}`,
      undefined,
    ],
    [
      'as many fragments as may be on an interface',
      `mutation{logout{${times(200, (i) => `...f${i}`)}}} ${times(200, (i) => `fragment f${i} on UserError{code message}`)}`,
      undefined,
    ],
    [
      'as many overlaps as may be',
      `{product(id:1){${times(90, () => 'reviews(first:1,after:"a"){nodes{author{id}}}')}}}`,
      undefined,
    ],
    ['190 inline fragments in one another', `{${'...{'.repeat(190)}__typename${'}'.repeat(190)}}`, undefined],
  ];
  const invalid: [string, string][] = [
    ['conflicts far down', `${lines}{product(id:1){${times(100, (i) => `reviews(first:${i}){nodes{id}}`)}}}`],
    ['one argument 1,600 times', `${lines}{product(${times(1_600, () => 'id:1')}){id}}`],
    ['one variable 1,200 times', `${lines}query(${times(1_200, () => '$a:Int')}){__typename}`],
    ['names nobody knows', `${lines}{product(id:1){${times(2_000, (i) => `categoriess${i}`)}}}`],
    ['values nobody knows', `{products(sort:[${times(4_900, () => 'RELEVANC')}]){totalCount}}`],
    ['variables nobody uses', `query(${times(800, (i) => `$v${i}:ProductSort=RELEVANC`)}){__typename}`],
  ];

  /** What a document may cost on a slow machine, in ms; where this was measured it is 26 at most. */
  const HELD_MS = 100;

  /** How long the thread works on a document, in ms; the least of many times, as a busy machine does everything slowly. */
  function blocking(text: string): number {
    let least = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 25 && least >= HELD_MS; run += 1) {
      const started = process.threadCpuUsage();
      refusal(text);
      const { user, system } = process.threadCpuUsage(started);
      least = Math.min(least, (user + system) / 1_000);
    }
    return least;
  }

  it.each(hostile)('%s: refused or not, the event loop is held for some ms only', (_what, text, code) => {
    expect(text.length).toBeLessThanOrEqual(100_000);
    expect(codeOf(text)).toBe(code);
    expect(blocking(text)).toBeLessThan(HELD_MS);
  });

  it.each(invalid)('%s: validation says so within some ms', (_what, text) => {
    const refused = refusal(text);
    expect(refused).toBeInstanceOf(GraphQLError);
    expect(refused?.extensions).toEqual({});
    expect(blocking(text)).toBeLessThan(HELD_MS);
  });

  it('end soon where every limit is off but one', () => {
    const off = Number.POSITIVE_INFINITY;
    const chain = `{product(id:1){...f0}} ${times(40, (i) => `fragment f${i} on Product{...f${i + 1} ...f${i + 1}}`)} fragment f40 on Product{id}`;
    const nested = `{product(id:1){...f0}} ${times(40, (i) => `fragment f${i} on Product{a{...f${i + 1}} b{...f${i + 1}}}`)} fragment f40 on Product{id}`;
    const { refuseDocument } = createDocumentLimits({ fields: off, depth: off, aliases: off });
    expect(refuseDocument(parse(chain))).toBeUndefined();
    expect(refuseDocument(parse(nested))?.extensions['code']).toBe('TOO_MANY_OVERLAPS');
  });
});

describe('suggestions of names', () => {
  const messagesOf = (text: string) => validate(schema, parse(text)).map(({ message }) => message);

  it.each([
    ['a field', '{ categorys { id } }', 'Cannot query field "categorys" on type "Query".'],
    ['a type', '{ ... on Produkt { id } }', 'Unknown type "Produkt".'],
    ['a member', 'mutation { logout { user } }', 'Cannot query field "user" on type "LogoutResult".'],
    ['an argument', '{ product(idd: 1) { id } }', 'Unknown argument "idd" on field "Query.product".'],
    [
      'an enum value',
      '{ products(sort: RELEVANC) { totalCount } }',
      'Value "RELEVANC" does not exist in "ProductSort" enum.',
    ],
    [
      'a subselection',
      '{ categories }',
      'Field "categories" of type "[Category!]!" must have a selection of subfields.',
    ],
  ])('of %s are taken off', (_what, text, shown) => {
    expect(messagesOf(text).map(hideSuggestions)).toContain(shown);
  });

  it('leave other messages as they are', () => {
    const message =
      'Variable "$a" got invalid value "Why? Did you mean it?"; Int cannot represent non-integer value: 1';
    expect(hideSuggestions(message)).toBe(message);
    expect(hideSuggestions('Really?')).toBe('Really?');
  });

  it('are looked for in one pass', () => {
    // Looked at from every place at which one may begin, this would take hours.
    const hint = ' Did you mean ';
    expect(hideSuggestions(`${hint.repeat(1_000_000)}\n?`).length).toBe(hint.length * 999_999);
  });
});
