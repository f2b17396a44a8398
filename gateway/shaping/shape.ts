import { type GraphQLLeafType, isEnumType } from 'graphql';

/** What kind of value stands at a place of an answer. */
export const KIND = {
  string: 0,
  id: 1,
  int: 2,
  float: 3,
  boolean: 4,
  enum: 5,
  /** A custom scalar: any JSON. */
  json: 6,
  object: 7,
  abstract: 8,
  list: 9,
} as const;

export type Kind = (typeof KIND)[keyof typeof KIND];

/** A member of an object, as it is written. */
export interface Field {
  /** JSON before the value: brackets, commas, the response name, members that never change. */
  readonly before: Uint8Array;
  /** Under which name the value lies in the data. */
  readonly key: string;
  /** Whether the value is JSON text about the schema itself, by response name. */
  readonly introspection: boolean;
  readonly value: Shape;
}

/** How a value is written. One class of objects for all kinds, so that the code that reads them stays fast. */
export interface Shape {
  readonly kind: Kind;
  /** Whether null is no value here: it costs the parent. */
  readonly nonNull: boolean;
  /** Of an enum: the names that clients know. */
  readonly names: ReadonlySet<unknown> | undefined;
  /** Of a list: how its elements are written. */
  readonly item: Shape | undefined;
  /** Of an object: its members, in order. */
  readonly fields: readonly Field[];
  /** Of an object: what stands after the last member. */
  readonly after: Uint8Array;
  /** Of an interface or a union: how objects are written, by type. */
  readonly types: ReadonlyMap<unknown, Shape> | undefined;
}

const NOTHING: Omit<Shape, 'kind' | 'nonNull'> = {
  names: undefined,
  item: undefined,
  fields: [],
  after: new Uint8Array(),
  types: undefined,
};

export function makeShape(kind: Kind, nonNull: boolean, more: Partial<Shape> = {}): Shape {
  const { names, item, fields, after, types } = { ...NOTHING, ...more };
  return { kind, nonNull, names, item, fields, after, types };
}

const SCALARS: Readonly<Record<string, Kind>> = {
  String: KIND.string,
  ID: KIND.id,
  Int: KIND.int,
  Float: KIND.float,
  Boolean: KIND.boolean,
};

export function leafShape(type: GraphQLLeafType, nonNull: boolean): Shape {
  if (isEnumType(type))
    return makeShape(KIND.enum, nonNull, { names: new Set(type.getValues().map(({ name }) => name)) });
  return makeShape(SCALARS[type.name] ?? KIND.json, nonNull);
}
