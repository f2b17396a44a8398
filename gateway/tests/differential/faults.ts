import type { Shape } from './field-types.ts';
import type { Graph } from './graph.ts';
import { hashOf, type Random } from './random.ts';
import type { Thing, World } from './world.ts';

/** What goes wrong with one field of one thing, wherever it is asked for. */
export type FieldFault =
  /** Its resolver throws: the subgraph itself makes null of it, with an error. */
  | { readonly kind: 'throw' }
  /** The subgraph's answer lacks it. */
  | { readonly kind: 'missing' }
  /** The subgraph's answer holds this instead, and no error. */
  | { readonly kind: 'raw'; readonly value: unknown }
  /** So does one item of its list. */
  | { readonly kind: 'item'; readonly at: number; readonly value: unknown };

/** What a subgraph does all the time. */
export type SubgraphFault =
  | 'refuses' // there is no answer: SubgraphFailure
  | 'no-json'
  | 'no-object' // []
  | 'empty' // {}
  | 'data-no-object' // data: "x"
  | 'null-data' // data: null and an error without path
  | 'errors-only'
  | 'errors-no-list' // errors: {}
  | 'null-entities' // the following: entity fetches only
  | 'short-entities'
  | 'long-entities'
  | 'entities-no-list'
  | 'lost-error' // in spite of whole data: an error without path
  | 'stray-error' // … with a path that leads nowhere
  | 'broken-keys' // keys of some entities are null, missing or of a wrong type
  | 'extra-keys' // __proto__, constructor and others, everywhere
  | 'numeric-ids';

const WHOLE: readonly SubgraphFault[] = [
  'refuses',
  'no-json',
  'no-object',
  'empty',
  'data-no-object',
  'null-data',
  'errors-only',
  'errors-no-list',
];
const ENTITIES: readonly SubgraphFault[] = ['null-entities', 'short-entities', 'long-entities', 'entities-no-list'];
const HARMLESS: readonly SubgraphFault[] = ['broken-keys', 'lost-error', 'stray-error', 'extra-keys', 'numeric-ids'];

/** Whether the subgraph's data is lost: all of it, or that of entity fetches. */
export function costOf(fault: SubgraphFault): 'all' | 'entities' | 'nothing' {
  if (WHOLE.includes(fault)) return 'all';
  return ENTITIES.includes(fault) ? 'entities' : 'nothing';
}

/** The message of errors that a faulty subgraph itself writes. */
export const subgraphMessage = (subgraph: string) => `${subgraph} is at fault`;
export const entityMessage = (subgraph: string, thing: Thing) => `${subgraph} cannot look up ${thing.uid}`;
export const fieldMessage = (thing: Thing, field: string) => `${thing.uid}.${field} is at fault`;

/** All that goes wrong in one case. */
export interface Faults {
  readonly seed: string;
  /** Of a thousand fields, how many are at fault. */
  readonly fields: number;
  /** Of a thousand entities, how many a subgraph does not know. */
  readonly unknown: number;
  readonly subgraph: { readonly name: string; readonly fault: SubgraphFault } | undefined;
  /** Coordinates that are healthy in spite of the seed: for finding the smallest set of faults that fails. */
  readonly spared: ReadonlySet<string>;
}

export const NO_FAULTS: Faults = { seed: '', fields: 0, unknown: 0, subgraph: undefined, spared: new Set() };

/** Draws the faults of a case. */
export function drawFaults(random: Random, graph: Graph): Faults {
  const seed = String(random.below(1 << 30));
  const spared = new Set<string>();
  const kind = random.below(20);
  if (kind < 4) return NO_FAULTS;
  if (kind < 11) return { seed, fields: random.pick([20, 100, 350]), unknown: 0, subgraph: undefined, spared };
  if (kind < 13)
    return { seed, fields: random.pick([0, 30]), unknown: random.pick([150, 500]), subgraph: undefined, spared };
  const fault = random.pick([random.pick(WHOLE), random.pick(ENTITIES), random.pick(HARMLESS)]);
  const name = random.pick([...graph.subgraphs.keys()]);
  const fields = costOf(fault) === 'nothing' && fault !== 'broken-keys' ? random.pick([0, 30]) : 0;
  return { seed, fields, unknown: 0, subgraph: { name, fault }, spared };
}

const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  Int: ['7', 1.5, {}, [], 3_000_000_000, true, [1], 1.0, 1e3],
  Float: ['1.5', {}, false, [2.5], 4],
  String: [5, {}, true, [], ['text'], { length: 1 }],
  Boolean: ['true', 0, 1, {}, []],
  ID: [{}, true, 1.5, [], 77, -3, 9_007_199_254_740_991],
};

function wrongLeaf(shape: Shape, hash: number): unknown {
  const wrong = shape.values.length > 0 ? ['NOPE', 3, {}, '', 'constructor', '__proto__'] : WRONG[shape.named];
  return wrong === undefined ? null : wrong[hash % wrong.length];
}

/** A value that does not fit a type, or null. */
function wrongValue(shape: Shape, hash: number): unknown {
  if (hash % 3 === 0) return null;
  const bits = hash >>> 2;
  if (shape.list !== undefined) return [{}, 'text', 5, { length: 1 }, null][bits % 5];
  if (shape.possible.length > 0) {
    // Whether an interface's object without __typename is an object of nobody knows what, or none, is not held here.
    const empty = shape.interface ? false : {};
    return ['text', 5, [], empty, true, [{}], null][bits % 7];
  }
  return wrongLeaf(shape, bits);
}

/** Decides about one thing at a time, by the case's seed alone: in whatever order they are asked for. */
export class FaultInjector {
  readonly #faults: Faults;
  readonly #world: World;
  /** What was hit, by coordinate: with which fault of a field, if it was one. */
  readonly hits = new Map<string, FieldFault | undefined>();

  constructor(faults: Faults, world: World) {
    this.#faults = faults;
    this.#world = world;
  }

  get subgraph(): Faults['subgraph'] {
    return this.#faults.subgraph;
  }

  get isHealthy(): boolean {
    const { subgraph, unknown, fields } = this.#faults;
    return unknown === 0 && fields === 0 && subgraph === undefined;
  }

  /** Whether the answers of a subgraph are lost, all or some. */
  get costsSubgraphs(): boolean {
    const { subgraph, unknown } = this.#faults;
    return unknown > 0 || (subgraph !== undefined && costOf(subgraph.fault) !== 'nothing');
  }

  #isHit(coordinate: string, rate: number): number | undefined {
    if (rate === 0 || this.#faults.spared.has(coordinate)) return undefined;
    const hash = hashOf(`${this.#faults.seed}|${coordinate}`);
    if (hash % 1000 >= rate) return undefined;
    if (!this.hits.has(coordinate)) this.hits.set(coordinate, undefined);
    return hashOf(`${coordinate}|${this.#faults.seed}`);
  }

  /** The fault of a field. Keys have none: without them it would depend on the plan what can be fetched. */
  of(thing: Thing, field: string): FieldFault | undefined {
    const { fields } = this.#faults;
    if (fields === 0) return undefined;
    // Of what clients may not see there is no error to expect.
    if (!this.#world.isVisible(thing)) return undefined;
    const { key, required } = this.#world.ownersOf(thing.type, field);
    if (key) return undefined;
    const shape = this.#world.shapeOf(thing.type, field);
    // Where a subgraph needs it for another field, only what the subgraph still can compute with.
    if (required && (!shape.nullable || shape.list !== undefined || shape.possible.length > 0)) return undefined;
    // Where subgraphs disagree about null, a null travels further in the stricter one.
    if (shape.mixed) return undefined;
    const coordinate = `${thing.uid}.${field}`;
    const hash = this.#isHit(coordinate, fields);
    if (hash === undefined) return undefined;
    const fault = drawFieldFault(shape, required, hash);
    this.hits.set(coordinate, fault);
    return fault;
  }

  /** Whether a subgraph has no such entity for `_entities`: null without an error, or because looking it up fails. */
  ofEntity(subgraph: string, { uid }: Thing): 'unknown' | 'fails' | undefined {
    const hash = this.#isHit(`${subgraph}?${uid}`, this.#faults.unknown);
    if (hash === undefined) return undefined;
    return hash % 2 === 0 ? 'unknown' : 'fails';
  }
}

function drawFieldFault(shape: Shape, required: boolean, hash: number): FieldFault {
  const bits = hash >>> 3;
  if (required) return hash % 2 === 0 ? { kind: 'throw' } : { kind: 'raw', value: null };
  switch (hash % 8) {
    case 0:
    case 1:
    case 2:
      return { kind: 'throw' };
    case 3:
      return { kind: 'missing' };
    case 4:
    case 5:
      if (shape.list !== undefined) return { kind: 'item', at: bits % 4, value: wrongValue(shape.list, bits) };
      return { kind: 'raw', value: wrongValue(shape, bits) };
    default:
      return { kind: 'raw', value: wrongValue(shape, bits) };
  }
}
