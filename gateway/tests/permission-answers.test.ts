import { beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import type { Viewer } from '#platform/security/viewer.ts';
import { allow, type RuleTree, signedIn, staff } from '#platform/subgraph/shield.ts';
import { createFixtureGraph } from './fixture-graph.ts';

const typeDefs = `
  type Query { me: Person stats: Int! animals: [Animal!]! things: [Thing] person(id: ID!): Person }
  type Mutation { rename(name: String!): Person promote(id: ID!): Person adopt: Animal }
  interface Animal { id: ID! name: String }
  type Cat implements Animal { id: ID! name: String lives: Int! secret: String }
  type Dog implements Animal { id: ID! name: String chip: String! }
  union Thing = Cat | Dog | Person
  type Person { id: ID! name: String! salary: Int code: Int! friend: Person sales: [Sale!] nick: String }
  type Sale { id: ID! total: Int! buyer: Person note: String }
`;
const ann = { __typename: 'Person', id: 'p1', name: 'Ann', salary: 10, code: 7 };
const cat = { __typename: 'Cat', id: 'c1', name: 'Tom', lives: 9, secret: 'mouse' };
const dog = { __typename: 'Dog', id: 'd1', name: 'Rex', chip: 'x1' };
const sale = { id: 's1', total: 5, buyer: ann, note: 'hidden' };

const rules: RuleTree = {
  Query: { me: allow, stats: staff, animals: allow, things: allow, person: allow },
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

const graph = createFixtureGraph(
  typeDefs,
  {
    Query: {
      me: () => ann,
      stats: () => 42,
      animals: () => [cat, dog],
      things: () => [cat, dog, ann],
      person: () => ann,
    },
    Mutation: { rename: () => ann, promote: () => ann, adopt: () => dog },
    Person: {
      friend: () => ann,
      sales: () => [sale],
      nick: () => {
        throw new Error('no nick');
      },
    },
  },
  rules,
);
const { resolved } = graph;
beforeEach(() => {
  resolved.length = 0;
});

const denied = (path: (string | number)[], code = 'UNAUTHENTICATED') =>
  expect.objectContaining({ path, extensions: { code } });

describe('a query', () => {
  it('loses its denied fields, which are not asked for', async () => {
    const { data, errors } = await graph.ask('{ me { id n: name s: salary } }');
    expect(data).toEqual({ me: { id: 'p1', n: 'Ann', s: null } });
    expect(errors).toEqual([denied(['me', 's'])]);
    expect(resolved).toEqual(['Query.me', 'Person.id', 'Person.name']);
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

  it('finds denied fields in fragments, under aliases and in lists', async () => {
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
    expect(resolved).toEqual(['Query.me', 'Person.sales', 'Sale.id', 'Sale.buyer']);
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
    expect(resolved).not.toContain('Person.salary');
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
    expect(resolved).not.toContain('Cat.name');
  });

  it('asks for every member of a union', async () => {
    const { data, errors } = await graph.ask(`{ things {
      __typename ... on Animal { name } ... on Cat { secret lives } ... on Person { salary id } } }`);
    expect(data).toEqual({
      things: [
        { __typename: 'Cat', name: null, secret: null, lives: 9 },
        { __typename: 'Dog', name: 'Rex' },
        { __typename: 'Person', salary: null, id: 'p1' },
      ],
    });
    expect(errors).toHaveLength(3);
    expect(resolved.toSorted()).toEqual(['Query.things', 'Cat.lives', 'Dog.name', 'Person.id'].toSorted());
  });

  it('is answered without asking anybody when nothing is left of it', async () => {
    const answer = await graph.ask('{ person(id: "1") { salary } }');
    expect(answer).toEqual({ data: { person: { salary: null } }, errors: [denied(['person', 'salary'])] });
    expect(resolved).toEqual(['Query.person']);
    const { data } = await graph.ask('{ stats }');
    expect(data).toBeNull();
    expect(resolved).toEqual(['Query.person']);
  });

  it('may ask about the schema', async () => {
    const { data, errors } = await graph.ask(
      '{ __schema { queryType { name } } stats @include(if: false) __typename }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } }, __typename: 'Query' });
  });

  it('keeps the errors of what ran', async () => {
    expect(await graph.ask('{ me { salary nick } }')).toEqual({
      data: { me: { salary: null, nick: null } },
      errors: [expect.objectContaining({ message: 'no nick', path: ['me', 'nick'] }), denied(['me', 'salary'])],
    });
  });

  it('may name its fields like anything', async () => {
    const { data } = await graph.ask(`{ constructor: me { toString: name hasOwnProperty: salary data: id }
      animals { agora__typename: id agora__typename_: name } }`);
    expect(data).toEqual({
      constructor: { toString: 'Ann', hasOwnProperty: null, data: 'p1' },
      animals: [
        { agora__typename: 'c1', agora__typename_: null },
        { agora__typename: 'd1', agora__typename_: 'Rex' },
      ],
    });
  });

  it('is refused when fragments multiply its fields, in linear time', () => {
    const levels = Array.from({ length: 20 }, (_, level) => level);
    const doubling = (...names: string[]) =>
      levels.map((n) => `fragment F${n} on Person { ${names.map((name) => `${name} { ...F${n + 1} }`).join(' ')} }`);
    const doubled = doubling('a: friend', 'b: friend').join(' ');
    const operation = parse(`{ me { ...F0 } } ${doubled} fragment F20 on Person { __typename }`);
    const [first] = operation.definitions;
    if (first?.kind !== 'OperationDefinition') throw new Error('no operation');
    expect(() => graph.permissions.compile(operation, first)).toThrow('The operation has more than 3000 fields.');
    const spread = levels.map((n) => `fragment F${n} on Person { ...F${n + 1} ... on Person { ...F${n + 1} } }`);
    const flat = parse(`{ me { ...F0 } } ${spread.join(' ')} fragment F20 on Person { __typename }`);
    const [second] = flat.definitions;
    if (second?.kind !== 'OperationDefinition') throw new Error('no operation');
    expect(() => graph.permissions.compile(flat, second)).toThrow(
      expect.objectContaining({ extensions: { code: 'TOO_MANY_FIELDS' } }),
    );
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
    expect(resolved).toEqual([]);
  });

  it('is judged by the types that a fragment narrows to, since it is not known which will come', async () => {
    expect(await graph.ask('mutation { adopt { ... on Dog { name } } }')).toEqual({ data: { adopt: { name: 'Rex' } } });
    expect(await graph.ask('mutation { adopt { name } }')).toEqual({ data: null, errors: [denied(['adopt', 'name'])] });
  });

  it('runs when everything in it is allowed', async () => {
    const { data } = await graph.ask('mutation { rename(name: "z") { name } promote(id: "p1") { id } }', {}, boss);
    expect(data).toEqual({ rename: { name: 'Ann' }, promote: { id: 'p1' } });
    expect(resolved.filter((field) => field.startsWith('Mutation'))).toEqual(['Mutation.rename', 'Mutation.promote']);
  });
});
