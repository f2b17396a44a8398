import type { PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type ConstDirectiveNode, type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { mapFetches } from './finish-plan.ts';
import { applicationsOf, argumentsOf, hasFields, parseFieldSet, subgraphNames } from './join-spec.ts';
import { UnplannableOperation } from './planner.ts';
import { typeOverlap } from './type-overlap.ts';

type Fetch = Extract<PlanNode, { kind: 'Fetch' }>;

/** How a plan's paths name a type condition. */
const FRAGMENT = '... on ';

const isUnresolvable = (directive: ConstDirectiveNode): boolean =>
  directive.name.value === 'join__type' && argumentsOf(directive)['resolvable'] === false;

/**
 * A supergraph in which every type's resolvable keys stand first. To come back to a subgraph with what a `@requires` wants,
 * the planner takes the first key there, also one that is not resolvable (`getLocallySatisfiableKey` of
 * \@apollo/query-graphs 2.14.4).
 */
export const resolvableKeysFirst = (supergraph: DocumentNode): DocumentNode => ({
  ...supergraph,
  definitions: supergraph.definitions.map((definition) => {
    if (!hasFields(definition) || definition.directives === undefined) return definition;
    const last = definition.directives.filter(isUnresolvable);
    if (last.length === 0) return definition;
    return {
      ...definition,
      directives: [...definition.directives.filter((directive) => !isUnresolvable(directive)), ...last],
    };
  }),
});

/** Whether a representation has all fields of a key, or of what is required; fields under type conditions are not looked for. */
export function covers(selections: readonly QueryPlanSelectionNode[], key: SelectionSetNode): boolean {
  return key.selections.every((wanted) => {
    if (wanted.kind !== Kind.FIELD) return wanted.kind === Kind.INLINE_FRAGMENT;
    return selections.some((selection) => {
      if (selection.kind !== 'Field' || selection.name !== wanted.name.value) return false;
      return wanted.selectionSet === undefined || covers(flattened(selection.selections ?? []), wanted.selectionSet);
    });
  });
}

/** The fields, whatever fragments they stand in. */
export function flattened(selections: readonly QueryPlanSelectionNode[]): QueryPlanSelectionNode[] {
  return selections.flatMap((selection) =>
    selection.kind === 'InlineFragment' ? flattened(selection.selections) : [selection],
  );
}

/**
 * Makes the check that every entity fetch of a plan represents its entities by a key that the subgraph resolves.
 *
 * @returns a check that throws UnplannableOperation when one does not
 */
export function createKeyCheck(supergraph: DocumentNode): (plan: QueryPlan) => void {
  const names = subgraphNames(supergraph);
  const keys = new Map<string, SelectionSetNode[]>();
  for (const definition of supergraph.definitions) {
    if (!hasFields(definition)) continue;
    for (const { graph, key, resolvable } of applicationsOf(definition, 'join__type')) {
      if (typeof key !== 'string' || resolvable === false) continue;
      const place = `${names.get(String(graph))} ${definition.name.value}`;
      keys.set(place, [...(keys.get(place) ?? []), parseFieldSet(key)]);
    }
  }

  const overlaps = typeOverlap(supergraph);

  /** The names under which the subgraph gets objects of a type: an interface's, where it knows only that. */
  function sentAs(typeName: string, { inputRewrites = [] }: Fetch): string[] {
    const names = inputRewrites.flatMap((rewrite) => {
      const [at = ''] = rewrite.path;
      if (rewrite.kind !== 'ValueSetter' || !overlaps(typeName, at.slice(FRAGMENT.length))) return [];
      return [String(rewrite.setValueTo)];
    });
    return [typeName, ...names];
  }

  function checkFetch(fetch: Fetch): Fetch {
    const fragments = (fetch.requires ?? []).flatMap((selection) =>
      selection.kind === 'InlineFragment' && selection.typeCondition !== undefined
        ? [{ type: selection.typeCondition, fields: flattened(selection.selections) }]
        : [],
    );
    for (const { type } of fragments) {
      // An object is represented by all fragments that fit it: an interface's may have the one field, its type's the other.
      const together = fragments.filter((other) => overlaps(type, other.type));
      const fields = together.flatMap((fragment) => fragment.fields);
      const names = together.flatMap((fragment) => sentAs(fragment.type, fetch));
      const known = names.flatMap((name) => keys.get(`${fetch.serviceName} ${name}`) ?? []);
      if (known.some((key) => covers(fields, key))) continue;
      throw new UnplannableOperation(`The plan has no key of ${type} that ${fetch.serviceName} resolves.`);
    }
    return fetch;
  }

  return (plan) => {
    mapFetches(plan, checkFetch);
  };
}
