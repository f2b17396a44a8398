import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { isCondition } from './conditions.ts';
import { placeOf } from './denied-field.ts';
import type { VisitedOperation } from './visit-fields.ts';

type Types = readonly GraphQLObjectType[];

/** Where a pruned operation answers which type an object has, unless the client itself names a field so. */
const TYPE_ALIAS = 'agora__typename';

const named = (value: string) => ({ kind: Kind.NAME, value }) as const;
const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections });
const onType = (type: string, selections: readonly SelectionNode[]): SelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  typeCondition: { kind: Kind.NAMED_TYPE, name: named(type) },
  selectionSet: setOf(selections),
});

/** A response name for the type of an object that a document does not use itself. */
export function typeAliasFor(document: DocumentNode): string {
  const taken = new Set<string>();
  visit(document, {
    Field({ alias, name }) {
      taken.add(alias?.value ?? name.value);
    },
  });
  let alias = TYPE_ALIAS;
  while (taken.has(alias)) alias += '_';
  return alias;
}

/** The operation without the variables that nothing in it uses any more. */
function withoutUnusedVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
  const used = new Set<string>();
  visit(
    { ...operation, variableDefinitions: [] },
    {
      Variable({ name }) {
        used.add(name.value);
      },
    },
  );
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return { ...operation, variableDefinitions };
}

/**
 * Takes denied fields out of an operation. Where an answer may hold objects of several types it is made to say which, and
 * fragments are spread out, since one may be denied a field at one place only.
 *
 * @param denied places, as placeOf names them
 * @returns undefined when nothing is left
 */
export function pruneOperation(
  { operation, root, fragments, types }: VisitedOperation,
  denied: ReadonlySet<string>,
  typeAlias: string,
): DocumentNode | undefined {
  const typeMarker: FieldNode = { kind: Kind.FIELD, alias: named(typeAlias), name: named('__typename') };

  /** What is left of a field where objects of these types can stand. */
  function prunedField(field: FieldNode, parents: Types, path: readonly string[]): SelectionNode[] {
    const name = field.name.value;
    if (name.startsWith('__')) return [field];
    const here = [...path, field.alias?.value ?? name];
    const allowed = parents.filter((type) => !denied.has(placeOf(here, type.name)));
    if (allowed.length === 0) return [];
    let kept = field;
    if (field.selectionSet !== undefined) {
      const selections = prunedSet(field.selectionSet, types.below(allowed, name), here);
      const isAbstract = allowed.some((type) => isAbstractType(getNamedType(type.getFields()[name]?.type)));
      const marked = isAbstract || selections.length === 0 ? [typeMarker, ...selections] : selections;
      kept = { ...field, selectionSet: setOf(marked) };
    }
    return allowed.length === parents.length ? [kept] : allowed.map((type) => onType(type.name, [kept]));
  }

  function prunedSet({ selections }: SelectionSetNode, parents: Types, path: readonly string[]): SelectionNode[] {
    return selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return prunedField(selection, parents, path);
      const body = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (body === undefined) return [];
      const { typeCondition } = body;
      const narrowed = types.narrow(parents, typeCondition?.name.value);
      const left = narrowed.length === 0 ? [] : prunedSet(body.selectionSet, narrowed, path);
      if (left.length === 0) return [];
      const directives = (selection.directives ?? []).filter(isCondition);
      const condition = typeCondition === undefined ? {} : { typeCondition };
      return [{ kind: Kind.INLINE_FRAGMENT, ...condition, directives, selectionSet: setOf(left) }];
    });
  }

  const selections = prunedSet(operation.selectionSet, [root], []);
  if (selections.length === 0) return undefined;
  const pruned = withoutUnusedVariables({ ...operation, selectionSet: setOf(selections) });
  return { kind: Kind.DOCUMENT, definitions: [pruned] };
}
