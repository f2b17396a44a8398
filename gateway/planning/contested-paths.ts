import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Overlaps } from './type-overlap.ts';

/** Calls back for every field of a representation. @returns what is left; what nothing is left of goes as well */
export function filterFields(
  selections: readonly QueryPlanSelectionNode[],
  keep: (path: string, key: string) => boolean,
  path = '',
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    const at = selection.kind === 'Field' ? `${path}.${selection.name}` : path;
    if (selection.kind === 'Field' && !keep(at, selection.alias ?? selection.name)) return [];
    if (selection.selections === undefined) return [selection];
    const below = filterFields(selection.selections, keep, at);
    return below.length === 0 ? [] : [{ ...selection, selections: below }];
  });
}

/** A value in a representation, under the type conditions on the way to it. */
interface Place {
  readonly path: string;
  readonly key: string;
  readonly conditions: readonly { readonly path: string; readonly type: string }[];
}

function placesOf(
  selections: readonly QueryPlanSelectionNode[],
  path = '',
  conditions: Place['conditions'] = [],
): Place[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'InlineFragment') {
      const type = selection.typeCondition;
      return placesOf(selection.selections, path, type === undefined ? conditions : [...conditions, { path, type }]);
    }
    const at = `${path}.${selection.name}`;
    const place = { path: at, key: selection.alias ?? selection.name, conditions };
    return [place, ...placesOf(selection.selections ?? [], at, conditions)];
  });
}

/** The paths at which one object's representation would need more than one value. */
export function contestedPaths(requires: readonly QueryPlanSelectionNode[], overlaps: Overlaps): Set<string> {
  const places = placesOf(requires);
  const meet = (one: Place, other: Place) =>
    one.conditions.every(({ path, type }) =>
      other.conditions.every((condition) => condition.path !== path || overlaps(type, condition.type)),
    );
  const isContested = (one: Place) =>
    places.some((other) => other.path === one.path && other.key !== one.key && meet(one, other));
  return new Set(places.filter(isContested).map(({ path }) => path));
}
