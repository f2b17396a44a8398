import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, fragmentApplies, selectionSetsOf } from '../shaping/collect-fields.ts';
import type { PathContext } from './client-paths.ts';
import { type Data, type DataPath, isObject } from './data.ts';

/** An object of the data that a deferred fragment stands on. */
export interface FragmentPlace {
  readonly value: Data;
  readonly type: GraphQLObjectType;
  /** By response names. */
  readonly path: DataPath;
  /** The keys of the data that lead there, without list positions. */
  readonly keys: readonly string[];
}

/** Finds all objects that a fragment of the client's operation stands on. */
export function findFragmentPlaces(context: PathContext, fragment: SelectionNode): FragmentPlace[] {
  const { schema, fragments, includes, keyOf } = context;
  const places: FragmentPlace[] = [];

  const applies = (type: GraphQLObjectType, condition: string | undefined) => fragmentApplies(schema, type, condition);

  /** Whether the fragment is among the selections for objects of this type. */
  function stands(type: GraphQLObjectType, sets: readonly SelectionSetNode[], seen: Set<string>): boolean {
    return sets.some(({ selections }) =>
      selections.some((selection) => {
        if (selection.kind === Kind.FIELD || !includes(selection)) return false;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          if (!applies(type, selection.typeCondition?.name.value)) return false;
          return selection === fragment || stands(type, [selection.selectionSet], seen);
        }
        const named = fragments[selection.name.value];
        if (named === undefined || !applies(type, named.typeCondition.name.value)) return false;
        if (selection === fragment) return true;
        if (seen.has(named.name.value)) return false;
        seen.add(named.name.value);
        return stands(type, [named.selectionSet], seen);
      }),
    );
  }

  function visit(
    value: unknown,
    type: GraphQLOutputType,
    sets: readonly SelectionSetNode[],
    path: DataPath,
    keys: readonly string[],
  ): void {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, type, sets, [...path, index], keys);
      return;
    }
    if (!isObject(value)) return;
    const named = getNamedType(type);
    const actual = isAbstractType(named) ? schema.getType(String(value['__typename'])) : named;
    if (!isObjectType(actual)) return;
    if (stands(actual, sets, new Set())) places.push({ value, type: actual, path, keys });
    for (const [name, nodes] of collectFields(schema, fragments, actual, sets, includes)) {
      const [node] = nodes;
      const definition = node === undefined ? undefined : actual.getFields()[node.name.value];
      const below = selectionSetsOf(nodes);
      if (node === undefined || definition === undefined || below.length === 0) continue;
      const key = keyOf(node, path.length === 0);
      if (Object.hasOwn(value, key)) visit(value[key], definition.type, below, [...path, name], [...keys, key]);
    }
  }

  visit(context.data, context.root, context.sets, [], []);
  return places;
}
