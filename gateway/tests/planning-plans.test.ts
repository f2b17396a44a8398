import { describe, expect, test } from '@jest/globals';
import { isObjectType, parse, validate } from 'graphql';
import { createPlanner } from '../planning/create-planner.ts';
import { UnplannableOperation } from '../planning/planner.ts';
import { compose, fetchesOf, planned, requestOf } from './planning-fixture.ts';

const ENTITIES = 'query($representations:[_Any!]!){_entities(representations:$representations)';

const planner = createPlanner(
  compose({
    users: `
      type Query { me: User pets: [Pet!]! cheap: Int secret: Int @inaccessible }
      type Mutation { rename(to: String): User }
      type Subscription { renamed: User }
      type User @key(fields: "id") { id: ID! name: String friend: User }
      union Pet = Cat | Dog | Fish
      type Cat { tag: String! owner: User }
      type Dog { tag: Int owner: [User!]! }
      type Fish { tag: [String] owner: String }
    `,
    orders: `
      type Query { cheap: Int @override(from: "users", label: "percent(5)") }
      type Mutation { order: Int }
      type User @key(fields: "id") { id: ID! orders(first: Int): [Int] cents: Int }
    `,
  }),
);

describe('plans', () => {
  test('are plain JSON', async () => {
    const plan = await planner.plan(requestOf('query A($n: Int) { me { name orders(first: $n) } }'));
    expect(structuredClone(plan)).toEqual(plan);
    expect(JSON.parse(JSON.stringify(plan))).toStrictEqual(plan);
  });

  test('equal fetches of an operation have equal texts', async () => {
    const fetches = fetchesOf(await planner.plan(requestOf('query A { me { cents friend { cents } } }')));
    expect(fetches.map(({ operationName }) => operationName)).toEqual(['A__users', 'A__orders', 'A__orders']);
    expect(fetches[1]?.operation).toBe(fetches[2]?.operation);
    expect(fetches[1]?.operation).toMatch(/^query A__orders\(/);
  });

  test('an operation named like its fields keeps them', async () => {
    const [first] = fetchesOf(await planner.plan(requestOf('query me { me { name } }')));
    expect(first?.operation).toBe('query me__users{me{name}}');
  });

  test('mutations run in series, in the client’s order', async () => {
    expect(
      await planned(planner, 'mutation { a: rename(to: "x") { name cents } order b: rename(to: "x") { id } }'),
    ).toEqual([
      'users mutation{a:rename(to:"x"){__typename id name}}',
      `orders ${ENTITIES}{...on User{cents}}} <= User{__typename id}`,
      'orders mutation{order}',
      'users mutation{b:rename(to:"x"){id}}',
    ]);
    const { node } = await planner.plan(requestOf('mutation { order rename { id } }'));
    expect(node?.kind).toBe('Sequence');
  });

  test('a subscription has a first fetch, and the rest', async () => {
    const { node } = await planner.plan(requestOf('subscription { renamed { name cents } }'));
    if (node?.kind !== 'Subscription') throw new Error('no subscription');
    expect(node.primary.operation).toBe('subscription{renamed{__typename id name}}');
    expect(fetchesOf({ kind: 'QueryPlan', ...(node.rest && { node: node.rest }) })).toHaveLength(1);
    expect((await planner.plan(requestOf('subscription { renamed { name } }'))).node).not.toHaveProperty('rest');
  });

  test('what conditions leave out is not fetched', async () => {
    const text = 'query($v: Boolean!) { me { name @skip(if: $v) cents @include(if: $v) } }';
    expect(await planned(planner, text, { conditions: { v: false } })).toEqual(['users {me{name}}']);
    expect((await planned(planner, text, { conditions: { v: true } })).map((line) => line.split(' ')[0])).toEqual([
      'users',
      'orders',
    ]);
  });

  test('a progressive override counts when its label does', async () => {
    expect(planner.overrideLabels).toEqual(['percent(5)']);
    expect(await planned(planner, '{ cheap }')).toEqual(['users {cheap}']);
    expect(await planned(planner, '{ cheap }', { overrides: ['percent(5)'] })).toEqual(['orders {cheap}']);
    expect(await planned(planner, '{ cheap }')).toEqual(['users {cheap}']);
  });

  test('fields of one name and different types, which the client told apart by aliases, are told apart for the subgraph', async () => {
    const text = `{ pets {
      ... on Cat { a: tag owner { cents } } ... on Dog { b: tag owner { cents } } ... on Fish { c: tag u: owner }
    } }`;
    const [first, ...rest] = fetchesOf(await planner.plan(requestOf(text)));
    expect(first?.operation).toContain('...on Cat{tag owner{__typename id}}');
    expect(first?.operation).toMatch(/\.\.\.on Dog{(\w+):tag (\w+):owner{__typename id}}/);
    expect(first?.outputRewrites).toHaveLength(4);
    expect(rest).toHaveLength(2);
  });

  test('deferred parts carry their labels', async () => {
    const text = '{ me { name ...F @defer friend { ...F @defer } } } fragment F on User { cents }';
    const { node } = await planner.plan(requestOf(text, { defer: true }));
    if (node?.kind !== 'Defer') throw new Error('nothing is deferred');
    expect(node.deferred.map(({ label, queryPath }) => [label, queryPath])).toEqual([
      ['d0_1', ['me']],
      ['d1_2', ['me', 'friend']],
    ]);
    expect((await planner.plan(requestOf(text))).node?.kind).toBe('Sequence');
  });

  test('an operation that the document does not have is unplannable', async () => {
    await expect(planner.plan(requestOf('query A { me { id } }', { operationName: 'B' }))).rejects.toThrow(
      UnplannableOperation,
    );
  });

  test('40 fragments in a chain on a cyclic field are planned: work does not double with each', async () => {
    const chain = Array.from({ length: 40 }, (_, n) => `fragment F${n} on User { id friend { ...F${n + 1} } }`);
    const text = `{ me { ...F0 } } ${chain.join(' ')} fragment F40 on User { cents }`;
    expect(await planned(planner, text)).toHaveLength(2);
  });
});

describe('schemas', () => {
  test('clients see what is theirs, and @defer', () => {
    const query = planner.apiSchema.getQueryType();
    expect(Object.keys(query?.getFields() ?? {}).sort()).toEqual(['cheap', 'me', 'pets']);
    expect(validate(planner.apiSchema, parse('{ me { ... @defer(if: false, label: "x") { id } } }'))).toEqual([]);
    expect(planner.apiSchema.getType('join__Graph')).toBeUndefined();
  });

  test('the supergraph’s has what clients do not see', () => {
    const query = planner.supergraphSchema.getType('Query');
    expect(isObjectType(query) && Object.keys(query.getFields())).toContain('secret');
  });
});

describe('a supergraph that cannot be planned over', () => {
  test.each([
    ['is no SDL', 'type {'],
    ['is no supergraph', 'type Query { a: Int }'],
  ])('%s', (_, text) => {
    expect(() => createPlanner(text)).toThrow(/./);
  });

  test('asks for what the planner does not do', () => {
    const supergraph = compose({ a: 'type Query { a: Int }' }).replace(
      'schema\n',
      'schema\n  @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)\n',
    );
    expect(() => createPlanner(supergraph)).toThrow(/authenticated/);
  });
});
