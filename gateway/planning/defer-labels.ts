import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  getOperationAST,
  type InlineFragmentNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** A place in a document where a client may put off a part. */
export type FragmentPlace = FragmentSpreadNode | InlineFragmentNode;

/** A document's fragments, by name. */
export const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );

/** The argument `if` of a directive. */
export const conditionOf = (directive: DirectiveNode) =>
  directive.arguments?.find(({ name }) => name.value === 'if')?.value;

/** The `@defer` of a fragment that can put it off: `if: false` puts nothing off. */
export function deferOf(place: FragmentPlace): DirectiveNode | undefined {
  const defer = place.directives?.find(({ name }) => name.value === 'defer');
  const condition = defer === undefined ? undefined : conditionOf(defer);
  return condition?.kind === Kind.BOOLEAN && !condition.value ? undefined : defer;
}

/**
 * A private label for every place of an operation that `@defer` puts off, the same for the same document wherever it is
 * computed: places are numbered as they stand, a named fragment's at its first spread. The planner tells deferred parts
 * apart by label alone, and what a fragment puts off is put off once for each spread of it: so a plan's labels are these
 * with a number of the occurrence behind them, which `placeOfLabel` takes off.
 */
export function deferLabels(
  document: DocumentNode,
  operationName: string | undefined,
): ReadonlyMap<FragmentPlace, string> {
  const fragments = fragmentsOf(document);
  const labels = new Map<FragmentPlace, string>();
  const visited = new Set<string>();

  function visit({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.selectionSet !== undefined) visit(selection.selectionSet);
        continue;
      }
      if (deferOf(selection) !== undefined) labels.set(selection, `d${labels.size}`);
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet);
        continue;
      }
      const name = selection.name.value;
      const fragment = fragments.get(name);
      if (fragment === undefined || visited.has(name)) continue;
      visited.add(name);
      visit(fragment.selectionSet);
    }
  }

  const operation = getOperationAST(document, operationName);
  if (operation) visit(operation.selectionSet);
  return labels;
}

/** The label, as `deferLabels` gives it, of the place that a deferred node of a plan is for. */
export const placeOfLabel = (planLabel: string): string => planLabel.slice(0, planLabel.indexOf('_'));
