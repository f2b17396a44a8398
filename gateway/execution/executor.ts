import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Caller } from '../transport/caller.ts';

/** One operation of a client. */
export interface OperationRequest {
  /** Valid against the executor's schema. The same object for the same text lets plans be found again. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** Coerced: defaults filled in, every value of its declared type. */
  readonly variables: Record<string, unknown>;
  readonly caller: Caller;
}

/**
 * Plans and executes operations over a supergraph. It knows nothing of permissions: those come before it. Errors in its
 * results are fit for clients: a code, no address, no stack.
 */
export interface Executor extends AsyncDisposable {
  /** What clients see of the graph. */
  readonly schema: GraphQLSchema;
  /** Executes a query or a mutation. */
  execute(request: OperationRequest): Promise<ExecutionResult>;
  /**
   * Executes a subscription's operation for one event.
   *
   * @param payload the value of the subscription's one field; objects carry their `__typename`. What the payload does not
   *   hold and other subgraphs own is fetched by the plan.
   */
  executeEvent(request: OperationRequest, payload: Record<string, unknown>): Promise<ExecutionResult>;
}
