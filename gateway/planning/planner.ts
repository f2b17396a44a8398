import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** One operation to plan. */
export interface PlanRequest {
  /** As the client sent it: valid against the API schema. */
  readonly document: DocumentNode;
  /** Undefined when the document has one operation. */
  readonly operationName: string | undefined;
  /** Values of the variables that `@skip` and `@include` look at: a plan is for these only. One not given is false. */
  readonly conditions: Readonly<Record<string, boolean>>;
  /** Labels of progressive `@override` that count as true for this plan. */
  readonly overrides: readonly string[];
  /** Whether `@defer` is heeded; otherwise the plan is made as if it were not there. */
  readonly defer: boolean;
}

/**
 * Plans operations over one supergraph. What clients write is made canonical first (`dataKeyOf` names every field's place
 * in the data), so plans speak of data keys, never of response names.
 */
export interface Planner extends AsyncDisposable {
  /** What clients see of the graph. */
  readonly apiSchema: GraphQLSchema;
  /** Every type of the supergraph, also those that clients do not see: which type is a subtype of which. */
  readonly supergraphSchema: GraphQLSchema;
  /** Labels of progressive `@override` in the supergraph. */
  readonly overrideLabels: readonly string[];
  /**
   * Plans an operation. A plan without a node is for an operation that asks for nothing but `__typename` of the root and
   * introspection.
   *
   * @throws UnplannableOperation when there is no sound plan
   * @throws PlannerOverloaded when too many operations wait for a plan, or planning took too long
   */
  plan(request: PlanRequest): Promise<QueryPlan>;
}

/** There is no plan for an operation, or the planner made one that cannot be right. The message is not for clients. */
export class UnplannableOperation extends Error {
  override readonly name = 'UnplannableOperation';
}

/** Planning is too slow now. */
export class PlannerOverloaded extends Error {
  override readonly name = 'PlannerOverloaded';
}
