import { composeServices } from '@apollo/composition';
import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { Planner, PlanRequest } from '../planning/planner.ts';

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@shareable", "@override", "@interfaceObject", "@inaccessible"])';

/** Composes subgraphs, by name. */
export function compose(subgraphs: Readonly<Record<string, string>>): string {
  const composed = composeServices(
    Object.entries(subgraphs).map(([name, typeDefs]) => ({
      name,
      url: `http://${name}.example`,
      typeDefs: parse(`${FEDERATION}\n${typeDefs}`),
    })),
  );
  if (composed.errors !== undefined) throw new Error(composed.errors.join('\n'));
  return composed.supergraphSdl;
}

/** An operation to plan, with nothing special about it. */
export const requestOf = (text: string, more: Partial<PlanRequest> = {}): PlanRequest => ({
  document: parse(text),
  operationName: undefined,
  conditions: {},
  overrides: [],
  defer: false,
  ...more,
});

/** All fetches of a plan, in order. */
export function fetchesOf({ node }: QueryPlan): FetchNode[] {
  const visit = (one: PlanNode | undefined): FetchNode[] => {
    switch (one?.kind) {
      case 'Fetch':
        return [one];
      case 'Sequence':
      case 'Parallel':
        return one.nodes.flatMap(visit);
      case 'Flatten':
        return visit(one.node);
      case 'Condition':
        return [...visit(one.ifClause), ...visit(one.elseClause)];
      case 'Defer':
        return [...visit(one.primary.node), ...one.deferred.flatMap((part) => visit(part.node))];
      default:
        return [];
    }
  };
  return node?.kind === 'Subscription' ? [node.primary, ...visit(node.rest)] : visit(node);
}

/** What a representation is made of, as text: `price:key` is a field whose value lies under another key. */
export const written = (selections: readonly QueryPlanSelectionNode[] = []): string =>
  selections
    .map((selection) => {
      const below = selection.selections === undefined ? '' : `{${written(selection.selections)}}`;
      if (selection.kind === 'InlineFragment') return `${selection.typeCondition}${below}`;
      return `${selection.name}${selection.alias === undefined ? '' : `:${selection.alias}`}${below}`;
    })
    .join(' ');

/** Each fetch of an operation's plan in one line: subgraph, text, representation. */
export async function planned(planner: Planner, text: string, more: Partial<PlanRequest> = {}): Promise<string[]> {
  const plan = await planner.plan(requestOf(text, more));
  return fetchesOf(plan).map(({ serviceName, operation, requires }) =>
    [serviceName, operation, ...(requires === undefined ? [] : [`<= ${written(requires)}`])].join(' '),
  );
}
