import { readdirSync, readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, type FragmentDefinitionNode, getIntrospectionQuery, Kind, parse } from 'graphql';
import { createCostModel } from '../limits/operation-cost.ts';

type Model = ReturnType<typeof createCostModel>;

const read = (file: string) => readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8');
const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

/** Composes one subgraph as a supergraph. @param imported what is linked of federation, a list's members */
function modelOf(schema: string, imported = '"@cost", "@listSize"'): Model {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", ${imported}])`;
  const typeDefs = parse(`${link} ${schema}`);
  const { supergraphSdl, schema: composed, errors } = composeServices([{ name: 'a', url: 'http://a', typeDefs }]);
  if (supergraphSdl === undefined || composed === undefined) throw new Error(String(errors));
  const api = composed.toAPISchema().toGraphQLJSSchema();
  return createCostModel(parse(supergraphSdl), api, { listSize: 10 });
}

function compile(model: Model, text: string) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of parse(text).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const operation = parse(text).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('no operation');
  return model(operation, fragments);
}

const agora = createCostModel(parse(read('supergraph.graphql')), buildSchema(read('api.graphql')), { listSize: 10 });

describe("the cost of this graph's operations", () => {
  const clientOperations = readdirSync(new URL('../../schema/operations/', import.meta.url))
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => [name, read(`operations/${name}`)] as const);

  it.each(clientOperations)('%s is far below 10,000 with the largest pages', (_name, text) => {
    expect(compile(agora, text)({ first: 100 })).toBeLessThan(500);
  });

  it('goes by the size of pages, for each product its reviews', () => {
    const reviews = (products: number, each: number) =>
      compile(agora, `{ products(first: ${products}) { nodes { reviews(first: ${each}) { nodes { id } } } } }`)({});
    expect(reviews(1, 1)).toBe(1 + 1 + 1 + 1);
    expect(reviews(100, 100)).toBe(1 + 100 * (1 + 1 + 100));
    const hundred = `{ ${times(100, (i) => `a${i}: products(first: 100) { nodes { reviews(first: 100) { nodes { id } } } }`)} }`;
    expect(compile(agora, hundred)({})).toBe(1_020_100);
  });

  it('heeds that hashing passwords is work', () => {
    expect(compile(agora, 'mutation { logout { __typename } }')({})).toBe(10 + 1);
    const logins = `mutation { ${times(50, (i) => `a${i}: login(input: {}) { __typename }`)} }`;
    expect(compile(agora, logins)({})).toBe(50 * 200);
  });

  it('is paid whole for introspection', () => {
    expect(compile(agora, getIntrospectionQuery())({})).toBe(1_000);
    expect(compile(agora, '{ __typename a: __type(name: "User") { name } b: __type(name: "Cart") { name } }')({})).toBe(
      2_000,
    );
  });
});

describe('pages without directives', () => {
  const model = modelOf(`
    type Query {
      page(first: Int = 20, last: Int): AConnection
      list(first: Int): [A]
      plain: [A!]!
      names: [String]
      one(first: Int): A
    }
    type AConnection { nodes: [A!]! edges: [AEdge!]! pageInfo: Page! tags: [A] }
    type AEdge { node: A! }
    type Page { more: Boolean }
    type A { id: ID! next: A }
  `);
  const cost = (text: string, variables = {}) => compile(model, text)(variables);

  it.each([
    ['{ page(first: 3) { nodes { id } } }', 1 + 3],
    ['{ page(first: 3) { edges { node { id } } } }', 1 + 3 * 2],
    ['{ page(last: 30) { nodes { id } } }', 1 + 30],
    ['{ page { nodes { id } } }', 1 + 20],
    ['{ page(first: null) { nodes { id } } }', 1 + 10],
    ['{ page(first: 0) { nodes { id } pageInfo { more } } }', 1 + 1],
    ['{ page(first: -5) { nodes { id } } }', 1],
    ['{ page(first: 3) { tags { id } } }', 1 + 10],
    ['{ list(first: 4) { id next { id } } }', 4 * 2],
    ['{ list { id } plain { id } names }', 10 + 10],
    ['{ one(first: 7) { id } }', 1],
  ])('%s costs %d', (text, points) => {
    expect(cost(text)).toBe(points);
  });

  it('take their size out of variables, else from defaults', () => {
    const text = 'query ($n: Int, $m: Int = 7) { page(first: $n) { nodes { id } } list(first: $m) { id } }';
    const compiled = compile(model, text);
    expect(compiled({ n: 50, m: 2 })).toBe(1 + 50 + 2);
    expect(compiled({ n: 5, m: 2 })).toBe(1 + 5 + 2);
    expect(compiled({})).toBe(1 + 20 + 7);
    expect(compiled({ n: null, m: null })).toBe(1 + 10 + 10);
    expect(compiled({ n: -1, m: 0 })).toBe(1);
  });

  it('multiply through fragments, with what the page says of its lists', () => {
    const text = `query ($n: Int!) { page(first: $n) { ...P ...P } }
      fragment P on AConnection { nodes { ...A } ... { edges { node { ...A } } } }
      fragment A on A { id next { next { id } } }`;
    expect(cost(text, { n: 4 })).toBe(1 + 2 * (4 * 3 + 4 * (1 + 3)));
  });

  it('never become more than a number can be', () => {
    const deep = `{ page(first: 2147483647) { nodes { ...F0 } } } ${times(60, (i) => `fragment F${i} on A { next { ...F${i + 1} } ...F${i + 1} ...F${i + 1} }`)} fragment F60 on A { id next { id } }`;
    expect(cost(deep)).toBe(1e15);
  });
});

describe('@cost and @listSize', () => {
  const schema = (prefix = '') => `
    type Query {
      a: A
      dear: A @${prefix}cost(weight: 5)
      search(text: String @${prefix}cost(weight: 3), filter: Filter, filters: [Filter!]): A
      some: [A] @${prefix}listSize(assumedSize: 4)
      sliced(head: Int, tail: Int): [A] @${prefix}listSize(assumedSize: 6, slicingArguments: ["head", "tail"])
      either(head: Int, tail: Int): [A] @${prefix}listSize(slicingArguments: ["head", "tail"], requireOneSlicingArgument: false)
      cursor(limit: Int = 2): Cursor @${prefix}listSize(slicingArguments: ["limit"], sizedFields: ["page"])
      scalar: Slow
      enum: E
    }
    type Mutation { cheap: A @${prefix}cost(weight: 1) usual: A }
    type Cursor { page: [A] other: [A] }
    type A @${prefix}cost(weight: 2) { id: ID! slow: Slow }
    input Filter { near: Int @${prefix}cost(weight: 7) and: [Filter!] free: Int }
    scalar Slow @${prefix}cost(weight: 11)
    enum E @${prefix}cost(weight: 1) { B }
  `;
  const model = modelOf(schema());
  const cost = (text: string, variables = {}) => compile(model, text)(variables);

  it.each([
    ['{ a { id } }', 2],
    ['{ dear { id } }', 5],
    ['{ a { slow } scalar enum }', 2 + 11 + 11 + 1],
    ['{ some { id } }', 4 * 2],
    ['{ sliced(head: 3) { id } }', 3 * 2],
    ['{ either(head: 3, tail: 5) { id } }', 5 * 2],
    ['{ either { id } }', 10 * 2],
    ['{ cursor { page { id } other { id } } }', 1 + 2 * 2 + 10 * 2],
    ['mutation { cheap { id } }', 1],
    ['mutation { usual { id } }', 10 + 2],
    ['{ search { id } }', 2],
    ['{ search(text: "a") { id } }', 2 + 3],
    ['{ search(text: null) { id } }', 2],
    ['{ search(filter: {near: 1, and: [{near: 2}, {near: 3, free: 1}]}) { id } }', 2 + 3 * 7],
  ])('%s costs %d', (text, points) => {
    expect(cost(text)).toBe(points);
  });

  it('weigh inputs out of variables, inside literals too', () => {
    const whole = 'query ($filters: [Filter!]) { search(filters: $filters) { id } }';
    expect(cost(whole, { filters: [{ near: 1 }, { and: [{ near: 1 }] }, {}] })).toBe(2 + 2 * 7);
    expect(cost(whole)).toBe(2);
    const inside = 'query ($near: Int, $filter: Filter!) { search(filter: {near: $near, and: [$filter]}) { id } }';
    expect(cost(inside, { near: 1, filter: { near: 1 } })).toBe(2 + 2 * 7);
    expect(cost(inside, { filter: {} })).toBe(2);
  });

  it('want exactly one slicing argument where they say so', () => {
    for (const text of ['{ sliced { id } }', '{ sliced(head: 1, tail: 1) { id } }']) {
      expect(() => cost(text)).toThrow('Field "sliced" wants exactly one of: head, tail.');
    }
    expect(cost('query ($tail: Int) { sliced(tail: $tail) { id } }', { tail: 9 })).toBe(18);
  });

  it.each([
    ['under their full names', 'federation__', '"@tag"'],
    ['imported under other names', 'the', '{name: "@cost", as: "@thecost"}, {name: "@listSize", as: "@thelistSize"}'],
  ])('are read %s', (_how, prefix, imported) => {
    const renamed = modelOf(schema(prefix), imported);
    expect(compile(renamed, '{ dear { id } sliced(head: 3) { id } }')({})).toBe(5 + 6);
  });

  it('are read by the prefix of their link where they are not imported', () => {
    const sdl = (cost: string) => `type Query { a: [A] ${cost} } type A { id: ID! }`;
    const link = 'schema @link(url: "https://specs.apollo.dev/cost/v0.1", as: "price") { query: Query }';
    const supergraph = parse(`${link} ${sdl('@price__listSize(assumedSize: 3) @price(weight: 4) @cost(weight: 50)')}`);
    expect(compile(createCostModel(supergraph, buildSchema(sdl('')), { listSize: 10 }), '{ a { id } }')({})).toBe(12);
  });

  it('are read where only one is imported', () => {
    const costly = modelOf(
      'type Query { a: [A] @listSize(assumedSize: 3) @federation__cost(weight: 4) } type A { id: ID! }',
      '"@listSize"',
    );
    expect(compile(costly, '{ a { id } }')({})).toBe(12);
  });
});

describe('interfaces and unions', () => {
  const model = modelOf(`
    type Query { node: Node any: Any pair: Pair nodes(first: Int): [Node] }
    interface Node { id: ID! child: Node }
    interface Named { name: String owner: A }
    interface Extra { extra: A }
    union Pair = A | B
    type A implements Node & Named { id: ID! child: A @cost(weight: 2) name: String owner: A list: [A] @listSize(assumedSize: 3) }
    type B implements Node & Extra @cost(weight: 5) { id: ID! child: B @cost(weight: 8) other: A extra: A }
    type C implements Named & Extra { name: String owner: A extra: A }
    union Any = A | B | C
  `);
  const cost = (text: string) => compile(model, text)({});

  it.each([
    ['the most that one of the types costs', '{ node { id } }', 5],
    ['a field, the most of what it costs on one of them', '{ node { child { id } } }', 5 + 8],
    ['only the dearest branch', '{ node { ... on A { list { id } } ... on B { other { id } } } }', 5 + 3],
    ['what is shared beside the dearest branch', '{ node { child { id } ... on A { list { id } } } }', 5 + 8 + 3],
    [
      'branches of one type together',
      '{ any { ... on A { list { id } } ... on Named { owner { id } } ... on C { owner { id } } } }',
      5 + 3 + 1,
    ],
    [
      'fragments by the type they stand on',
      '{ node { ... on B { ...N } } } fragment N on Node { child { id } }',
      5 + 8,
    ],
    [
      'branches that only a type outside takes together, apart',
      '{ pair { ... on Named { owner { id } } ... on Extra { extra { id } } } }',
      5 + 1,
    ],
    ['nothing for types that cannot be met', '{ node { ... on A { ... on Node { child { id } } } } }', 5 + 2],
  ])('%s', (_what, text, points) => {
    expect(cost(text)).toBe(points);
  });
});
