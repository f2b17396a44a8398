import {
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { collectFields, selectionSetsOf } from '../shaping/collect-fields.ts';
import type { PathContext } from './client-paths.ts';
import { type DataPath, isObject } from './data.ts';
import type { AnswerError } from './executor.ts';

/**
 * Says why nothing is left of an answer about which no subgraph gave an error: which field of the schema, that may not be
 * null, has no value. Gives the first one that cost its parent.
 */
export function explainLostData(context: PathContext): AnswerError[] {
  const { schema, fragments, includes, keyOf } = context;
  type Loss = { path: DataPath; field: string };
  type Sets = PathContext['sets'];

  /** What costs a value of this type its place; undefined when it may stay, be it as null. */
  function lossOf(
    value: unknown,
    type: GraphQLOutputType,
    sets: Sets,
    path: DataPath,
    field: string,
  ): Loss | undefined {
    if (!isNonNullType(type)) return undefined;
    const inner: GraphQLOutputType = type.ofType;
    if (isListType(inner)) {
      if (!Array.isArray(value)) return { path, field };
      for (const [index, item] of value.entries()) {
        const loss = lossOf(item, inner.ofType, sets, [...path, index], field);
        if (loss !== undefined) return loss;
      }
      return undefined;
    }
    const named = getNamedType(inner);
    if (!isObjectType(named) && !isAbstractType(named)) {
      return value === undefined || value === null ? { path, field } : undefined;
    }
    if (!isObject(value)) return { path, field };
    const actual = isObjectType(named) ? named : schema.getType(String(value['__typename']));
    if (isObjectType(actual)) return lossWithin(value, actual, sets, path);
    return isInterfaceType(actual) || value['__typename'] === undefined ? undefined : { path, field };
  }

  function lossWithin(
    value: Readonly<Record<string, unknown>>,
    type: PathContext['root'],
    sets: Sets,
    path: DataPath,
  ): Loss | undefined {
    for (const [name, nodes] of collectFields(schema, fragments, type, sets, includes)) {
      const [node] = nodes;
      const definition = node === undefined ? undefined : type.getFields()[node.name.value];
      if (node === undefined || definition === undefined) continue;
      const key = keyOf(node, path.length === 0);
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      const field = `${type.name}.${node.name.value}`;
      const loss = lossOf(given, definition.type, selectionSetsOf(nodes), [...path, name], field);
      if (loss !== undefined) return loss;
    }
    return undefined;
  }

  const loss = lossWithin(context.data, context.root, context.sets, []);
  if (loss === undefined)
    return [{ message: 'A field that may not be null has no value.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }];
  return [
    {
      message: `Cannot return null for non-nullable field ${loss.field}.`,
      path: loss.path,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    },
  ];
}
