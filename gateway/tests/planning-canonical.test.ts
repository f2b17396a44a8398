import { describe, expect, test } from '@jest/globals';
import { buildSchema, OverlappingFieldsCanBeMergedRule, parse, print, specifiedRules, validate } from 'graphql';
import { canonicalOperation } from '../planning/canonical-operation.ts';
import { deferLabels, placeOfLabel } from '../planning/defer-labels.ts';
import { UnplannableOperation } from '../planning/planner.ts';

const schema = buildSchema(`
  directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  type Query { user(id: ID): User node: Node query: Query }
  type Mutation { rename(to: String): User query: Query }
  type Subscription { renamed: User }
  interface Node { id: ID! }
  input Size { width: Int }
  type User implements Node { id: ID! name: String friend: User avatar(size: Size, n: Int): String }
`);
const rules = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule);

/** The canonical form as one line; it must be valid. */
function canonical(text: string, defer = false, conditions: Record<string, boolean> = {}): string | undefined {
  const document = canonicalOperation(parse(text), undefined, defer, conditions);
  if (document === undefined) return undefined;
  expect(validate(schema, parse(print(document)), rules)).toEqual([]);
  return print(document).replaceAll(/\s+/g, ' ');
}

const digest = (text: string | undefined) => text?.replaceAll(/_[0-9a-f]{16}/g, '_#');

describe('names', () => {
  test('a field without arguments stands under its name, one with under its name and a digest of them', () => {
    const text = canonical('{ user { n: name a: avatar(n: 1) b: avatar(n: 2) c: avatar(n: 1) avatar } }');
    expect(digest(text)).toBe(
      '{ user { name avatar_#: avatar(n: 1) avatar_#: avatar(n: 2) avatar_#: avatar(n: 1) avatar } }',
    );
    const keys = text?.match(/avatar_\w+/g);
    expect(keys?.[0]).toBe(keys?.[2]);
    expect(keys?.[0]).not.toBe(keys?.[1]);
  });

  test('each response name at the root of a mutation is a call of its own, also inside fragments', () => {
    expect(
      canonical('mutation { a: rename(to: "a") { x: id } ...F } fragment F on Mutation { b: rename(to: "a") { id } }'),
    ).toBe('mutation { a: rename(to: "a") { id } b: rename(to: "a") { id } }');
  });

  test('an object that the client calls otherwise is another one', () => {
    const text = canonical('{ a: user { id } b: user { name } user { id } }');
    expect(digest(text)).toBe('{ user_#: user { id } user_#: user { name } user { id } }');
    expect(new Set(text?.match(/user_\w+/g)).size).toBe(2);
  });

  test('the operation keeps its name', () => {
    expect(canonical('query Who { user { id } }')).toBe('query Who { user { id } }');
  });
});

describe('what is left out', () => {
  test('introspection, and the typename of the root only', () => {
    expect(
      canonical(`
        { __typename __schema { types { name } } t: __type(name: "X") { name } ...F
          user { __typename t: __typename } query { __typename __schema { types { name } } } }
        fragment F on Query { __typename }
      `),
    ).toBe('{ user { __typename __typename } query { __typename } }');
  });

  test('what @skip and @include exclude, by literals and by the values that the plan is for', () => {
    const text = `
      query($v: Boolean!, $w: Boolean!) {
        user @include(if: true) {
          id @skip(if: true) name @skip(if: false) friend @include(if: $v) { id @skip(if: $w) } ...F
        }
        node @include(if: false) { id }
      }
      fragment F on User { avatar @include(if: false) ... @skip(if: $v) { id } }
    `;
    expect(canonical(text, false, { v: true, w: false })).toBe('{ user { name friend { id } } }');
    expect(canonical(text, false, { v: true, w: true })).toBe('{ user { name friend { __typename } } }');
    expect(canonical(text)).toBe('{ user { name ...f0 } } fragment f0 on User { ... { id } }');
  });

  test('a selection set does not become empty', () => {
    expect(canonical('{ user { id @skip(if: true) ...F } } fragment F on User { ... { name @skip(if: true) } }')).toBe(
      '{ user { __typename } }',
    );
  });

  test('fragments and variables that are then not used', () => {
    expect(
      canonical(`
        query($a: ID, $b: Int, $w: Int, $unused: Int) {
          user(id: $a) { avatar(size: { width: $w }) ...F @skip(if: true) ... @skip(if: true) { avatar(n: $unused) } }
        }
        fragment F on User { avatar(n: $b) }
      `)?.replaceAll(/_[0-9a-f]{16}/g, '_#'),
    ).toBe('query ($a: ID, $w: Int) { user_#: user(id: $a) { avatar_#: avatar(size: {width: $w}) } }');
  });

  test('an operation that asks for nothing else is nothing', () => {
    expect(canonical('{ __typename ...F } fragment F on Query { __schema { types { name } } }')).toBeUndefined();
    expect(canonical('mutation { __typename }')).toBeUndefined();
    expect(canonical('{ user @skip(if: true) { id } }')).toBeUndefined();
  });

  test('an operation that is not there is refused', () => {
    expect(() => canonicalOperation(parse('query A { user { id } }'), 'B', false, {})).toThrow(UnplannableOperation);
  });
});

describe('fragments', () => {
  test('one that stands at the root and below it has a definition for each', () => {
    expect(
      canonical(`
        mutation { rename { id } query { ...F } }
        fragment F on Query { __typename user { id } }
      `),
    ).toBe('mutation { rename { id } query { ...f0 } } fragment f0 on Query { __typename user { id } }');
    expect(canonical('{ ...F query { ...F } } fragment F on Query { __typename user { id } }')).toBe(
      '{ ...f0 query { ...f1 } } fragment f0 on Query { user { id } } fragment f1 on Query { __typename user { id } }',
    );
  });

  test('2^20 times doubled, and 40 in a chain on a cyclic field, are visited once each', () => {
    const doubling = Array.from({ length: 20 }, (_, n) => `fragment F${n} on User { ...F${n + 1} ...F${n + 1} }`);
    const chain = Array.from({ length: 40 }, (_, n) => `fragment C${n} on User { friend { ...C${n + 1} } }`);
    const text = `{ user { ...F0 ...C0 } } ${doubling.join(' ')} ${chain.join(' ')}
      fragment F20 on User { id } fragment C40 on User { id }`;
    expect(canonical(text, true)?.match(/fragment /g)).toHaveLength(62);
  });
});

describe('@defer', () => {
  const text = `query($v: Boolean!) {
    user { ...F @defer(if: $v, label: "mine") friend { ...F @defer ... @defer(if: false) { id } } }
  } fragment F on User { name ... @defer(if: true) { id } }`;

  test('is not there when it is not asked for', () => {
    expect(canonical(text)).toBe(
      '{ user { ...f0 friend { ...f0 ... { id } } } } fragment f0 on User { name ... { id } }',
    );
  });

  test('each deferred part has a label of its own, which tells its place in the client’s document', () => {
    const document = parse(text);
    const labels = deferLabels(document, undefined);
    expect([...labels.values()]).toEqual(['d0', 'd1', 'd2']);
    const [first, inner] = [...labels.keys()].map((node) => print(node));
    expect(first).toBe('...F @defer(if: $v, label: "mine")');
    expect(inner).toContain('... @defer(if: true)');

    const made = canonical(text, true);
    expect(made).toBe(
      'query ($v: Boolean!) { user { ... on User @defer(label: "d0_1", if: $v) { name ... @defer(label: "d1_2") { id } } ' +
        'friend { ... on User @defer(label: "d2_3") { name ... @defer(label: "d1_4") { id } } ... { id } } } }',
    );
    expect([...(made ?? '').matchAll(/label: "(\w+)"/g)].map(([, label]) => placeOfLabel(label ?? ''))).toEqual([
      'd0',
      'd1',
      'd2',
      'd1',
    ]);
  });

  test('labels are the same for the same text read anew', () => {
    const again = deferLabels(parse(print(parse(text))), undefined);
    expect([...again.values()]).toEqual([...deferLabels(parse(text), undefined).values()]);
  });

  test('is not heeded at the root of a mutation, nor in a subscription', () => {
    expect(canonical('mutation { ... @defer { rename { ... @defer { id } } } }', true)).toBe(
      'mutation { rename { ... @defer(label: "d1_1") { id } } }',
    );
    expect(canonical('subscription { renamed { ... @defer { id } } }', true)).toBe(
      'subscription { renamed { ... { id } } }',
    );
  });

  test('more variables that decide what is deferred than anybody can plan for are refused', () => {
    const parts = (count: number) =>
      `query(${Array.from({ length: count }, (_, n) => `$v${n}: Boolean!`)}) { user { ${Array.from(
        { length: count },
        (_, n) => `... @defer(if: $v${n}) { id }`,
      ).join(' ')} } }`;
    expect(canonical(parts(5), true)).toContain('$v4');
    expect(() => canonicalOperation(parse(parts(6)), undefined, true, {})).toThrow(UnplannableOperation);
  });

  test('more deferred parts than anybody can want are refused', () => {
    const doubling = Array.from({ length: 20 }, (_, n) => `fragment F${n} on User { ...F${n + 1} ...F${n + 1} }`);
    const hostile = `{ user { ...F0 } } ${doubling.join(' ')} fragment F20 on User { ... @defer { id } }`;
    expect(() => canonicalOperation(parse(hostile), undefined, true, {})).toThrow(UnplannableOperation);
  });
});
