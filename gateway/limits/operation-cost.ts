import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { readCostDirectives } from './cost-directives.ts';
import { type CompiledCost, createCostProgram, type Term } from './cost-program.ts';
import { createCostSchema, type FieldCost } from './cost-schema.ts';

export type { CompiledCost } from './cost-program.ts';

export interface CostOptions {
  /** Items of a list of which nothing is said. */
  readonly listSize: number;
}

/** The lists that the object at hand holds, and how long they are. */
interface SizedLists {
  readonly fields: ReadonlySet<string>;
  readonly size: Term;
}

/** One level of fields: fragments that are spread in it more than once are gone through once for each type. */
interface Level {
  readonly sized: SizedLists | undefined;
  readonly known: Map<SelectionSetNode, Map<GraphQLCompositeType, Term>>;
}

const sizeOf = (value: unknown): number | undefined =>
  Number.isFinite(value) ? Math.max(0, Number(value)) : undefined;

function hasVariables(node: FieldNode, name: string): boolean {
  const argument = node.arguments?.find((given) => given.name.value === name);
  let found = false;
  if (argument !== undefined) {
    visit(argument, {
      Variable() {
        found = true;
      },
    });
  }
  return found;
}

const argumentValue = (node: FieldNode, name: string, variables?: Readonly<Record<string, unknown>>): unknown => {
  const value = node.arguments?.find((given) => given.name.value === name)?.value;
  return value === undefined ? undefined : valueFromASTUntyped(value, variables);
};

/**
 * Reads the costs of a schema once; what it gives compiles an operation's static cost, an upper bound: the list size times
 * what is asked of an item, summed over all fields. @skip and @include are not heeded, fields of one name count each, of
 * an interface or union counts the type that costs most.
 *
 * @param schema what clients see of the supergraph
 * @returns compiles the cost of a valid operation; a constant unless variables say sizes or hold inputs that cost something.
 *   It throws a GraphQLError (BAD_USER_INPUT) where a list wants exactly one slicing argument and has none or several
 */
export function createCostModel(supergraph: DocumentNode, schema: GraphQLSchema, options: CostOptions) {
  const costs = createCostSchema(schema, readCostDirectives(supergraph));

  return function compileCost(
    operation: OperationDefinitionNode,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ): CompiledCost {
    const root = schema.getRootType(operation.operation);
    if (!root) return () => 0;
    const program = createCostProgram();
    const defaults = new Map<string, unknown>();
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
      if (defaultValue !== undefined) defaults.set(variable.name.value, valueFromASTUntyped(defaultValue));
    }
    const plain: Level = { sized: undefined, known: new Map() };

    /** Items of the list, or of the lists in the object, that a field gives. */
    function sizeOfField(node: FieldNode, { size, slicingArguments }: FieldCost): Term {
      const assumed = size?.assumedSize ?? options.listSize;
      const terms: Term[] = [];
      for (const { name, defaultValue } of slicingArguments) {
        const value = node.arguments?.find((given) => given.name.value === name)?.value;
        if (value?.kind === Kind.VARIABLE) {
          const variable = value.name.value;
          const otherwise = defaults.has(variable) ? defaults.get(variable) : defaultValue;
          terms.push(
            program.read((variables) => {
              const given = variables[variable];
              return sizeOf(given === undefined ? otherwise : given) ?? assumed;
            }),
          );
        } else {
          const known = value === undefined ? sizeOf(defaultValue) : (sizeOf(valueFromASTUntyped(value)) ?? assumed);
          if (known !== undefined) terms.push(known);
        }
      }
      return terms.length === 0 ? assumed : program.max(terms);
    }

    function checkSlicing(node: FieldNode, { size, slicingArguments }: FieldCost): void {
      if (!size?.requireOneSlicingArgument || slicingArguments.length === 0) return;
      const given = slicingArguments.filter(({ name }) => node.arguments?.some((one) => one.name.value === name));
      const counted = given.length > 0 ? given : slicingArguments.filter(({ defaultValue }) => defaultValue != null);
      if (counted.length === 1) return;
      throw new GraphQLError(`Field "${node.name.value}" wants exactly one of: ${size.slicingArguments.join(', ')}.`, {
        nodes: node,
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }

    function ofArguments(parent: GraphQLCompositeType, node: FieldNode, { weighedArguments }: FieldCost): Term {
      const terms = weighedArguments.map(({ name, type }): Term => {
        const coordinate = `${parent.name}.${node.name.value}.${name}`;
        if (!hasVariables(node, name)) return costs.input(coordinate, type, argumentValue(node, name));
        return program.read((variables) => costs.input(coordinate, type, argumentValue(node, name, variables)));
      });
      return program.sum(terms);
    }

    function ofField(parent: GraphQLCompositeType, node: FieldNode, sized: SizedLists | undefined): Term {
      const field = costs.field(parent, node.name.value);
      if (field === undefined) return 0;
      checkSlicing(node, field);
      const ownSize = field.size === undefined ? options.listSize : sizeOfField(node, field);
      const within: Level =
        field.sizedFields.size === 0
          ? plain
          : { sized: { fields: field.sizedFields, size: ownSize }, known: new Map() };
      const below =
        field.below === undefined || node.selectionSet === undefined
          ? 0
          : ofSelections(field.below, node.selectionSet, within);
      const item = program.sum([field.weight, below]);
      const isSized = sized?.fields.has(node.name.value) === true;
      let items: Term = 1;
      if (field.isList) items = isSized ? sized.size : field.sizedFields.size > 0 ? options.listSize : ownSize;
      return program.sum([ofArguments(parent, node, field), program.product(items, item)]);
    }

    function compute(parent: GraphQLCompositeType, { selections }: SelectionSetNode, level: Level): Term {
      const always: Term[] = [];
      const byType = new Map<GraphQLCompositeType, Term[]>();
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          always.push(ofField(parent, selection, level.sized));
          continue;
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment === undefined) continue;
        const named = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
        const condition = isCompositeType(named) ? named : parent;
        if (condition === parent || (isAbstractType(condition) && schema.isSubType(condition, parent as never))) {
          always.push(ofSelections(parent, fragment.selectionSet, level));
          continue;
        }
        if (!isAbstractType(parent)) continue;
        const term = ofSelections(condition, fragment.selectionSet, level);
        for (const type of isObjectType(condition) ? [condition] : schema.getPossibleTypes(condition)) {
          if (!schema.isSubType(parent, type)) continue;
          const terms = byType.get(type);
          if (terms === undefined) byType.set(type, [term]);
          else terms.push(term);
        }
      }
      return program.sum([...always, program.max([...byType.values()].map((terms) => program.sum(terms)))]);
    }

    function ofSelections(parent: GraphQLCompositeType, selectionSet: SelectionSetNode, level: Level): Term {
      const byParent = level.known.get(selectionSet) ?? new Map<GraphQLCompositeType, Term>();
      level.known.set(selectionSet, byParent);
      const before = byParent.get(parent);
      if (before !== undefined) return before;
      // A fragment within itself is not valid; it ends here all the same.
      byParent.set(parent, 0);
      const term = compute(parent, selectionSet, level);
      byParent.set(parent, term);
      return term;
    }

    return program.compile(ofSelections(root, operation.selectionSet, plain));
  };
}
