import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parse,
  validate,
} from 'graphql';
import { drawItem, drawValue, literal } from './input-values.ts';
import { createRandom, type Random } from './random.ts';

/** An operation, and how to draw values for its variables. */
export interface Operation {
  readonly text: string;
  readonly document: DocumentNode;
  /** @returns as clients would send them, and coerced */
  drawVariables(random: Random): { raw: Record<string, unknown>; coerced: Record<string, unknown> };
}

interface Variable {
  name: string;
  type: string;
  /** Null may be given. */
  nullable: boolean;
  /** It may be left out. */
  optional: boolean;
  draw: (random: Random) => unknown;
}

/** Writes one operation after the other, until one is valid. */
class Writer {
  readonly #random: Random;
  readonly #schema: GraphQLSchema;
  readonly #composites: readonly GraphQLNamedType[];
  #budget: number;
  readonly variables: Variable[] = [];
  readonly fragments: { name: string; on: string; text: string }[] = [];

  constructor(random: Random, schema: GraphQLSchema, budget: number) {
    this.#random = random;
    this.#schema = schema;
    this.#budget = budget;
    this.#composites = Object.values(schema.getTypeMap()).filter(
      (type) => (isObjectType(type) || isAbstractType(type)) && !type.name.startsWith('__'),
    );
  }

  #variable(type: string, draw: (random: Random) => unknown, nullable: boolean, fallback: string | undefined): string {
    const name = `v${this.variables.length}`;
    this.variables.push({
      name,
      type: fallback === undefined ? type : `${type} = ${fallback}`,
      nullable,
      optional: nullable || fallback !== undefined,
      draw,
    });
    return `$${name}`;
  }

  #condition(): string {
    const random = this.#random;
    const kind = random.pick(['skip', 'include']);
    const known = this.variables.filter(({ type }) => type.startsWith('Boolean!'));
    if (random.chance(0.15)) return ` @${kind}(if: ${random.chance(0.5)})`;
    const variable =
      known.length > 0 && random.chance(0.6)
        ? `$${random.pick(known).name}`
        : this.#variable('Boolean!', (one) => one.chance(0.5), false, random.chance(0.3) ? 'true' : undefined);
    return ` @${kind}(if: ${variable})`;
  }

  #conditions(rate: number): string {
    if (!this.#random.chance(rate)) return '';
    const first = this.#condition();
    if (!this.#random.chance(0.2)) return first;
    const second = this.#condition();
    return first.slice(0, 5) === second.slice(0, 5) ? first : first + second;
  }

  #argument(argument: GraphQLArgument): string {
    const random = this.#random;
    const { type } = argument;
    if (random.chance(0.4)) {
      const inner = isNonNullType(type) ? type.ofType : type;
      const draw = (one: Random) => drawValue(one, inner, 0);
      const fallback = random.chance(0.3) ? literal(drawValue(random, inner, 0), inner) : undefined;
      // With a default it may be nullable where null must not go; then null is never given.
      if (isNonNullType(type)) {
        const soft = fallback !== undefined && random.chance(0.5);
        return `${argument.name}: ${this.#variable(soft ? `${inner}` : `${type}`, draw, false, fallback)}`;
      }
      return `${argument.name}: ${this.#variable(`${type}`, draw, true, fallback)}`;
    }
    return `${argument.name}: ${literal(drawItem(random, type, 0), type)}`;
  }

  #arguments(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.filter((argument) => isRequiredArgument(argument) || this.#random.chance(0.5));
    const shuffled = this.#random.shuffled(given);
    return shuffled.length === 0 ? '' : `(${shuffled.map((argument) => this.#argument(argument)).join(', ')})`;
  }

  #fieldsOf(type: GraphQLNamedType): readonly GraphQLField<unknown, unknown>[] {
    return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  }

  #overlapping(type: GraphQLNamedType): GraphQLNamedType[] {
    const possible = (one: GraphQLNamedType): readonly GraphQLObjectType[] =>
      isObjectType(one) ? [one] : isAbstractType(one) ? this.#schema.getPossibleTypes(one) : [];
    const own = new Set(possible(type));
    return this.#composites.filter((other) => possible(other).some((one) => own.has(one)));
  }

  #field(
    type: GraphQLNamedType,
    depth: number,
  ): { text: string; head: string; below: GraphQLNamedType | undefined } | undefined {
    const random = this.#random;
    const all = this.#fieldsOf(type);
    const fields = depth > 0 ? all : all.filter((field) => isLeafType(getNamedType(field.type)));
    if (fields.length === 0) return undefined;
    const field = random.pick(fields);
    const named = getNamedType(field.type);
    const others = all.map(({ name }) => name);
    const alias = random.chance(0.2)
      ? `${random.pick([...others, 'a', 'b', 'c', 'id', 'constructor', 'toString'])}: `
      : '';
    const head = `${alias}${field.name}${this.#arguments(field)}`;
    const conditions = this.#conditions(0.12);
    const below = isLeafType(named) ? undefined : named;
    return {
      text: `${head}${conditions}${below === undefined ? '' : ` ${this.selections(below, depth - 1)}`}`,
      head,
      below,
    };
  }

  selections(type: GraphQLNamedType, depth: number): string {
    const random = this.#random;
    const parts: string[] = [];
    const count = 1 + random.below(5);
    for (let index = 0; index < count && this.#budget > 0; index += 1) {
      this.#budget -= 1;
      const kind = random.below(100);
      if (kind < 7) {
        parts.push(
          `${random.chance(0.3) ? `${random.pick(['a', 'type', 'id'])}: ` : ''}__typename${this.#conditions(0.1)}`,
        );
      } else if (kind < 20 && depth >= 0) {
        const on = random.chance(0.25) ? undefined : random.pick(this.#overlapping(type));
        const condition = on === undefined ? '' : ` on ${on.name}`;
        parts.push(`...${condition}${this.#conditions(0.15)} ${this.selections(on ?? type, depth)}`);
      } else if (kind < 30 && depth >= 0) {
        const overlapping = this.#overlapping(type);
        const known = this.fragments.filter(({ on }) => overlapping.some(({ name }) => name === on));
        if (known.length > 0 && random.chance(0.5)) {
          parts.push(`...${random.pick(known).name}${this.#conditions(0.1)}`);
        } else {
          const on = random.pick(overlapping);
          const text = this.selections(on, depth);
          const name = `Part${this.fragments.length}`;
          this.fragments.push({ name, on: on.name, text });
          parts.push(`...${name}${this.#conditions(0.1)}`);
        }
      } else {
        const field = this.#field(type, depth);
        if (field === undefined) continue;
        parts.push(field.text);
        // The same once more, with something else below, or under another condition.
        if (random.chance(0.15)) {
          const below = field.below === undefined ? '' : ` ${this.selections(field.below, depth - 1)}`;
          parts.push(`${field.head}${this.#conditions(0.4)}${below}`);
        }
      }
    }
    return `{ ${parts.length === 0 ? '__typename' : parts.join(' ')} }`;
  }
}

const INTROSPECTION = [
  '__schema { queryType { name kind } mutationType { fields { name } } }',
  '__type(name: "Query") { fields(includeDeprecated: true) { name args { name defaultValue type { name kind ofType { name } } } } }',
  'meta: __type(name: "Nothing") { name }',
  '__type(name: "Color") { enumValues { name } kind }',
];

/** An operation out of its text. @throws when it is not valid */
export function readOperation(schema: GraphQLSchema, text: string, variables: readonly Variable[] = []): Operation {
  const document = parse(text, { noLocation: true });
  const [problem] = validate(schema, document);
  if (problem !== undefined) throw new Error(`${problem.message}\n${text}`);
  const definitions = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
  return {
    text,
    document,
    drawVariables(random) {
      const raw: Record<string, unknown> = {};
      for (const { name, nullable, optional, draw } of variables) {
        if (optional && random.chance(0.3)) continue;
        raw[name] = nullable && random.chance(0.2) ? null : draw(random);
      }
      if (variables.length === 0) {
        for (const { variable, defaultValue } of definitions) {
          if (defaultValue === undefined) raw[variable.name.value] = random.chance(0.5);
        }
      }
      const { coerced, errors } = getVariableValues(schema, definitions, raw);
      if (coerced === undefined) throw new Error(`${errors?.[0]?.message}\n${text}\n${JSON.stringify(raw)}`);
      return { raw, coerced };
    },
  };
}

/** Draws a valid operation; undefined when none of a few was. */
export function generateOperation(schema: GraphQLSchema, seed: string): Operation | undefined {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const random = createRandom(`operation ${seed} ${attempt}`);
    const mutation = schema.getMutationType();
    const root = mutation && random.chance(0.15) ? mutation : schema.getQueryType();
    if (!root) return undefined;
    const writer = new Writer(random, schema, random.pick([8, 16, 32]));
    let selections = writer.selections(root, random.pick([2, 3, 4, 5]));
    if (root !== mutation && random.chance(0.06))
      selections = `${selections.slice(0, -1)} ${random.pick(INTROSPECTION)} }`;
    const variables = writer.variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    const fragments = writer.fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`);
    const head = `${root === mutation ? 'mutation' : 'query'}${variables === '' ? '' : ` (${variables})`}`;
    try {
      return readOperation(schema, [`${head} ${selections}`, ...fragments].join('\n'), writer.variables);
    } catch {
      // Names that collide, most of the time.
    }
  }
  return undefined;
}
