import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import type * as GraphQLShield from 'graphql-shield';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { forbidden, unauthenticated } from '#platform/subgraph/errors.ts';
import { allow, deny, type RuleTree, registered, signedIn, staff } from '#platform/subgraph/shield.ts';
import { createFixtureGraph } from './fixture-graph.ts';

const { rule } = createRequire(import.meta.url)('graphql-shield') as typeof GraphQLShield;

const OPERATIONS = 100;

const typeDefs = `
  interface Node { id: ID! next: Node }
  type Query { a: A b: B! nodes: [Node!] any: [Any] mustAny: [Any!]! one(n: Int = 1): A }
  type A implements Node { id: ID! next: Node a: A as: [A!] b: B! n(n: Int): Int! secret: String must: String! }
  type B implements Node { id: ID! next: A! a: A! bs: [[B!]]! n(n: Int): Int secret: String }
  type C { a: A n(n: Int): Int any: Any! }
  union Any = A | B | C
`;
const a = { __typename: 'A', id: 'a1', n: 1, secret: 'sa', must: 'ma' };
const b = { __typename: 'B', id: 'b1', n: 2, secret: 'sb' };
const c = { __typename: 'C', n: 3 };
const resolvers = {
  Query: {
    a: () => a,
    b: () => b,
    nodes: () => [a, b],
    any: () => [a, null, b, c],
    mustAny: () => [c, a],
    one: () => a,
  },
  A: { next: () => b, a: () => a, as: () => [a, a], b: () => b },
  B: { next: () => a, a: () => a, bs: () => [[b], null, [b, b]] },
  C: { a: () => a, any: () => b },
};

const small = rule('small', { cache: 'no_cache' })((_parent, { n }) => n === 1);
const rules: RuleTree = {
  Query: { '*': allow, b: signedIn, one: small },
  A: { '*': allow, secret: staff, must: signedIn, n: small, as: registered },
  B: { '*': allow, id: staff, a: registered, secret: deny },
  C: { '*': allow, a: staff, n: small },
};

const customer: Viewer = {
  kind: 'user',
  id: '01900000-0000-7000-8000-00000000000a',
  roles: ['CUSTOMER'],
  sessionId: '01900000-0000-7000-8000-00000000000b',
};
const viewers: readonly Viewer[] = [guest, { ...customer, roles: [] }, customer, { ...customer, roles: ['STAFF'] }];

/** The rules once more, without graphql-shield. */
const refusesTo = (viewer: Viewer) => {
  const refusal = viewer.kind === 'guest' ? unauthenticated : forbidden;
  const isStaff = viewer.kind === 'user' && viewer.roles.includes('STAFF');
  return ({ name }: { name: string }, field: string, args: Record<string, unknown>) => {
    const decides = rules[name]?.[field] ?? rules[name]?.['*'];
    if (decides === signedIn) return viewer.kind === 'guest' ? refusal() : undefined;
    if (decides === registered) return viewer.kind === 'user' && viewer.roles.length > 0 ? undefined : refusal();
    if (decides === staff) return isStaff ? undefined : refusal();
    if (decides === small) return args['n'] === 1 ? undefined : forbidden();
    return decides === allow ? undefined : forbidden();
  };
};

/** Mulberry32: the same numbers in [0, 1) for the same seed. */
function randomNumbers(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FIELDS: Record<string, readonly [field: string, type: string | undefined][]> = {
  Query: [
    ['a', 'A'],
    ['b', 'B'],
    ['nodes', 'Node'],
    ['any', 'Any'],
    ['mustAny', 'Any'],
    ['one', 'A'],
  ],
  Node: [
    ['id', undefined],
    ['next', 'Node'],
  ],
  A: [
    ['id', undefined],
    ['next', 'Node'],
    ['a', 'A'],
    ['as', 'A'],
    ['b', 'B'],
    ['n', undefined],
    ['secret', undefined],
    ['must', undefined],
  ],
  B: [
    ['id', undefined],
    ['next', 'A'],
    ['a', 'A'],
    ['bs', 'B'],
    ['n', undefined],
    ['secret', undefined],
  ],
  C: [
    ['a', 'A'],
    ['n', undefined],
    ['any', 'Any'],
  ],
  Any: [],
};
const NARROWER: Record<string, readonly string[]> = {
  Node: ['A', 'B', 'Node'],
  Any: ['A', 'B', 'C', 'Node'],
  A: ['A', 'Node'],
};

const CONDITIONS = [
  ' @include(if: $t)',
  ' @skip(if: $f)',
  ' @include(if: $f)',
  ' @skip(if: true)',
  ' @skip(if: $f) @include(if: $t)',
];

/** A random operation; half of its fields have an alias of their own, so that few of them conflict. */
function randomOperation(random: () => number): string {
  const pick = <Member>(members: readonly Member[]) => members[Math.floor(random() * members.length)] as Member;
  const fragments: string[] = [];
  let aliases = 0;
  const condition = () => (random() < 0.25 ? pick(CONDITIONS) : '');

  function set(type: string, depth: number): string {
    return `{ ${Array.from({ length: 1 + Math.floor(random() * 3) }, () => selection(type, depth)).join(' ')} }`;
  }

  function selection(type: string, depth: number): string {
    const kind = random();
    if (kind < 0.3 && depth > 0) {
      const to = pick(NARROWER[type] ?? [type]);
      const body = `on ${to} ${set(to, depth - 1)}`;
      if (kind < 0.15) return `... on ${to}${condition()} ${body.slice(body.indexOf('{'))}`;
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} ${body}`);
      return `...${name}${condition()}`;
    }
    const fields = (FIELDS[type] ?? []).filter(([, below]) => below === undefined || depth > 0);
    if (fields.length === 0 || kind > 0.95) return '__typename';
    const [field, below] = pick(fields);
    const args = field === 'n' || field === 'one' ? pick(['', '(n: 1)', '(n: $n)', '(n: 2)']) : '';
    aliases += 1;
    const alias = args !== '' || random() < 0.5 ? `x${aliases}: ` : '';
    return `${alias}${field}${args}${condition()}${below === undefined ? '' : ` ${set(below, depth - 1)}`}`;
  }

  return [`query ($t: Boolean = true, $f: Boolean!, $n: Int) ${set('Query', 4)} `, ...fragments].join('\n');
}

it(`answers as if every resolver had asked first (${OPERATIONS} random operations)`, async () => {
  const graph = createFixtureGraph(typeDefs, resolvers, rules);
  let compared = 0;
  let losing = 0;
  // Seeds, so that an operation that fails can be made again.
  for (let seed = 1; compared < OPERATIONS; seed += 1) {
    const random = randomNumbers(seed);
    const query = randomOperation(random);
    const variables = { f: random() < 0.3, n: random() < 0.5 ? 1 : 2 };
    try {
      graph.prepare(query, variables);
    } catch {
      // Two fields of one name that cannot be merged.
      continue;
    }
    for (const viewer of viewers) {
      const refuses = refusesTo(viewer);
      const expected = await graph.oracle(query, variables, refuses);
      const answer = await graph.ask(query, variables, viewer, refuses);
      const where = `seed ${seed}, ${viewer.kind}: ${query}`;
      expect({ where, ...answer }).toEqual({ where, ...expected });
      if (answer.errors !== undefined) losing += 1;
    }
    compared += 1;
  }
  expect(losing).toBeGreaterThan(OPERATIONS / 2);
});
