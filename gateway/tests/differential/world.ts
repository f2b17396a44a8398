import { isAbstractType, Kind, type SelectionSetNode } from 'graphql';
import { FieldTypes, type Shape } from './field-types.ts';
import type { FieldOwners, Graph } from './graph.ts';
import { hashOf } from './random.ts';

/** An object of the world. Subgraphs and the reference hand it from resolver to resolver. */
export interface Thing {
  /** Its concrete type. */
  readonly type: string;
  /** Which one it is: everything about it follows from this. */
  readonly uid: string;
  /** How many mutations had run when it came to be; 0 for what no mutation gave. */
  readonly seq: number;
  /** The subgraph that gave it, where there is no doubt. */
  readonly from?: string | undefined;
  /** What a subgraph was told of it in `_entities`. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** Nothing goes wrong with it and below it. */
  readonly calm?: boolean;
  /** It stands for an object of which an answer said nothing. */
  readonly hollow?: boolean;
}

/** Whether a value of the world is an object of it, and none of a custom scalar. */
export const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && 'uid' in value;

/** How many entities there are of a type. */
const POOL = 5;

/** Of lists: seldom long, or nested ones grow beyond what a case may cost. */
const LENGTHS = [0, 1, 1, 1, 2, 2, 2, 3];

const STRINGS = [
  'plain',
  '',
  'with "quotes"',
  'ünïcödé ✓',
  'line\nbreak',
  '\\back/slash',
  '1',
  'null',
  '__proto__',
  '😀',
];
const BLOBS: readonly unknown[] = ['text', 12, 1.5, true, [], {}, [1, [2]], { a: { b: [null] } }, { __typename: 'X' }];

/** Roots of the world. */
export const rootThing = (type: string): Thing => ({ type, uid: type, seq: 0 });

/** All the data of a graph: a function of its name, of what is asked and of how often it was changed. */
export class World {
  readonly #graph: Graph;
  readonly #types: FieldTypes;
  readonly #found = new Map<string, Thing | undefined>();
  readonly #typeIndex: ReadonlyMap<string, number>;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#types = new FieldTypes(graph);
    this.#typeIndex = new Map(Object.keys(graph.fullSchema.getTypeMap()).map((name, index) => [name, index]));
  }

  /** Whether clients may see objects of its type. */
  isVisible({ type }: Thing): boolean {
    return this.#graph.apiSchema.getType(type) !== undefined;
  }

  ownersOf(type: string, field: string): FieldOwners {
    return this.#types.ownersOf(type, field);
  }

  shapeOf(type: string, field: string): Shape {
    return this.#types.shapeOf(type, field);
  }

  /**
   * The healthy value of a field.
   *
   * @param because everything that the value depends on besides the thing and the field, as text
   * @param from the subgraph that gives it, where there is no doubt
   */
  read(thing: Thing, field: string, because: string, from: string | undefined): unknown {
    const shape = this.shapeOf(thing.type, field);
    const owners = this.ownersOf(thing.type, field);
    if (field === 'seq') return thing.seq;
    const entity = this.#graph.entities.has(thing.type);
    if (owners.key && entity) return this.#keyValue(thing, field, shape, from);
    // Below an object of a key nothing but the entity may matter.
    if (owners.key && thing.uid.includes('.'))
      return this.#value({ ...shape, nullable: false }, `${thing.uid}|${field}`, 0, from);
    return this.#value(shape, `${this.#graph.source.name}|${thing.uid}|${field}|${because}`, thing.seq, from);
  }

  #keyValue(thing: Thing, field: string, shape: Shape, from: string | undefined): unknown {
    const number = Number(thing.uid.split(':')[1]);
    const [type] = shape.possible;
    if (type !== undefined) {
      const uid = this.#graph.entities.has(type) ? `${type}:${number}` : `${thing.uid}.${field}`;
      return { type, uid, seq: 0, from } satisfies Thing;
    }
    const unique = (this.#typeIndex.get(thing.type) ?? 0) * 10 + number;
    if (shape.named === 'Int') return unique;
    return shape.named === 'ID' ? String(1000 + unique) : `${field}-${thing.type}-${number}`;
  }

  #value(shape: Shape, because: string, seq: number, from: string | undefined): unknown {
    const hash = hashOf(because);
    if (shape.nullable && hash % 9 === 0) return null;
    const { list } = shape;
    if (list !== undefined) {
      return Array.from({ length: LENGTHS[(hash >>> 4) % LENGTHS.length] ?? 0 }, (_, index) =>
        this.#value(list, `${because}#${index}`, seq, from),
      );
    }
    const bits = hash >>> 3;
    const { possible, values, named } = shape;
    const type = possible[bits % possible.length];
    if (type !== undefined) {
      const entity = this.#graph.entities.has(type);
      const uid = entity ? `${type}:${(hash >>> 11) % POOL}` : `${type}~${hashOf(`${because}!`)}`;
      return { type, uid, seq: entity ? 0 : seq, from } satisfies Thing;
    }
    if (values.length > 0) return values[bits % values.length];
    switch (named) {
      case 'Int':
        return hash % 31 === 0 ? 2147483647 : (bits % 2000) - 1000;
      case 'Float':
        return ((bits % 4000) - 1000) / 8;
      case 'Boolean':
        return bits % 2 === 0;
      case 'ID':
        return String(bits % 100_000);
      case 'String':
        // Seldom longer than what an answer is written into.
        if (hash % 499 === 0) return `${STRINGS[bits % STRINGS.length]}x`.repeat(8_000 + (bits % 9_000));
        return `${STRINGS[bits % STRINGS.length]}${bits % 7}`;
      default:
        return BLOBS[bits % BLOBS.length];
    }
  }

  /** The entity that a representation stands for at a subgraph; undefined when there is none. */
  find(subgraph: string, typeName: string, representation: Readonly<Record<string, unknown>>): Thing | undefined {
    const text = `${subgraph}.${typeName}${JSON.stringify(representation)}`;
    if (!this.#found.has(text)) {
      if (this.#found.size > 5_000) this.#found.clear();
      this.#found.set(text, this.#search(subgraph, typeName, representation));
    }
    return this.#found.get(text);
  }

  #search(subgraph: string, typeName: string, representation: Readonly<Record<string, unknown>>): Thing | undefined {
    const { fullSchema, keys } = this.#graph;
    const named = fullSchema.getType(typeName);
    const types = isAbstractType(named) ? fullSchema.getPossibleTypes(named).map(({ name }) => name) : [typeName];
    const selections = [typeName, ...types].flatMap((type) => keys.get(`${subgraph}.${type}`) ?? []);
    for (const type of types) {
      for (let number = 0; number < POOL; number += 1) {
        const thing: Thing = { type, uid: `${type}:${number}`, seq: 0 };
        if (selections.some((selection) => this.#matches(thing, representation, selection))) return thing;
      }
    }
    return undefined;
  }

  #matches(thing: Thing, given: unknown, { selections }: SelectionSetNode): boolean {
    if (typeof given !== 'object' || given === null) return false;
    return selections.every((selection) => {
      if (selection.kind !== Kind.FIELD) return false;
      const name = selection.name.value;
      const value: unknown = Reflect.get(given, name);
      if (name === '__typename') return true;
      const own = this.read(thing, name, '', undefined);
      if (selection.selectionSet !== undefined) return this.#matches(own as Thing, value, selection.selectionSet);
      return (typeof value === 'string' || typeof value === 'number') && String(value) === String(own);
    });
  }
}
