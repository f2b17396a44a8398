import { jsonWriter } from './json-writer.ts';
import { type Field, KIND, type Shape } from './shape.ts';

const { ascii, literal, string, raw, mark, back } = jsonWriter;

/** Under this key the root of the data holds the JSON texts of `__schema` and `__type`, by response name. */
export const INTROSPECTION = Symbol('introspection');

type Values = Record<string | symbol, unknown>;

const MIN_INT = -2_147_483_648;
const MAX_INT = 2_147_483_647;

const [TRUE, FALSE, NULL, OPEN, CLOSE, COMMA] = ['true', 'false', 'null', '[', ']', ','].map((text) =>
  Buffer.from(text),
) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Writes a leaf, or answers false when the value is not of the type (specification, "Value Completion"): subgraphs have
 * serialized it already, so nothing is converted but a number that stands for an ID.
 */
function writeLeaf({ kind, names }: Shape, value: unknown): boolean {
  switch (kind) {
    case KIND.string:
      if (typeof value !== 'string') return false;
      string(value);
      return true;
    case KIND.id:
      if (typeof value === 'string') string(value);
      else if (Number.isInteger(value)) string(String(value));
      else return false;
      return true;
    case KIND.int:
      if (typeof value !== 'number' || !Number.isInteger(value) || value < MIN_INT || value > MAX_INT) return false;
      ascii(String(value));
      return true;
    case KIND.float:
      if (typeof value !== 'number') return false;
      ascii(String(value));
      return true;
    case KIND.boolean:
      if (typeof value !== 'boolean') return false;
      literal(value ? TRUE : FALSE);
      return true;
    case KIND.enum:
      if (names?.has(value) !== true) return false;
      string(value as string);
      return true;
    default: {
      // What every object inherits, `constructor` for one, is no JSON: a value that is missing is not read from there.
      const text: string | undefined = value === null ? undefined : JSON.stringify(value);
      if (text === undefined) return false;
      raw(text);
      return true;
    }
  }
}

function writeList(item: Shape, values: readonly unknown[]): boolean {
  literal(OPEN);
  for (let index = 0; index < values.length; index += 1) {
    if (index !== 0) literal(COMMA);
    if (!writeValue(item, values[index])) return false;
  }
  literal(CLOSE);
  return true;
}

function writeObject({ fields, after }: Shape, source: Values): boolean {
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index] as Field;
    literal(field.before);
    if (field.introspection) raw((source[INTROSPECTION] as Record<string, string>)[field.key] ?? 'null');
    else if (!writeValue(field.value, source[field.key])) return false;
  }
  literal(after);
  return true;
}

function writeAny(shape: Shape, value: unknown): boolean {
  if (shape.kind === KIND.list) return Array.isArray(value) && writeList(shape.item as Shape, value);
  if (!isObject(value)) return false;
  if (shape.kind === KIND.object) return writeObject(shape, value);
  const actual = shape.types?.get(value['__typename']);
  return actual !== undefined && writeObject(actual, value);
}

/**
 * Writes a value, or null in its place where that may be; answers false where it may not, and then what was written of it
 * is for the caller to take back ("Handling Field Errors").
 */
function writeValue(shape: Shape, value: unknown): boolean {
  if (shape.kind < KIND.object) {
    // A leaf writes nothing before it knows that it can.
    if (writeLeaf(shape, value)) return true;
  } else if (value !== null && value !== undefined) {
    const start = mark();
    if (writeAny(shape, value)) return true;
    back(start);
  }
  if (shape.nonNull) return false;
  literal(NULL);
  return true;
}

/** Writes the data of an answer as JSON; undefined when null went all the way up. */
export function writeShape(shape: Shape, data: unknown): Buffer | undefined {
  const written = writeAny(shape, data);
  const bytes = jsonWriter.take();
  return written ? bytes : undefined;
}
