import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { Random } from './random.ts';

const WORDS = ['', 'a', 'quo"te', 'line\nbreak', '✓', '12', '$x'];

/** A value of an input type as JSON, coercible: sometimes written as what only becomes it by coercion. */
export function drawValue(random: Random, type: GraphQLInputType, depth: number): unknown {
  if (isNonNullType(type)) return drawValue(random, type.ofType, depth);
  if (isListType(type)) {
    const item = () => drawItem(random, type.ofType, depth + 1);
    // A single value stands for a list of one (specification, "List", input coercion).
    const nested = isListType(isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType);
    if (!nested && random.chance(0.2)) return drawValue(random, type.ofType, depth + 1);
    return Array.from({ length: random.below(3) }, item);
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return Object.fromEntries(
      fields
        .filter((field) => isRequiredInputField(field) || (random.chance(0.4) && depth < 2))
        .map((field) => [field.name, drawItem(random, field.type, depth + 1)]),
    );
  }
  switch (type.name) {
    case 'Int':
      return random.below(50) - 10;
    case 'Float':
      return random.chance(0.5) ? random.below(9) : random.below(100) / 8;
    case 'Boolean':
      return random.chance(0.5);
    case 'ID':
      return random.chance(0.5) ? random.below(99) : String(random.below(99));
    case 'String':
      return random.pick(WORDS);
    default:
      return random.pick<unknown>([1, 'text', true, { a: [1, { b: 2 }] }, [[]]]);
  }
}

export const drawItem = (random: Random, type: GraphQLInputType, depth: number): unknown =>
  !isNonNullType(type) && random.chance(0.15) ? null : drawValue(random, type, depth);

/** A value's text in a document. */
export function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null || value === undefined) return 'null';
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) {
    if (!Array.isArray(value)) return literal(value, inner.ofType);
    return `[${value.map((item) => literal(item, inner.ofType)).join(', ')}]`;
  }
  if (isEnumType(inner)) return String(value);
  if (isInputObjectType(inner)) {
    const fields = inner.getFields();
    const members = Object.entries(value).map(([name, member]) => {
      const field = fields[name];
      return field === undefined ? '' : `${name}: ${literal(member, field.type)}`;
    });
    return `{${members.join(', ')}}`;
  }
  return untyped(value);
}

function untyped(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(untyped).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${name}: ${untyped(member)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}
