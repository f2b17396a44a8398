import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Answer } from '../execution/executor.ts';
import type { Supergraph } from '../supergraph/load-supergraph.ts';
import type { Caller } from '../transport/caller.ts';

/** What an operation costs and what the caller has left, as answers tell it (`extensions.cost`). */
export interface CostReport {
  /** Of this operation, before it ran. */
  readonly requested: number;
  /** In the caller's bucket, after it. */
  readonly remaining: number;
  /** Points that come back in a second. */
  readonly restoreRate: number;
}

/** The answer to a client's operation. */
export interface OperationAnswer extends Answer {
  /** Undefined when costs are not counted. */
  readonly cost?: CostReport | undefined;
  /** HTTP status for an operation that was refused before it ran; 200 when not given. */
  readonly status?: number | undefined;
  /** Seconds after which a refused operation may be sent again. */
  readonly retryAfterSeconds?: number | undefined;
}

/** A subscription that its sender may have: its variables are coerced. */
export interface AdmittedSubscription {
  readonly variables: Record<string, unknown>;
  /** Shows one event. @param payload the value of the subscription's one field */
  show(payload: Record<string, unknown>): Promise<Answer>;
}

/** A client's operation, looked at, planned and compiled; it can be run any number of times. */
export interface PreparedOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly name: string | undefined;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /**
   * Runs a query or a mutation: variables, permissions, cost, execution. A mutation with a denied field is refused whole; a
   * query loses its denied fields. Does not reject: what goes wrong is an error in the answer.
   *
   * @param variables as the client sent them
   * @param defer whether the client takes an answer in parts
   */
  run(variables: Readonly<Record<string, unknown>>, caller: Caller, defer: boolean): Promise<OperationAnswer>;
  /** Checks a subscription, which is refused whole when one field is denied. */
  admit(
    variables: Readonly<Record<string, unknown>>,
    caller: Caller,
  ): Promise<AdmittedSubscription | { errors: readonly GraphQLError[] }>;
}

/** A document that is not run for anybody: malformed, not valid, past a limit. */
export interface RefusedDocument {
  readonly refused: readonly GraphQLError[];
  /** HTTP status. */
  readonly status: number;
}

/** An operation as clients send it. */
export interface OperationText {
  readonly text: string;
  readonly operationName: string | undefined;
}

/** One loaded supergraph with everything that is compiled over it. */
export interface Graph extends AsyncDisposable {
  readonly supergraph: Supergraph;
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /**
   * Prepares an operation: limits, parsing, validation, permissions, cost. Remembered, refusals too, in a bounded cache;
   * what is asked for by many at once is prepared once. Gives a promise only when there is something to wait for.
   */
  prepare(
    text: string,
    operationName: string | undefined,
  ): PreparedOperation | RefusedDocument | Promise<PreparedOperation | RefusedDocument>;
  /** What clients ask for now, the latest first: the operations in the cache that were not refused. */
  popular(limit: number): readonly OperationText[];
  /** Prepares an operation as far as its plan, for nobody: the first one who asks finds it ready. Does not reject. */
  warm(operation: OperationText): Promise<void>;
}
