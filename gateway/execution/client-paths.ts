import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Fragments, type Includes, selectionSetsOf } from '../shaping/collect-fields.ts';
import { type Data, type DataPath, isObject } from './data.ts';

/** What tells where a client sees a value of the data. */
export interface PathContext {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly root: GraphQLObjectType;
  readonly sets: readonly SelectionSetNode[];
  readonly includes: Includes;
  readonly keyOf: (field: FieldNode, atRoot: boolean) => string;
  readonly data: Data;
}

/** One way on which a client has come to a value. */
interface Way {
  readonly path: DataPath;
  /** What the value's type can be. */
  readonly types: readonly GraphQLObjectType[];
  readonly sets: readonly SelectionSetNode[];
}

export interface ClientPaths {
  /** By response names; several where the client asks for a value under several names. */
  readonly paths: readonly DataPath[];
  /** Whether they lead to the value itself; otherwise they lead to what is nearest above it, that the client sees. */
  readonly exact: boolean;
}

/** Finds the paths at which a client sees a value of the data. */
function clientPathsOf(context: PathContext, path: DataPath): ClientPaths {
  const { schema, fragments, includes, keyOf } = context;

  function typesOf(named: unknown, value: unknown): readonly GraphQLObjectType[] {
    if (isObjectType(named)) return [named];
    if (!isAbstractType(named)) return [];
    const possible = schema.getPossibleTypes(named);
    const actual = isObject(value) ? possible.filter(({ name }) => name === value['__typename']) : [];
    return actual.length > 0 ? actual : possible;
  }

  let ways: Way[] = [{ path: [], types: [context.root], sets: context.sets }];
  let value: unknown = context.data;
  let types: readonly unknown[] = [context.root];
  let taken = 0;
  for (const [depth, step] of path.entries()) {
    let next: Way[] = [];
    if (typeof step === 'number') {
      // A position in what is no list, as only a subgraph's error can say.
      if (isObject(value)) break;
      value = Array.isArray(value) ? value[step] : undefined;
      next = ways.map((way) => ({
        ...way,
        path: [...way.path, step],
        types: types.flatMap((type) => typesOf(type, value)),
      }));
    } else {
      value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
      const named: unknown[] = [];
      const seen = new Set<string>();
      for (const way of ways) {
        for (const type of way.types) {
          for (const [name, nodes] of collectFields(schema, fragments, type, way.sets, includes)) {
            const [node] = nodes;
            const definition = node === undefined ? undefined : type.getFields()[node.name.value];
            if (node === undefined || definition === undefined || keyOf(node, depth === 0) !== step) continue;
            const fieldType = getNamedType(definition.type);
            named.push(fieldType);
            const at = [...way.path, name];
            if (seen.has(JSON.stringify(at))) continue;
            seen.add(JSON.stringify(at));
            next.push({ path: at, types: typesOf(fieldType, value), sets: selectionSetsOf(nodes) });
          }
        }
      }
      types = named;
    }
    if (next.length === 0) break;
    ways = next;
    taken += 1;
  }
  return { paths: ways.map((way) => way.path), exact: taken === path.length };
}

/** A path's steps without positions, with the types on its way: where it is the same, so are the client's paths. */
function patternOf(data: Data, path: DataPath): string {
  let pattern = '';
  let value: unknown = data;
  for (const step of path) {
    const within = value;
    if (typeof step === 'number') {
      pattern += isObject(within) ? '\n!' : '\n#';
      value = Array.isArray(within) ? within[step] : undefined;
    } else {
      pattern += `\n${step}`;
      value = isObject(within) && Object.hasOwn(within, step) ? within[step] : undefined;
    }
    if (isObject(value)) pattern += ` ${String(value['__typename'])}`;
  }
  return pattern;
}

const isPosition = (step: string | number): step is number => typeof step === 'number';

/**
 * Finds the paths at which a client sees values of the data. A dead subgraph is missing at hundreds of places that differ in
 * their positions in lists only: those are looked for once.
 */
export function createPathFinder(context: PathContext): (path: DataPath) => ClientPaths {
  const known = new Map<string, ClientPaths>();
  return (path) => {
    const pattern = patternOf(context.data, path);
    const found = known.get(pattern) ?? clientPathsOf(context, path);
    known.set(pattern, found);
    const positions = path.filter(isPosition);
    const here = (like: DataPath) => {
      let next = 0;
      return like.map((step) => (isPosition(step) ? (positions[next++] ?? step) : step));
    };
    return { paths: found.paths.map(here), exact: found.exact };
  };
}
