import type { FetchNode } from '@apollo/query-planner';
import { Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from 'graphql';
import type { FitsType } from './types.ts';

/** The operation that a fetch sends. */
export function operationOf(fetch: FetchNode): OperationDefinitionNode {
  const document = parse(fetch.operation, { noLocation: true });
  for (const definition of document.definitions) if (definition.kind === Kind.OPERATION_DEFINITION) return definition;
  throw new Error('a fetch of the plan has no operation');
}

/** What a fetch asks of the objects that it is for: below `_entities`, if it is for entities. */
export function selectionsOf(fetch: FetchNode): SelectionSetNode {
  const { selectionSet } = operationOf(fetch);
  if (fetch.requires === undefined) return selectionSet;
  const [entities] = selectionSet.selections;
  if (entities?.kind !== Kind.FIELD || entities.selectionSet === undefined) {
    throw new Error('an entity fetch of the plan does not ask for _entities');
  }
  return entities.selectionSet;
}

/** The name under which a key of a fetch's answer lies in the data. */
export const renamedKey = (fetch: FetchNode, key: string): string => {
  const rename = fetch.outputRewrites?.find((rewrite) => rewrite.path.at(-1) === key);
  return rename?.kind === 'KeyRenamer' ? rename.renameKeyTo : key;
};

/** The keys that a fetch gives objects of a type, as they lie in the data. */
export function fetchedKeys(fetch: FetchNode, typeName: unknown, fits: FitsType): string[] {
  const keys = new Set<string>();
  function visit(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        if (key !== '__typename') keys.add(renamedKey(fetch, key));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (condition === undefined || typeof typeName !== 'string' || fits(typeName, condition)) {
          visit(selection.selectionSet);
        }
      }
    }
  }
  visit(selectionsOf(fetch));
  return [...keys];
}
