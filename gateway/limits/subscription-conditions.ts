import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { MAX_TOKENS } from './document-limits.ts';

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch {
    return undefined;
  }
}

/**
 * Whether a subscription's root selection hangs on @skip or @include, itself or in a fragment. The specification has none
 * there ("Single Root Field", graphql-spec pull request 860), and validation by graphql-js throws instead of giving an error.
 */
export function rootSelectionIsConditional(text: string): boolean {
  const definitions = parsed(text)?.definitions ?? [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
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

  return definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === 'subscription' &&
      isConditional(definition.selectionSet),
  );
}
