import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Viewer } from '#platform/security/viewer.ts';
import { allow, type RuleTree, signedIn, staff } from '#platform/subgraph/shield.ts';
import { startFixtureGraph } from './fixture-graph.ts';
import { type FixtureSubgraph, startFixtureSubgraph } from './fixture-subgraph.ts';

const calls: string[] = [];
const called = <Value>(name: string, value: Value) => {
  calls.push(name);
  return value;
};

const people = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { me: Person  stats: Int!  animals: [Animal!]!  things: [Thing]  person(id: ID!): Person }
  type Mutation { rename(name: String!): Person  promote(id: ID!): Person  adopt: Animal }
  interface Animal { id: ID! name: String }
  type Cat implements Animal { id: ID! name: String lives: Int! secret: String }
  type Dog implements Animal { id: ID! name: String chip: String! }
  union Thing = Cat | Dog | Person
  type Person @key(fields: "id") { id: ID! name: String! salary: Int code: Int! friend: Person }
`;
const ann = { __typename: 'Person', id: 'p1', name: 'Ann', salary: 10, code: 7 };
const cat = { __typename: 'Cat', id: 'c1', name: 'Tom', lives: 9, secret: 'mouse' };
const dog = { __typename: 'Dog', id: 'd1', name: 'Rex', chip: 'x1' };

const sales = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { sales: [Sale!] }
  type Sale @key(fields: "id") { id: ID! total: Int! buyer: Person note: String }
  type Person @key(fields: "id") { id: ID! sales: [Sale!] }
`;
const sale = { id: 's1', total: 5, buyer: { id: 'p1' }, note: 'hidden' };

const rules: RuleTree = {
  Query: { me: allow, stats: staff, animals: allow, things: allow, person: allow, sales: allow },
  Mutation: { rename: allow, promote: staff, adopt: allow },
  Person: { '*': allow, salary: staff, code: staff },
  Cat: { '*': allow, name: staff, secret: signedIn },
  Dog: { '*': allow },
  Sale: { '*': allow, note: staff },
};

const boss: Viewer = {
  kind: 'user',
  id: '01900000-0000-7000-8000-00000000000a',
  roles: ['STAFF'],
  sessionId: '01900000-0000-7000-8000-00000000000b',
};
const customer: Viewer = { ...boss, roles: ['CUSTOMER'] };

let subgraphs: FixtureSubgraph[];
let graph: Awaited<ReturnType<typeof startFixtureGraph>>;
beforeAll(async () => {
  subgraphs = await Promise.all([
    startFixtureSubgraph('people', people, {
      Query: {
        me: () => called('me', ann),
        stats: () => called('stats', 42),
        animals: () => called('animals', [cat, dog]),
        things: () => called('things', [cat, dog, ann]),
        person: () => called('person', ann),
      },
      Mutation: { rename: () => called('rename', ann), promote: () => called('promote', ann), adopt: () => dog },
      Person: {
        __resolveReference: () => ann,
        salary: () => called('salary', 10),
        code: () => called('code', 7),
        friend: () => ann,
      },
      Cat: { name: () => called('Cat.name', 'Tom'), secret: () => called('Cat.secret', 'mouse') },
    }),
    startFixtureSubgraph('sales', sales, {
      Query: { sales: () => [sale] },
      Sale: { __resolveReference: () => sale, note: () => called('note', 'hidden') },
      Person: { __resolveReference: (person: unknown) => person, sales: () => [sale] },
    }),
  ]);
  graph = await startFixtureGraph(subgraphs, rules);
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  for (const subgraph of subgraphs) await subgraph[Symbol.asyncDispose]();
});
beforeEach(() => {
  calls.length = 0;
});

const denied = (path: (string | number)[], code = 'UNAUTHENTICATED') =>
  expect.objectContaining({ path, extensions: { code } });

describe('a query', () => {
  it('loses its denied fields, which are not asked for', async () => {
    const { data, errors } = await graph.ask('{ me { id n: name s: salary } }');
    expect(data).toEqual({ me: { id: 'p1', n: 'Ann', s: null } });
    expect(errors).toEqual([denied(['me', 's'])]);
    expect(calls).toEqual(['me']);
  });

  it('tells who is signed in that it is forbidden', async () => {
    const { errors } = await graph.ask('{ me { salary } }', {}, customer);
    expect(errors).toEqual([denied(['me', 'salary'], 'FORBIDDEN')]);
  });

  it('is answered whole to those who may', async () => {
    const { data, errors } = await graph.ask('{ stats me { salary code sales { note } } }', {}, boss);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ stats: 42, me: { salary: 10, code: 7, sales: [{ note: 'hidden' }] } });
  });

  it('finds denied fields in fragments, under aliases and behind other subgraphs', async () => {
    const { data, errors } = await graph.ask(`
      fragment P on Person { pay: salary sales { ...S } }
      fragment S on Sale { id n: note buyer { ... on Person { salary } } }
      { me { ...P } }`);
    expect(data).toEqual({ me: { pay: null, sales: [{ id: 's1', n: null, buyer: { salary: null } }] } });
    expect(errors).toEqual([
      denied(['me', 'pay']),
      denied(['me', 'sales', 0, 'n']),
      denied(['me', 'sales', 0, 'buyer', 'salary']),
    ]);
    expect(calls).toEqual(['me']);
  });

  it('lets null go up where none may be, as the specification has it', async () => {
    expect(await graph.ask('{ me { id code } }')).toEqual({ data: { me: null }, errors: [denied(['me', 'code'])] });
    expect(await graph.ask('{ stats me { id } }')).toEqual({ data: null, errors: [denied(['stats'])] });
    const nested = await graph.ask('{ me { id friend { code } } }');
    expect(nested).toEqual({ data: { me: { id: 'p1', friend: null } }, errors: [denied(['me', 'friend', 'code'])] });
  });

  it('heeds @skip and @include, with defaults', async () => {
    const query = 'query Q($with: Boolean = false) { me { id salary @include(if: $with) code @skip(if: true) } }';
    expect(await graph.ask(query)).toEqual({ data: { me: { id: 'p1' } } });
    const included = await graph.ask(query, { with: true });
    expect(included).toEqual({ data: { me: { id: 'p1', salary: null } }, errors: [denied(['me', 'salary'])] });
    expect(calls).not.toContain('salary');
  });

  it('asks for every concrete type behind an interface', async () => {
    const { data, errors } = await graph.ask('{ animals { id name } }');
    expect(data).toEqual({
      animals: [
        { id: 'c1', name: null },
        { id: 'd1', name: 'Rex' },
      ],
    });
    expect(errors).toEqual([denied(['animals', 0, 'name'])]);
    expect(calls).toEqual(['animals']);
  });

  it('asks for every member of a union', async () => {
    const { data, errors } = await graph.ask(`{ things {
      __typename ... on Animal { name } ... on Cat { secret lives } ... on Person { salary name } } }`);
    expect(data).toEqual({
      things: [
        { __typename: 'Cat', name: null, secret: null, lives: 9 },
        { __typename: 'Dog', name: 'Rex' },
        { __typename: 'Person', salary: null, name: 'Ann' },
      ],
    });
    expect(errors).toHaveLength(3);
    expect(calls).toEqual(['things']);
  });

  it('is answered without asking anybody when nothing is left of it', async () => {
    const before = subgraphs.map(({ contexts }) => contexts.length);
    const answer = await graph.ask('{ person(id: "1") { salary } }');
    expect(answer).toEqual({ data: { person: { salary: null } }, errors: [denied(['person', 'salary'])] });
    const { data } = await graph.ask('{ stats }');
    expect(data).toBeNull();
    expect(calls).toEqual(['person']);
    expect(subgraphs.map(({ contexts }) => contexts.length)).toEqual([(before[0] ?? 0) + 1, before[1]]);
  });

  it('may ask about the schema', async () => {
    const { data, errors } = await graph.ask(
      '{ __schema { queryType { name } } stats @include(if: false) __typename }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } }, __typename: 'Query' });
  });

  it('is refused with variables of the wrong type', async () => {
    const { data, errors } = await graph.ask('query Q($id: ID!) { person(id: $id) { id } }');
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('is refused when fragments multiply its fields', async () => {
    const levels = Array.from({ length: 20 }, (_, level) => level);
    const fragments = levels.map(
      (n) => `fragment F${n} on Person { a: friend { ...F${n + 1} } b: friend { ...F${n + 1} } }`,
    );
    const answer = await graph.ask(`{ me { ...F0 } } ${fragments.join(' ')} fragment F20 on Person { id }`);
    expect(answer).toEqual({
      errors: [expect.objectContaining({ message: 'The operation has more than 3000 fields.' })],
    });
  });
});

describe('a mutation', () => {
  it('with one denied field is refused whole, before anything runs', async () => {
    const { data, errors } = await graph.ask('mutation { rename(name: "z") { name } promote(id: "p1") { name } }');
    expect(data).toBeNull();
    expect(errors).toEqual([denied(['promote'])]);
    expect(await graph.ask('mutation { rename(name: "z") { name salary } }')).toEqual({
      data: null,
      errors: [denied(['rename', 'salary'])],
    });
    expect(calls).toEqual([]);
  });

  it('is judged by the types that a fragment narrows to, since it is not known which will come', async () => {
    expect(await graph.ask('mutation { adopt { ... on Dog { name } } }')).toEqual({ data: { adopt: { name: 'Rex' } } });
    expect(await graph.ask('mutation { adopt { name } }')).toEqual({ data: null, errors: [denied(['adopt', 'name'])] });
  });

  it('runs when everything in it is allowed', async () => {
    const { data } = await graph.ask('mutation { rename(name: "z") { name } promote(id: "p1") { id } }', {}, boss);
    expect(data).toEqual({ rename: { name: 'Ann' }, promote: { id: 'p1' } });
    expect(calls).toEqual(['rename', 'promote']);
  });
});
