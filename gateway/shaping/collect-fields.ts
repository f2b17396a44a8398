import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Answers whether `@skip` and `@include` let a selection stand. */
export type Includes = (selection: SelectionNode) => boolean;

/** The fragments of a document, by name. */
export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** Where a fragment's fields are left out of what is collected: what `@defer` puts off. */
export type Omits = (selection: SelectionNode) => boolean;

/** Whether a fragment with this type condition is for objects of a type (specification, "DoesFragmentTypeApply"). */
export function fragmentApplies(
  schema: GraphQLSchema,
  type: GraphQLObjectType | GraphQLInterfaceType,
  condition: string | undefined,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const abstract = schema.getType(condition);
  return isAbstractType(abstract) && schema.isSubType(abstract, type);
}

const omitsNothing: Omits = () => false;

/**
 * The fields that an operation asks of objects of one type, by response name, in the order of their first appearance
 * (specification, "CollectFields"). The same fragment counts once.
 */
export function collectFields(
  schema: GraphQLSchema,
  fragments: Fragments,
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: Iterable<SelectionSetNode>,
  includes: Includes,
  omits: Omits = omitsNothing,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();

  const applies = (condition: string | undefined) => fragmentApplies(schema, type, condition);

  function visit(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (!includes(selection) || omits(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const same = fields.get(name);
        if (same === undefined) fields.set(name, [selection]);
        else same.push(selection);
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) visit(selection.selectionSet);
        continue;
      }
      const name = selection.name.value;
      const fragment = fragments[name];
      if (visited.has(name) || fragment === undefined) continue;
      visited.add(name);
      if (applies(fragment.typeCondition.name.value)) visit(fragment.selectionSet);
    }
  }

  for (const set of sets) visit(set);
  return fields;
}

/** The selection sets below fields of one response name. */
export const selectionSetsOf = (fields: readonly FieldNode[]): SelectionSetNode[] =>
  fields.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
