import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  type ResponsePath,
  responsePathAsArray,
  validate,
} from 'graphql';
import { SubgraphFailure } from '../../execution/executor.ts';
import { becauseOf, requiredFrom } from './because.ts';
import { entityMessage, type FaultInjector, fieldMessage, subgraphMessage } from './faults.ts';
import type { Graph } from './graph.ts';
import { hashOf } from './random.ts';
import { INJECTED, spoiled } from './spoil-answer.ts';
import { isThing, rootThing, type Thing, type World } from './world.ts';

/** One execution of an operation, as the subgraphs see it. */
export interface Session {
  readonly faults: FaultInjector;
  /** How many mutations have run. */
  seq: number;
  /** What was asked, in order. */
  readonly requests: { subgraph: string; body: string }[];
  /** Requests that are not valid at their subgraph. */
  invalid?: string[];
}

interface Patch {
  readonly path: readonly (string | number)[];
  /** Undefined: the member goes. */
  readonly value: unknown;
}

interface ResolverContext {
  readonly subgraph: string;
  readonly session: Session;
  readonly patches: Patch[];
}

/** Answers as the subgraph of a name would. @throws SubgraphFailure when the faults are such */
export type Answer = (subgraph: string, body: string, session: Session) => Promise<string>;

/** What stands below a value that is replaced in the answer must not fail: nobody would hear of it but by lost parents. */
const calmed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(calmed);
  return isThing(value) ? { ...value, calm: true } : value;
};

function setAt(root: unknown, path: readonly (string | number)[], value: unknown): void {
  let at = root;
  for (const step of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return;
    at = Reflect.get(at, step);
  }
  const last = path.at(-1);
  if (typeof at !== 'object' || at === null || last === undefined || !Object.hasOwn(at, last)) return;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else Reflect.set(at, last, structuredClone(value));
}

const asNumbers = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(asNumbers) : value === null ? null : Number(value);

const BROKEN_KEYS: readonly unknown[] = [null, undefined, {}, [], true, [null], { __typename: 'X' }];

/** The subgraphs of a graph: real subgraph schemas over the world, in process. */
export function createSubgraphs(graph: Graph, world: World): Answer {
  const names = new Set([...graph.fields.keys()].map((coordinate) => coordinate.slice(coordinate.indexOf('.') + 1)));
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

  for (const [subgraph, schema] of graph.subgraphs) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('_')) continue;
      if (isInterfaceType(type) || isUnionType(type)) type.resolveType = (thing: Thing) => thing.type;
      if (!isInterfaceType(type) && !isObjectType(type)) continue;
      const resolveReference = (given: Readonly<Record<string, unknown>>, { session }: ResolverContext) => {
        const thing = world.find(subgraph, type.name, given);
        const fault = thing === undefined ? 'unknown' : session.faults.ofEntity(subgraph, thing);
        if (thing === undefined || fault === 'unknown') return null;
        if (fault === undefined) return { ...thing, given };
        // Rejected, not thrown: it fails one entity, not all of them.
        return Promise.reject(new GraphQLError(entityMessage(subgraph, thing), { extensions: { code: INJECTED } }));
      };
      type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference } } };
    }
  }

  const fieldResolver: GraphQLFieldResolver<Thing | undefined, ResolverContext> = (source, args, context, info) => {
    const { subgraph, session, patches } = context;
    const field = info.fieldName;
    if (info.parentType.name === 'Mutation') session.seq += 1;
    const thing = source ?? { ...rootThing(info.parentType.name), seq: session.seq };
    const { owners } = world.ownersOf(thing.type, field);
    const own = owners.find((owner) => owner.subgraph === subgraph);
    const required =
      own?.requires === undefined || thing.given === undefined ? undefined : requiredFrom(thing.given, own.requires);
    const side = owners.some(({ override }) => override !== undefined) ? subgraph : undefined;
    const value = world.read(thing, field, becauseOf({ args, required, side, seq: thing.seq }), subgraph);
    if (thing.calm === true) return calmed(value);
    const path = () => responsePathAsArray(info.path as ResponsePath);
    const fault = session.faults.of(thing, field);
    const healthy = fault?.kind === 'missing' || fault?.kind === 'raw' ? calmed(value) : value;
    switch (fault?.kind) {
      case 'throw':
        throw new GraphQLError(fieldMessage(thing, field), { extensions: { code: INJECTED } });
      case 'missing':
        patches.push({ path: path(), value: undefined });
        break;
      case 'raw':
        patches.push({ path: path(), value: fault.value });
        break;
      case 'item':
        if (Array.isArray(healthy) && healthy.length > 0) {
          const at = fault.at % healthy.length;
          patches.push({ path: [...path(), at], value: fault.value });
          return healthy.map((item: unknown, index) => (index === at ? calmed(item) : item));
        }
        break;
      case undefined: {
        const patch = patchOf(thing, field, healthy, context);
        if (patch !== undefined) patches.push({ path: path(), value: patch.value });
      }
    }
    return healthy;
  };

  /** What a subgraph that is at fault all the time puts in the place of a value. */
  function patchOf(thing: Thing, field: string, healthy: unknown, { subgraph, session }: ResolverContext) {
    const at = session.faults.subgraph;
    if (at?.name !== subgraph) return undefined;
    if (at.fault === 'numeric-ids' && leafName(world.shapeOf(thing.type, field)) === 'ID') {
      return { value: asNumbers(healthy) };
    }
    const hash = hashOf(`${thing.uid} ${field}`);
    if (at.fault !== 'broken-keys' || !world.ownersOf(thing.type, field).key || hash % 3 > 0) return undefined;
    return { value: BROKEN_KEYS[(hash >>> 4) % BROKEN_KEYS.length] };
  }

  function documentOf(subgraph: string, query: string): DocumentNode | readonly GraphQLError[] {
    const key = `${subgraph}\n${query}`;
    let known = documents.get(key);
    if (known === undefined) {
      const schema = graph.subgraphs.get(subgraph);
      if (schema === undefined) throw new Error(`there is no subgraph ${subgraph}`);
      const document = parse(query, { noLocation: true });
      const errors = validate(schema, document);
      known = errors.length > 0 ? errors : document;
      documents.set(key, known);
    }
    return known;
  }

  async function healthyAnswer(subgraph: string, body: string, session: Session): Promise<ExecutionResult> {
    const { query, variables, operationName } = JSON.parse(body) as {
      query: string;
      variables?: Record<string, unknown>;
      operationName?: string;
    };
    const document = documentOf(subgraph, query);
    if (Array.isArray(document)) {
      const errors = document as readonly GraphQLError[];
      session.invalid = [...(session.invalid ?? []), `not valid at ${subgraph}: ${errors[0]?.message}\n${query}`];
      return { errors };
    }
    const schema = graph.subgraphs.get(subgraph);
    if (schema === undefined) throw new Error(`there is no subgraph ${subgraph}`);
    const contextValue: ResolverContext = { subgraph, session, patches: [] };
    const result = await execute({
      schema,
      document: document as DocumentNode,
      variableValues: variables,
      operationName,
      contextValue,
      fieldResolver,
      typeResolver: (thing: Thing) => thing.type,
    });
    // Deeper ones first: what stands above takes their place.
    for (const { path, value } of contextValue.patches.sort((a, b) => b.path.length - a.path.length)) {
      setAt(result.data, path, value);
    }
    return result;
  }

  return async (subgraph, body, session) => {
    session.requests.push({ subgraph, body });
    const fault = session.faults.subgraph?.name === subgraph ? session.faults.subgraph.fault : undefined;
    if (fault === 'refuses') throw new SubgraphFailure(subgraphMessage(subgraph), 'REFUSED');
    const result = await healthyAnswer(subgraph, body, session);
    return fault === undefined ? JSON.stringify(result) : spoiled(result, fault, subgraph, body, names);
  };
}

function leafName(shape: { list: unknown; named: string }): string {
  return shape.list === undefined ? shape.named : leafName(shape.list as { list: unknown; named: string });
}
