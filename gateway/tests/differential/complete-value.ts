import {
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Thing } from './world.ts';

/** Something that a subgraph wrote in the place of a value. */
export class Raw {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** Whether a leaf in an answer is of its type (specification, "Value Completion", for values that are serialized already). */
function leafValue(type: GraphQLOutputType & { name: string }, value: unknown): unknown {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) ? value : null;
  switch (type.name) {
    case 'Int':
      return Number.isInteger(value) && Math.abs(Number(value) + 0.5) <= 2147483647.5 ? value : null;
    case 'Float':
      return typeof value === 'number' ? value : null;
    case 'Boolean':
      return typeof value === 'boolean' ? value : null;
    case 'String':
      return typeof value === 'string' ? value : null;
    case 'ID':
      return typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : null;
    default:
      return value;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Makes what brings values into the form in which graphql-js completes them without an error of its own. */
export function createCompletion(apiSchema: GraphQLSchema): (type: GraphQLOutputType, value: unknown) => unknown {
  /** Something wrong in the place of a value: what fits the type stays, the rest is null, without an error. */
  function rawValue(type: GraphQLOutputType, value: unknown): unknown {
    if (isNonNullType(type)) return rawValue(type.ofType, value);
    if (value === null || value === undefined) return null;
    if (isListType(type))
      return Array.isArray(value) ? value.map((item: unknown) => rawValue(type.ofType, item)) : null;
    if (isLeafType(type)) return leafValue(type, value);
    if (!isObject(value)) return null;
    // An object that says of itself no more than that it is one. Of which type it is must be known, for abstract ones.
    return isAbstractType(type) ? null : ({ type: type.name, uid: '', seq: 0, hollow: true } satisfies Thing);
  }

  /** The world's value as clients may see it: what the API schema does not know is null. */
  return function complete(type: GraphQLOutputType, value: unknown): unknown {
    if (value instanceof Raw) return rawValue(type, value.value);
    if (isNonNullType(type)) return complete(type.ofType, value);
    if (value === null || value === undefined) return null;
    if (isListType(type)) return (value as readonly unknown[]).map((item) => complete(type.ofType, item));
    if (isLeafType(type)) return leafValue(type, value);
    return apiSchema.getType((value as Thing).type) === undefined ? null : value;
  };
}
