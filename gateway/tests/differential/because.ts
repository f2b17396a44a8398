import {
  type GraphQLSchema,
  getArgumentValues,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Thing } from './world.ts';

/** JSON with members in the order of their names: arguments stand in every schema in another order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${name}:${canonical(member)}`)
    .join()}}`;
}

/** What the value of a field depends on: what was given with it, and who resolves it if it matters. */
export function becauseOf(parts: {
  args: Readonly<Record<string, unknown>>;
  /** What `@requires` asked for, undefined when nothing. */
  required: unknown;
  /** Which side of a progressive override. */
  side: string | undefined;
  seq: number;
}): string {
  return canonical({ args: parts.args, required: parts.required, side: parts.side, seq: parts.seq || undefined });
}

/** What a representation gives of a `@requires`. */
export function requiredFrom(given: unknown, { selections }: SelectionSetNode): unknown {
  if (Array.isArray(given))
    return given.map((item: unknown) => requiredFrom(item, { kind: Kind.SELECTION_SET, selections }));
  if (typeof given !== 'object' || given === null) return null;
  const required: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition === undefined || condition === Reflect.get(given, '__typename')) {
        Object.assign(required, requiredFrom(given, selection.selectionSet));
      }
    } else if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      const value: unknown = Object.hasOwn(given, name) ? Reflect.get(given, name) : 'ABSENT';
      required[name] = selection.selectionSet === undefined ? value : requiredFrom(value, selection.selectionSet);
    }
  }
  return required;
}

/** Says that something which `@requires` wants cannot be had: then the field is not asked for at all. */
export const UNOBTAINABLE = Symbol('unobtainable');

/** The same, out of the world: `read` gives what a field of a thing comes to at the gateway. Everything is read, whatever is lost. */
export function requiredOf(
  thing: Thing,
  { selections }: SelectionSetNode,
  schema: GraphQLSchema,
  read: (thing: Thing, field: string, args: Record<string, unknown>) => unknown,
): unknown {
  const required: Record<string, unknown> = {};
  let lost = false;
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition !== undefined && condition !== thing.type) continue;
      const more = requiredOf(thing, selection.selectionSet, schema, read);
      if (more === UNOBTAINABLE) lost = true;
      else Object.assign(required, more);
    } else if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      const type = schema.getType(thing.type);
      const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
      if (definition === undefined) throw new Error(`there is no field ${thing.type}.${name}`);
      const { selectionSet } = selection;
      const below = (one: unknown): unknown => {
        if (one === UNOBTAINABLE) lost = true;
        if (Array.isArray(one)) return one.map(below);
        if (typeof one !== 'object' || one === null || selectionSet === undefined) return one;
        const whole = requiredOf(one as Thing, selectionSet, schema, read);
        if (whole === UNOBTAINABLE) lost = true;
        return whole;
      };
      required[name] = below(read(thing, name, getArgumentValues(definition, selection)));
    }
  }
  return lost ? UNOBTAINABLE : required;
}
