import type { FetchNode } from '@apollo/query-planner';
import { Kind, type SelectionSetNode } from 'graphql';
import type { PlanPath } from './data.ts';
import { renamedKey, selectionsOf } from './fetch-keys.ts';

/** A fetch and where in the data it puts its answer. */
export interface PlacedFetch {
  readonly fetch: FetchNode;
  readonly path: PlanPath;
}

/**
 * Whether two fetches of a plan put members into the same objects. Where none do, an object of an answer may stand at
 * several places of the data: what is merged into it is the same for all of them. Where some do, each place needs its own.
 */
export function fetchesOverlap(fetches: readonly PlacedFetch[]): boolean {
  const objects = new Set<string>();
  return fetches.some(({ fetch, path }) => {
    const own = new Set<string>();
    function visit(set: SelectionSetNode, at: string): void {
      for (const selection of set.selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet, at);
        if (selection.kind !== Kind.FIELD || selection.selectionSet === undefined) continue;
        const below = `${at}.${renamedKey(fetch, selection.alias?.value ?? selection.name.value)}`;
        own.add(below);
        visit(selection.selectionSet, below);
      }
    }
    visit(
      selectionsOf(fetch),
      path
        .filter((step) => step !== '@')
        .map((step) => `.${step}`)
        .join(''),
    );
    const overlaps = [...own].some((object) => objects.has(object));
    for (const object of own) objects.add(object);
    return overlaps;
  });
}
