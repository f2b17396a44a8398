import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, type ValueNode } from 'graphql';

/** Fields of one response name at one place in the answer. */
interface Group {
  fields: number;
  /** Fields and the values in their arguments. */
  weight: number;
  readonly below: SelectionSetNode[];
}

function weightOfValue(value: ValueNode): number {
  let weight = 1;
  if (value.kind === Kind.LIST) for (const member of value.values) weight += weightOfValue(member);
  if (value.kind === Kind.OBJECT) for (const field of value.fields) weight += weightOfValue(field.value);
  return weight;
}

function weightOf(field: FieldNode): number {
  let weight = 1;
  for (const { value } of field.arguments ?? []) weight += weightOfValue(value);
  return weight;
}

/**
 * Counts what the rule "fields of one name must merge" has to compare: graphql-js compares each with each, arguments printed.
 *
 * @param roots selection sets of operations, no fragment of which is within itself
 * @param limit counting ends where it is passed, `Infinity` counts nothing
 */
export function countOverlaps(
  roots: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  limit: number,
): number {
  let looked = 0;
  let overlaps = 0;

  function collect(selectionSet: SelectionSetNode, groups: Map<string, Group>, spread: Set<string>): void {
    for (const selection of selectionSet.selections) {
      looked += 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet, groups, spread);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        if (fragment === undefined || spread.has(name)) continue;
        spread.add(name);
        collect(fragment.selectionSet, groups, spread);
      } else {
        const name = (selection.alias ?? selection.name).value;
        const group: Group = groups.get(name) ?? { fields: 0, weight: 0, below: [] };
        group.fields += 1;
        group.weight += weightOf(selection);
        if (selection.selectionSet !== undefined) group.below.push(selection.selectionSet);
        groups.set(name, group);
      }
    }
  }

  function count(merged: readonly SelectionSetNode[]): void {
    const groups = new Map<string, Group>();
    const spread = new Set<string>();
    for (const selectionSet of merged) collect(selectionSet, groups, spread);
    for (const { fields, weight, below } of groups.values()) {
      overlaps += (fields - 1) * weight;
      // What is only looked at costs too, where the number of fields is not limited.
      if (Math.max(overlaps, looked) > limit) return;
      if (below.length > 0) count(below);
    }
  }

  if (limit === Number.POSITIVE_INFINITY) return 0;
  for (const root of roots) count([root]);
  return Math.max(overlaps, looked > limit ? looked : 0);
}
