import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';

type Fetch = Extract<PlanNode, { kind: 'Fetch' }>;

/** Calls back for every fetch of a plan; what it gives takes the fetch's place. */
export function mapFetches(plan: QueryPlan, change: (fetch: Fetch) => PlanNode): QueryPlan {
  function visit(node: PlanNode): PlanNode {
    switch (node.kind) {
      case 'Sequence':
      case 'Parallel':
        return { ...node, nodes: node.nodes.map(visit) };
      case 'Flatten':
        return { ...node, node: visit(node.node) };
      case 'Condition':
        return {
          ...node,
          ...(node.ifClause === undefined ? {} : { ifClause: visit(node.ifClause) }),
          ...(node.elseClause === undefined ? {} : { elseClause: visit(node.elseClause) }),
        };
      case 'Defer':
        return {
          ...node,
          primary: withNode(node.primary),
          deferred: node.deferred.map(withNode),
        };
      case 'Fetch':
        return change(node);
    }
  }

  const withNode = <T extends { node?: PlanNode }>(part: T): T =>
    part.node === undefined ? part : { ...part, node: visit(part.node) };

  function visitRoot(node: PlanNode | SubscriptionNode): PlanNode | SubscriptionNode {
    if (node.kind !== 'Subscription') return visit(node);
    const primary = change(node.primary);
    if (primary.kind !== 'Fetch') throw new Error('the first fetch of a subscription is one');
    return { ...node, primary, ...(node.rest === undefined ? {} : { rest: visit(node.rest) }) };
  }

  return plan.node === undefined ? plan : { ...plan, node: visitRoot(plan.node) };
}

/** The planner numbers a plan's fetches in their names: without the number equal fetches have equal texts. */
function withoutNumber(fetch: Fetch): Fetch {
  const { operationKind: kind, operationName: name, operation } = fetch;
  if (name === undefined || !operation.startsWith(`${kind} ${name}`)) return fetch;
  const canonical = name.replace(/__\d+$/, '');
  return {
    ...fetch,
    operationName: canonical,
    operation: `${kind} ${canonical}${operation.slice(kind.length + 1 + name.length)}`,
  };
}

/** A plan as plain JSON, in which equal fetches have equal texts. */
export const plainPlan = (plan: QueryPlan): QueryPlan =>
  mapFetches(JSON.parse(JSON.stringify(plan)) as QueryPlan, withoutNumber);
