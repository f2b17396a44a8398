import type { PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { mapFetches } from './finish-plan.ts';
import { applicationsOf, hasFields, namedType, parseFieldSet, subgraphNames } from './join-spec.ts';
import { UnplannableOperation } from './planner.ts';
import { covers, flattened } from './resolvable-keys.ts';

type Fetch = Extract<PlanNode, { kind: 'Fetch' }>;

/**
 * Makes the check that a fetch which asks for a field with `@requires` sends what that requires. The planner asks for a field
 * that another `@requires` wants right where the entity comes from, without what it requires itself, silently wrong
 * (\@apollo/query-planner 2.14.4). A subgraph that `@provides` may have what is required by itself: it is not checked.
 *
 * @param supergraph the one that was planned over
 * @returns a check that throws UnplannableOperation
 */
export function createRequirementCheck(supergraph: DocumentNode): (plan: QueryPlan) => void {
  const names = subgraphNames(supergraph);
  const requirements = new Map<string, SelectionSetNode>();
  const typeOf = new Map<string, string>();
  const roots = new Map<string, string>();
  const providing = new Set<string | undefined>();
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.SCHEMA_DEFINITION) {
      for (const { operation, type } of definition.operationTypes) roots.set(operation, type.name.value);
    }
    if (!hasFields(definition)) continue;
    for (const field of definition.fields ?? []) {
      const place = `${definition.name.value} ${field.name.value}`;
      typeOf.set(place, namedType(field.type));
      for (const { graph, requires, provides } of applicationsOf(field, 'join__field')) {
        const subgraph = names.get(String(graph));
        if (typeof provides === 'string') providing.add(subgraph);
        if (typeof requires === 'string') requirements.set(`${subgraph} ${place}`, parseFieldSet(requires));
      }
    }
  }

  /** @param sent what is known to be sent for the objects of this selection set; nothing is for those below others */
  function checkSet(
    set: SelectionSetNode,
    type: string,
    subgraph: string,
    sent: readonly QueryPlanSelectionNode[],
  ): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        checkSet(selection.selectionSet, selection.typeCondition?.name.value ?? type, subgraph, sent);
        continue;
      }
      const name = selection.name.value;
      const required = requirements.get(`${subgraph} ${type} ${name}`);
      if (required !== undefined && !covers(sent, required)) {
        throw new UnplannableOperation(`The plan asks ${subgraph} for ${type}.${name} without what that requires.`);
      }
      if (selection.selectionSet === undefined) continue;
      const entities = name === '_entities';
      checkSet(selection.selectionSet, typeOf.get(`${type} ${name}`) ?? '', subgraph, entities ? sent : []);
    }
  }

  function checkFetch(fetch: Fetch): Fetch {
    const { serviceName, operation, operationKind, requires = [] } = fetch;
    if (providing.has(serviceName)) return fetch;
    const [definition] = parse(operation, { noLocation: true }).definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) return fetch;
    checkSet(definition.selectionSet, roots.get(operationKind) ?? '', serviceName, flattened(requires));
    return fetch;
  }

  return (plan) => {
    if (requirements.size > 0) mapFetches(plan, checkFetch);
  };
}
