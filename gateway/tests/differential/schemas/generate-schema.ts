import type { SchemaSource } from '../graph.ts';
import { createRandom, type Random } from '../random.ts';

/** A type of one subgraph while it is being put together. */
interface TypeDraft {
  head: string;
  fields: Map<string, string>;
}

const LEAVES = ['Int', 'Float', 'String', 'Boolean', 'ID', 'Color', 'Blob'];

/** What all subgraphs define alike. */
const SHARED = `
scalar Blob
enum Color { RED GREEN BLUE }
input Point { x: Int! = 1, y: Float, tags: [String!] = ["t"], color: Color = GREEN, next: Point }
`;

const ARGUMENTS = [
  '',
  '',
  '',
  '(first: Int = 3)',
  '(text: String)',
  '(at: Point)',
  '(at: Point! , color: Color = RED)',
  '(ids: [ID!])',
  '(blob: Blob, on: Boolean! = true)',
  '(grid: [[Int]!])',
];

/** Puts lists and non-null round a type at random. */
function wrapped(random: Random, type: string): string {
  const strict = () => (random.chance(0.3) ? '!' : '');
  const kind = random.below(10);
  if (kind < 6) return `${type}${strict()}`;
  if (kind < 9) return `[${type}${strict()}]${strict()}`;
  return `[[${type}${strict()}]${strict()}]${strict()}`;
}

/**
 * Draws a federated schema: entities that several subgraphs hold parts of, with everything that directives can do to their
 * fields. All subgraphs have the key `id`, so that it is known what a broken one costs.
 */
export function generateSchema(seed: string): SchemaSource {
  const random = createRandom(`schema ${seed}`);
  const names = ['alpha', 'beta', 'gamma', 'delta'].slice(0, 2 + random.below(3));
  const drafts = new Map(names.map((name) => [name, new Map<string, TypeDraft>()]));
  const draft = (subgraph: string, type: string, head: string): TypeDraft => {
    const types = drafts.get(subgraph) ?? new Map<string, TypeDraft>();
    const known = types.get(type) ?? { head, fields: new Map<string, string>() };
    types.set(type, known);
    return known;
  };

  // Entities. The first one is known to all.
  const entities = ['Author', 'Book', 'Shop', 'Ticket'].slice(0, 2 + random.below(3));
  const known = new Map<string, string[]>();
  for (const [index, entity] of entities.entries()) {
    const some = index === 0 ? names : random.shuffled(names).slice(0, Math.max(2, random.below(names.length + 1)));
    known.set(entity, [...some].sort());
  }
  const secondKeys = new Map(
    entities.map((entity) => [entity, random.pick(['', '', 'sku', 'org { code }', 'region serial'])]),
  );
  const withInterface = random.chance(0.7);
  const implementers = withInterface ? entities.filter(() => random.chance(0.7)) : [];
  const unionMembers = entities.filter(() => random.chance(0.6));

  const knows = (subgraph: string, entity: string) => known.get(entity)?.includes(subgraph) === true;
  const implementersIn = (subgraph: string) => implementers.filter((entity) => knows(subgraph, entity));
  const membersIn = (subgraph: string) => [...unionMembers.filter((entity) => knows(subgraph, entity)), 'Address'];

  /** A named type that all of the subgraphs have. */
  function namedType(subgraphs: readonly string[]): string {
    if (random.chance(0.5)) return random.pick(LEAVES);
    const choices = [
      ...entities.filter((entity) => subgraphs.every((subgraph) => knows(subgraph, entity))),
      'Address',
      ...(unionMembers.length > 0 && subgraphs.length === 1 ? ['Anything'] : []),
      ...(subgraphs.length === 1 && implementersIn(subgraphs[0] ?? '').length > 0 ? ['Named'] : []),
    ];
    return random.pick(choices);
  }

  for (const subgraph of names) {
    const address = draft(subgraph, 'Address', 'type Address @shareable');
    address.fields.set('street', 'street(upper: Boolean = false): String');
    address.fields.set('number', 'number: Int!');
    address.fields.set('owner', 'owner: Author');
    address.fields.set('within', 'within: Address');
  }

  for (const entity of entities) {
    const subgraphs = known.get(entity) ?? [];
    const second = secondKeys.get(entity) ?? '';
    for (const subgraph of subgraphs) {
      const isImplementer = implementers.includes(entity);
      const both = second !== '' && random.chance(0.7);
      const type = draft(
        subgraph,
        entity,
        `type ${entity}${isImplementer ? ' implements Named' : ''} @key(fields: "id")${both ? ` @key(fields: "${second}")` : ''}`,
      );
      type.fields.set('id', 'id: ID!');
      if (both) {
        if (second === 'sku') type.fields.set('sku', 'sku: String!');
        if (second === 'region serial') {
          type.fields.set('region', 'region: ID!');
          type.fields.set('serial', 'serial: Int!');
        }
        if (second === 'org { code }') {
          type.fields.set('org', 'org: Org!');
          draft(subgraph, 'Org', 'type Org @shareable').fields.set('code', 'code: ID!');
        }
      }
      if (isImplementer) type.fields.set('label', 'label(short: Boolean): String @shareable');
    }
    const count = 3 + random.below(4);
    for (let index = 0; index < count; index += 1) addField(entity, `f${index}`, subgraphs);
  }

  function addField(entity: string, name: string, subgraphs: readonly string[]): void {
    const [first, second] = random.shuffled(subgraphs);
    if (first === undefined || second === undefined) return;
    const fieldsIn = (subgraph: string) => draft(subgraph, entity, '').fields;
    const args = random.pick(ARGUMENTS);
    switch (random.below(14)) {
      case 0:
      case 1: {
        // Both have it.
        const type = `${name}${args}: ${wrapped(random, namedType([first, second]))} @shareable`;
        fieldsIn(first).set(name, type);
        fieldsIn(second).set(name, type);
        return;
      }
      case 2:
      case 3: {
        // The second computes from what the first has.
        const leaf = random.pick(['Int', 'String', 'Float', 'Color']);
        const strict = random.chance(0.4) ? '!' : '';
        fieldsIn(first).set(`${name}Base`, `${name}Base: ${leaf}${strict}`);
        fieldsIn(second).set(`${name}Base`, `${name}Base: ${leaf}${strict} @external`);
        fieldsIn(second).set(
          name,
          `${name}${args}: ${wrapped(random, namedType([second]))} @requires(fields: "${name}Base")`,
        );
        return;
      }
      case 4: {
        // … with arguments; clients may ask for it with others.
        fieldsIn(first).set(`${name}Rate`, `${name}Rate(color: Color, n: Int = 2): Float`);
        fieldsIn(second).set(`${name}Rate`, `${name}Rate(color: Color, n: Int = 2): Float @external`);
        fieldsIn(second).set(name, `${name}: String @requires(fields: "${name}Rate(color: BLUE)")`);
        return;
      }
      case 5: {
        // … from below an object.
        fieldsIn(first).set(`${name}Place`, `${name}Place: Address @shareable`);
        fieldsIn(second).set(`${name}Place`, `${name}Place: Address @external`);
        fieldsIn(second).set(name, `${name}: Int @requires(fields: "${name}Place { number street(upper: true) }")`);
        return;
      }
      case 6:
      case 7: {
        // It has moved, or is moving.
        const type = `${name}${args}: ${wrapped(random, random.pick(LEAVES))}`;
        const label = random.pick(['', '', ', label: "moving"', ', label: "percent(0)"', ', label: "percent(100)"']);
        fieldsIn(first).set(name, type);
        fieldsIn(second).set(name, `${type} @override(from: "${first}"${label})`);
        return;
      }
      case 8:
        fieldsIn(first).set(name, `${name}${args}: ${wrapped(random, random.pick(LEAVES))} @inaccessible`);
        return;
      default:
        fieldsIn(first).set(name, `${name}${args}: ${wrapped(random, namedType([first]))}`);
    }
  }

  for (const subgraph of names) {
    const query = draft(subgraph, 'Query', 'type Query').fields;
    for (let index = 0; index < 3; index += 1) {
      const name = `${subgraph}${index}`;
      query.set(name, `${name}${random.pick(ARGUMENTS)}: ${wrapped(random, namedType([subgraph]))}`);
    }
    const entity = random.pick(entities.filter((one) => knows(subgraph, one)));
    query.set(`${subgraph}All`, `${subgraph}All: [${entity}${random.chance(0.5) ? '!' : ''}]`);
    query.set('everyone', 'everyone(at: Point): Author @shareable');
    const change = `Change${subgraph}`;
    const changed = draft(subgraph, change, `type ${change}`).fields;
    changed.set('seq', 'seq: Int!');
    changed.set('on', `on: ${random.pick([entity, 'Address', 'String'])}`);
    const mutation = draft(subgraph, 'Mutation', 'type Mutation').fields;
    mutation.set(`${subgraph}Do`, `${subgraph}Do(at: Point!, n: Int = 1): ${change}${random.chance(0.3) ? '!' : ''}`);
    mutation.set(`${subgraph}Undo`, `${subgraph}Undo(ids: [ID!]): ${change}`);
  }

  const subgraphs = Object.fromEntries(
    [...drafts].map(([subgraph, types]) => {
      const named =
        implementersIn(subgraph).length > 0 ? ['interface Named { id: ID! label(short: Boolean): String }'] : [];
      const union = `union Anything = ${membersIn(subgraph).join(' | ')}`;
      const texts = [...types.values()].map(
        ({ head, fields }) => `${head} {\n  ${[...fields.values()].join('\n  ')}\n}`,
      );
      return [subgraph, [SHARED, union, ...named, ...texts].join('\n')];
    }),
  );
  return { name: `generated ${seed}`, subgraphs };
}
