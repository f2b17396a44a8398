import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { CostDirectives, ListSize } from './cost-directives.ts';

/** Of a mutation's root field, unless its own @cost says otherwise: Apollo Router's weight of a mutation. */
const MUTATION_WEIGHT = 10;

/**
 * Of `__schema` and `__type` with all that is asked below them: the answer of graphql-js' introspection query takes about as
 * long as that many objects.
 */
const INTROSPECTION_WEIGHT = 1_000;

/** A field, as far as its cost does not hang on the operation. */
export interface FieldCost {
  /** Of one item, without what is asked below it. */
  readonly weight: number;
  readonly isList: boolean;
  readonly size: ListSize | undefined;
  readonly sizedFields: ReadonlySet<string>;
  readonly slicingArguments: readonly GraphQLArgument[];
  /** Arguments that cost something. */
  readonly weighedArguments: readonly GraphQLArgument[];
  /** Undefined for leaves, and for introspection, which is paid for whole. */
  readonly below: GraphQLCompositeType | undefined;
}

export interface CostSchema {
  /** Undefined for a field that the type does not have, and for `__typename`. */
  field(parent: GraphQLCompositeType, name: string): FieldCost | undefined;
  /** Cost of one value that is given for an argument or an input field. */
  input(coordinate: string, type: GraphQLInputType, value: unknown): number;
}

const PAGE_FIELDS = ['nodes', 'edges'];
const PAGE_ARGUMENTS = ['first', 'last'];

const nullable = (type: GraphQLOutputType) => (isNonNullType(type) ? type.ofType : type);
const isList = (type: GraphQLOutputType) => isListType(nullable(type));

/** Relay's connections ("GraphQL Cursor Connections Specification") and lists with `first` or `last` need no directive. */
function sizeByConvention({ args, type }: GraphQLField<unknown, unknown>): ListSize | undefined {
  const slicingArguments = args.map(({ name }) => name).filter((name) => PAGE_ARGUMENTS.includes(name));
  if (slicingArguments.length === 0) return undefined;
  const named = getNamedType(type);
  const fields = isObjectType(named) ? named.getFields() : {};
  const sizedFields = isList(type)
    ? []
    : PAGE_FIELDS.filter((name) => {
        const field = fields[name];
        return field !== undefined && isList(field.type);
      });
  return { assumedSize: undefined, slicingArguments, sizedFields, requireOneSlicingArgument: false };
}

/** Joins a schema with what is said of its costs: objects weigh 1, scalars and enums 0, a mutation 10, inputs 0. */
export function createCostSchema(schema: GraphQLSchema, { weights, listSizes }: CostDirectives): CostSchema {
  const known = new Map<GraphQLCompositeType, Map<string, FieldCost | undefined>>();
  const weighed = new Map<GraphQLNamedType, boolean>();

  function weightOfType(type: GraphQLNamedType): number {
    const own = weights.get(type.name);
    if (own !== undefined) return own;
    if (!isAbstractType(type)) return isCompositeType(type) ? 1 : 0;
    return schema.getPossibleTypes(type).reduce((most, possible) => Math.max(most, weightOfType(possible)), 0);
  }

  /** Whether a value of this type can cost something. */
  function isWeighed(type: GraphQLNamedType): boolean {
    const before = weighed.get(type);
    if (before !== undefined) return before;
    weighed.set(type, false);
    const result =
      (weights.get(type.name) ?? 0) > 0 ||
      (isInputObjectType(type) &&
        Object.values(type.getFields()).some(
          (field) => (weights.get(`${type.name}.${field.name}`) ?? 0) > 0 || isWeighed(getNamedType(field.type)),
        ));
    weighed.set(type, result);
    return result;
  }

  function input(coordinate: string, type: GraphQLInputType, value: unknown): number {
    if (value === undefined || value === null) return 0;
    if (Array.isArray(value)) return value.reduce((sum, member) => sum + input(coordinate, type, member), 0);
    const named = getNamedType(type);
    let total = weights.get(coordinate) ?? weights.get(named.name) ?? 0;
    if (isInputObjectType(named) && isWeighed(named)) {
      const given = value as Record<string, unknown>;
      for (const field of Object.values(named.getFields())) {
        total += input(`${named.name}.${field.name}`, field.type, given[field.name]);
      }
    }
    return total;
  }

  function ofDefinition(owners: readonly string[], definition: GraphQLField<unknown, unknown>, isMutation: boolean) {
    const { name, type, args } = definition;
    const own = owners.flatMap((owner) => weights.get(`${owner}.${name}`) ?? []);
    const named = getNamedType(type);
    const weight = own.length > 0 ? Math.max(...own) : weightOfType(named) + (isMutation ? MUTATION_WEIGHT : 0);
    const directive = owners.map((owner) => listSizes.get(`${owner}.${name}`)).find((given) => given !== undefined);
    const size = directive ?? sizeByConvention(definition);
    return {
      weight,
      isList: isList(type),
      size,
      sizedFields: new Set(size?.sizedFields),
      slicingArguments: args.filter((argument) => size?.slicingArguments.includes(argument.name)),
      weighedArguments: args.filter(
        (argument) => weights.has(`${owners[0]}.${name}.${argument.name}`) || isWeighed(getNamedType(argument.type)),
      ),
      below: isCompositeType(named) ? named : undefined,
    };
  }

  function find(parent: GraphQLCompositeType, name: string): FieldCost | undefined {
    if (parent === schema.getQueryType() && (name === '__schema' || name === '__type')) {
      return {
        weight: INTROSPECTION_WEIGHT,
        isList: false,
        size: undefined,
        sizedFields: new Set(),
        slicingArguments: [],
        weighedArguments: [],
        below: undefined,
      };
    }
    const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
    if (definition === undefined) return undefined;
    const possible = isAbstractType(parent) ? schema.getPossibleTypes(parent).map((type) => type.name) : [];
    return ofDefinition([parent.name, ...possible], definition, parent === schema.getMutationType());
  }

  return {
    field(parent, name) {
      const fields = known.get(parent) ?? new Map<string, FieldCost | undefined>();
      known.set(parent, fields);
      if (!fields.has(name)) fields.set(name, find(parent, name));
      return fields.get(name);
    },
    input,
  };
}
