import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import type * as GraphQLShield from 'graphql-shield';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { allow, deny, type RuleTree, signedIn, staff } from '#platform/subgraph/shield.ts';
import { createFixtureGraph } from './fixture-graph.ts';

const { rule, or } = createRequire(import.meta.url)('graphql-shield') as typeof GraphQLShield;

const typeDefs = `
  type Query { me: Person person(id: ID!, deep: Boolean = false): Person open: String closed: String unnamed: String }
  type Person { id: ID name: String salary: Int friend: Person constructor: String }
`;

const viewer = (...roles: ('CUSTOMER' | 'STAFF')[]): Viewer => ({
  kind: 'user',
  id: '01900000-0000-7000-8000-00000000000a',
  roles,
  sessionId: '01900000-0000-7000-8000-00000000000b',
});

const asked: { args: unknown; viewer: Viewer }[] = [];
const onlyOwn = rule('onlyOwn', { cache: 'no_cache' })((_parent, args, context: { viewer: Viewer }) => {
  asked.push({ args, viewer: context.viewer });
  return args.id === '1';
});
const looksAtParent = rule('looksAtParent', { cache: 'no_cache' })((parent) => parent.id === '1');
const breaks = rule('breaks', { cache: 'no_cache' })(() => {
  throw new Error('out of order');
});

/** The places that are denied to a viewer, as `path@Type`. */
async function denied(rules: RuleTree, query: string, { variables = {}, as = guest } = {}) {
  const prepared = createFixtureGraph(typeDefs, {}, rules).prepare(query, variables);
  const found = await prepared.compiled.check(prepared.variables, { viewer: as });
  return found.map(({ path, type, error }) => `${path.join('.')}@${type} ${error.extensions['code']}`);
}

describe('rules that look at the viewer alone', () => {
  const rules: RuleTree = {
    Query: { me: allow, person: signedIn, open: allow, closed: deny },
    Person: { '*': signedIn, salary: staff, name: allow },
  };
  const graph = createFixtureGraph(typeDefs, {}, rules);

  it('are asked once for each viewer; after that the answer is there at once', async () => {
    const { compiled } = graph.prepare('{ person(id: "1") { id salary } }');
    const [boss, customer] = [viewer('STAFF'), viewer('CUSTOMER')];
    for (const as of [boss, customer, guest]) expect(compiled.check({}, { viewer: as })).toBeInstanceOf(Promise);
    await compiled.check({}, { viewer: boss });
    await compiled.check({}, { viewer: customer });
    await compiled.check({}, { viewer: guest });
    expect(compiled.check({}, { viewer: boss })).toEqual([]);
    expect(compiled.check({}, { viewer: customer })).toEqual([
      expect.objectContaining({ path: ['person', 'salary'], type: 'Person' }),
    ]);
    expect(compiled.check({}, { viewer: guest })).toEqual([
      expect.objectContaining({ path: ['person'], type: 'Query' }),
    ]);
  });

  it('are not asked at all where everything is allowed to everybody', () => {
    const { compiled } = graph.prepare('{ open me { name } __typename }');
    expect(compiled.check({}, { viewer: guest })).toBe(compiled.check({}, { viewer: viewer('STAFF') }));
    expect(compiled.check({}, { viewer: guest })).toEqual([]);
  });

  it('deny what no rule names, also under a name that every object has', async () => {
    const tree = { Query: { me: allow, closed: deny }, Person: { name: allow } };
    const query = '{ me { id name constructor } closed unnamed }';
    expect(await denied(tree, query)).toEqual([
      'me.id@Person FORBIDDEN',
      'me.constructor@Person FORBIDDEN',
      'closed@Query FORBIDDEN',
      'unnamed@Query FORBIDDEN',
    ]);
    expect(await denied({ Query: { me: allow } }, '{ me { id } }')).toEqual(['me.id@Person FORBIDDEN']);
  });
});

describe('other rules', () => {
  const rules: RuleTree = { Query: { person: onlyOwn, me: allow }, Person: { '*': allow } };

  it('are asked in every request, once for the same arguments, with what they are after coercion', async () => {
    asked.length = 0;
    const query = `query ($id: ID!, $other: ID = "1") {
      a: person(id: $id) { id } b: person(id: $id) { name } c: person(id: $other, deep: true) { id } }`;
    const found = await denied(rules, query, { variables: { id: 2 } });
    expect(found).toEqual(['a@Query FORBIDDEN', 'b@Query FORBIDDEN']);
    expect(asked.map(({ args }) => args)).toEqual([
      { id: '2', deep: false },
      { id: '1', deep: true },
    ]);
  });

  it('are not asked about fields that @skip or @include leaves out, nor is their answer waited for', async () => {
    asked.length = 0;
    const query = `query ($with: Boolean!) { me { id }
      ... @include(if: $with) { person(id: "2") { id } } p: person(id: "3") @include(if: false) { id } }`;
    const { compiled } = createFixtureGraph(typeDefs, {}, rules).prepare(query, { with: false });
    expect(compiled.check({ with: false }, { viewer: guest })).toEqual([]);
    expect(asked).toEqual([]);
    expect(await compiled.check({ with: true }, { viewer: guest })).toHaveLength(1);
  });

  it('are asked where a condition is in doubt', async () => {
    const query = 'query ($with: Boolean = true) { person(id: "2") @include(if: $with) { id } }';
    const { compiled } = createFixtureGraph(typeDefs, {}, rules).prepare(query);
    expect(await compiled.check({ with: null }, { viewer: guest })).toHaveLength(1);
  });

  it('may be made of rules that look at the viewer', async () => {
    const tree = { ...rules, Query: { person: or(onlyOwn, staff) } } as unknown as RuleTree;
    const query = '{ person(id: "2") { id } }';
    expect(await denied(tree, query, { as: viewer('STAFF') })).toEqual([]);
    expect(await denied(tree, query, { as: viewer() })).toEqual(['person@Query FORBIDDEN']);
  });

  it('deny when they break or look at a parent, which there is not yet', async () => {
    const tree = { Query: { me: allow }, Person: { '*': looksAtParent, name: breaks } };
    expect(await denied(tree, '{ me { id name } }')).toEqual(['me.id@Person FORBIDDEN', 'me.name@Person FORBIDDEN']);
  });

  it('refuse the request when an argument has no value that it can have', async () => {
    const query = 'query ($id: ID = "1") { person(id: $id) { id } }';
    await expect(denied(rules, query, { variables: { id: null } })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('denied fields', () => {
  const rules: RuleTree = { Query: { me: allow, closed: deny, open: allow }, Person: { '*': allow, salary: staff } };
  const graph = createFixtureGraph(typeDefs, {}, rules);

  it('are told once for one place, and not below what is denied itself', async () => {
    const query = '{ closed me { salary ...F friend { salary } } } fragment F on Person { salary }';
    expect(await denied(rules, query)).toEqual([
      'closed@Query FORBIDDEN',
      'me.salary@Person UNAUTHENTICATED',
      'me.friend.salary@Person UNAUTHENTICATED',
    ]);
  });

  it('have a key that hangs on the places only', async () => {
    const query = `query ($a: Boolean!, $b: Boolean!) { closed @include(if: $a) me { salary @include(if: $b) } c: closed }`;
    const { compiled } = graph.prepare(query, { a: true, b: true });
    const key = async (a: boolean, b: boolean, as: Viewer) =>
      compiled.keyOf(await compiled.check({ a, b }, { viewer: as }));
    expect(await key(true, true, guest)).toBe(await key(true, true, viewer()));
    expect(await key(true, true, viewer('STAFF'))).toBe(await key(true, false, guest));
    expect(await key(true, false, guest)).not.toBe(await key(false, true, guest));
  });

  it('have the same key in whichever order they are met', async () => {
    const query = `query ($a: Boolean!) { me { s: salary @include(if: $a) friend { salary } s: salary } }`;
    const { compiled } = graph.prepare(query, { a: true });
    const [first, second] = [true, false].map(async (a) => compiled.check({ a }, { viewer: guest }));
    const found = [(await first) ?? [], (await second) ?? []] as const;
    expect(found[0].map(({ path }) => path)).toEqual(found[1].map(({ path }) => path).toReversed());
    expect(compiled.keyOf(found[0])).toBe(compiled.keyOf(found[1]));
  });

  it('are found below a field that is of one type here and of another there', async () => {
    const sdl = `
      interface Owned { owner: Actor } interface Actor { name: String }
      type Cart implements Owned { owner: User } type Robot implements Owned { owner: Bot }
      type User implements Actor { name: String } type Bot implements Actor { name: String }
      type Query { all: [Owned] }`;
    const tree = { Query: { all: allow }, Cart: { '*': allow }, Robot: { '*': allow }, User: { '*': allow } };
    const { compiled } = createFixtureGraph(sdl, {}, tree).prepare('{ all { owner { name } } }');
    expect(await compiled.check({}, { viewer: guest })).toMatchObject([
      { path: ['all', 'owner', 'name'], type: 'Bot' },
    ]);
  });

  it('take the variables with them that only they used', async () => {
    const tree: RuleTree = { ...rules, Query: { person: deny, me: allow } };
    const { compiled, document } = createFixtureGraph(typeDefs, {}, tree).prepare(
      'query Q($id: ID!, $n: Boolean!) { person(id: $id) { id } me { id @skip(if: $n) } }',
      { id: 1, n: true },
    );
    const pruned = compiled.prune(await compiled.check({ id: '1', n: true }, { viewer: guest }));
    expect(print(pruned ?? document)).toBe(print(parse('query Q($n: Boolean!) { me { id @skip(if: $n) } }')));
  });
});

it('without rules everything may be asked for', () => {
  const { compiled } = createFixtureGraph(typeDefs, {}, undefined).prepare('{ closed me { salary } }');
  expect(compiled.check({}, { viewer: guest })).toEqual([]);
});

it('rules that name what the graph has not are refused', () => {
  expect(() => createFixtureGraph(typeDefs, {}, { Nothing: { '*': allow } })).toThrow('Nothing');
});
