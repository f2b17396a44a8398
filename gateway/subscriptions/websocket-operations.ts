import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { v7 as uuidv7 } from 'uuid';
import type { Logger } from '#platform/logging/create-logger.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import type { EncodeIdentity } from '../auth/identities.ts';
import type { Graph, PreparedOperation } from '../operations/graph.ts';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import type { LiveGraph } from '../supergraph/live-graph.ts';
import { codesOf, type RecordOperation } from '../telemetry/record-operation.ts';
import { createCaller } from '../transport/caller.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import type { Connection } from './connection.ts';
import { executionResult } from './execution-result.ts';
import type { WantedSubscription } from './open-seat.ts';
import type { BeginSubscription, Results } from './subscriptions.ts';

export interface WebsocketOperationsOptions {
  graphs: LiveGraph;
  beginSubscription: BeginSubscription;
  encodeIdentity: EncodeIdentity;
  /** Finds the document of a message. */
  persisted: PersistedOperations;
  record: RecordOperation;
  /** How long an answer may take as a whole, and each event of a subscription, in ms. */
  deadlineMs: number;
  logger: Logger;
}

/** An operation that graphql-ws is to run; the answer is its context. */
export type AdmittedOperation = ExecutionArgs & { contextValue: { answer: Results | Promise<ExecutionResult> } };

/** One message under way. */
interface Message {
  readonly connection: Connection;
  readonly graph: Graph;
  readonly wanted: WantedSubscription;
  readonly prepared: PreparedOperation;
  /** To be called with the codes of the errors when the answer is there. */
  done(codes: readonly string[]): void;
}

const isText = (value: unknown): value is string | undefined | null =>
  value === undefined || value === null || typeof value === 'string';

/** Takes operations from websockets: the same checks as over HTTP, in the same order. */
export function createWebsocketOperations(options: WebsocketOperationsOptions) {
  const { graphs, beginSubscription, encodeIdentity, persisted, record, deadlineMs, logger } = options;

  function failed(error: unknown, requestId: string): GraphQLError {
    logger.error({ err: error, requestId }, 'an operation failed');
    return graphError('INTERNAL_SERVER_ERROR', INTERNAL_MESSAGE);
  }

  /** Runs a query or a mutation, in one part: the protocol has no other. */
  async function run({ graph, wanted, prepared, done }: Message): Promise<ExecutionResult> {
    try {
      const answer = await prepared.run(wanted.variables, wanted.caller, false);
      done(codesOf(answer.errors));
      return executionResult(answer);
    } catch (error) {
      const errors = [failed(error, wanted.caller.requestId)];
      done(codesOf(errors));
      return { errors };
    } finally {
      graphs.leave(graph);
    }
  }

  async function begin({
    connection,
    graph,
    wanted,
    done,
  }: Message): Promise<Results | { errors: readonly GraphQLError[] }> {
    try {
      const { isCurrent, track } = connection;
      const results = await beginSubscription(graph, { ...wanted, isCurrent, track });
      if (!('errors' in results)) done([]);
      return results;
    } finally {
      graphs.leave(graph);
    }
  }

  /** Prepares what a message asks for. @returns the errors that refuse it; the graph has been left then */
  async function prepare(graph: Graph, text: string, operationName: string | undefined) {
    try {
      const prepared = await graph.prepare(text, operationName);
      if (!('refused' in prepared)) return prepared;
      graphs.leave(graph);
      return prepared.refused;
    } catch (error) {
      graphs.leave(graph);
      throw error;
    }
  }

  async function admit(connection: Connection, payload: SubscribePayload, requestId: string, started: number) {
    const { operationName: name, variables } = payload;
    if (!isText(name)) throw graphError('BAD_USER_INPUT', 'This is no GraphQL request.');
    const text = await persisted.resolve(payload);
    if (typeof text !== 'string') return [text];
    const operationName = name ?? undefined;
    const graph = graphs.enter();
    const prepared = await prepare(graph, text, operationName);
    if ('length' in prepared) return prepared;
    persisted.register(payload, text);
    const { authentication, clientAddress } = connection;
    const { viewer } = authentication;
    const identity = encodeIdentity(viewer, clientAddress);
    const caller = createCaller({ viewer, clientAddress, requestId, identity, deadlineMs });
    const message: Message = {
      connection,
      graph,
      prepared,
      wanted: { text, operationName, variables: variables ?? {}, caller },
      done: (codes) =>
        record({
          requestId,
          name: prepared.name,
          type: prepared.kind,
          transport: 'websocket',
          ms: performance.now() - started,
          codes,
        }),
    };
    const answer = prepared.kind === 'subscription' ? await begin(message) : connection.track(run(message));
    if ('errors' in answer) return answer.errors;
    return {
      schema: graph.schema,
      document: prepared.document,
      operationName,
      contextValue: { answer },
    } satisfies AdmittedOperation;
  }

  /** Gives what is to be run, or the errors that refuse it. Never throws. */
  return async (connection: Connection, payload: SubscribePayload): Promise<AdmittedOperation | GraphQLError[]> => {
    const requestId = uuidv7();
    const started = performance.now();
    const refuse = (errors: readonly GraphQLError[]) => {
      const ms = performance.now() - started;
      record({ requestId, name: undefined, type: undefined, transport: 'websocket', ms, codes: codesOf(errors) });
      return [...errors];
    };
    try {
      const admitted = await admit(connection, payload, requestId, started);
      return 'schema' in admitted ? admitted : refuse(admitted);
    } catch (error) {
      return refuse([error instanceof GraphQLError ? error : failed(error, requestId)]);
    }
  };
}

export type AdmitOperation = ReturnType<typeof createWebsocketOperations>;
