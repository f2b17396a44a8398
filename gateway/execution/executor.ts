import type { DocumentNode, GraphQLSchema } from 'graphql';

/** One request to a subgraph, as the plan wants it. */
export interface SubgraphRequest {
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation';
  /** The whole body, JSON. */
  readonly body: string;
}

/**
 * Sends a request to a subgraph and gives the bytes of its answer, a GraphQL response in JSON.
 *
 * @throws SubgraphFailure when there is none
 */
export type SendToSubgraph<Context> = (request: SubgraphRequest, context: Context) => Promise<Buffer>;

/** A subgraph did not answer. The message is for clients: no address, no stack. */
export class SubgraphFailure extends Error {
  override readonly name = 'SubgraphFailure';
  readonly code: string;

  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** An error in an answer, as the specification has it ("Errors"). */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** An error as a subgraph wrote it; only that `message` is a string is known of it. */
export interface SubgraphError {
  readonly message: string;
  readonly extensions?: unknown;
}

/** One part of an answer that comes later (`@defer`). */
export interface IncrementalPart {
  readonly label: string | undefined;
  readonly path: readonly (string | number)[];
  /** JSON. */
  readonly data: Buffer;
  readonly errors: readonly AnswerError[];
}

/** The answer to an operation. */
export interface Answer {
  /** The value of `data`, as JSON; undefined when nothing was executed. */
  readonly data: Buffer | undefined;
  readonly errors: readonly AnswerError[];
  /** What `@defer` has put off, in lists that come together; the answer is whole when it ends. */
  readonly later?: AsyncIterable<readonly IncrementalPart[]>;
  /** With `later`: resolves when nothing is asked of subgraphs for it any more, read or not. Does not reject. */
  readonly finished?: Promise<void>;
}

/**
 * An operation, planned and compiled. It can be executed any number of times, also at once. One with `@skip` or `@include` by
 * variables is planned for each set of their values when it meets it first: then executing throws what planning throws.
 */
export interface CompiledOperation<Context> {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Executes a query or a mutation. @param variables coerced */
  execute(variables: Readonly<Record<string, unknown>>, context: Context): Promise<Answer>;
  /**
   * Executes a subscription's operation for one event.
   *
   * @param payload the value of the subscription's one field; objects carry their `__typename`. What the payload does not
   *   hold and other subgraphs own is fetched by the plan.
   */
  executeEvent(
    payload: Readonly<Record<string, unknown>>,
    variables: Readonly<Record<string, unknown>>,
    context: Context,
  ): Promise<Answer>;
}

/** Executes operations over one supergraph. It knows nothing of who asks: permissions and limits come before it. */
export interface Executor<Context> {
  /** What clients see of the graph. */
  readonly schema: GraphQLSchema;
  /**
   * Plans and compiles an operation.
   *
   * @param document valid against the schema
   * @param defer whether the client takes an answer in parts; otherwise `@defer` is without effect
   * @throws UnplannableOperation, PlannerOverloaded as the planner does
   */
  compile(
    document: DocumentNode,
    operationName: string | undefined,
    defer: boolean,
  ): Promise<CompiledOperation<Context>>;
}
