import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/**
 * Whether a subscription's root selection hangs on @skip or @include, itself or in a fragment. The specification has none
 * there ("Single Root Field", graphql-spec pull request 860), and validation by graphql-js throws instead of giving an error.
 */
export function rootSelectionIsConditional(
  { selectionSet }: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): boolean {
  const spread = new Set<string>();

  function isConditional({ selections }: SelectionSetNode): boolean {
    return selections.some((selection) => {
      if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) return true;
      if (selection.kind === Kind.FIELD) return false;
      if (selection.kind === Kind.INLINE_FRAGMENT) return isConditional(selection.selectionSet);
      const name = selection.name.value;
      if (spread.has(name)) return false;
      spread.add(name);
      const fragment = fragments.get(name);
      return fragment !== undefined && isConditional(fragment.selectionSet);
    });
  }

  return isConditional(selectionSet);
}
