import { type ExecutionArgs, type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { v7 as uuidv7 } from 'uuid';
import type { Logger } from '#platform/logging/create-logger.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import { cardNumberRefused, valueHoldsCard } from '../limits/card-numbers.ts';
import type { GuardedExecutor } from '../permissions/create-guarded-executor.ts';
import { codesOf, type RecordOperation } from '../telemetry/record-operation.ts';
import { createCaller } from '../transport/caller.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import type { Connection } from './connection.ts';
import { createDocumentPreparation } from './prepare-document.ts';
import type { BeginSubscription, Results } from './subscriptions.ts';

export interface WebsocketOperationsOptions {
  guarded: GuardedExecutor;
  beginSubscription: BeginSubscription;
  hideSchema: boolean;
  record: RecordOperation;
  logger: Logger;
}

/** An operation that graphql-ws is to run; the answer is its context. */
export type AdmittedOperation = ExecutionArgs & { contextValue: { answer: Results | Promise<ExecutionResult> } };

const isText = (value: unknown): value is string | undefined | null =>
  value === undefined || value === null || typeof value === 'string';

/** Takes operations from websockets: the same checks as over HTTP, in the same order. */
export function createWebsocketOperations(options: WebsocketOperationsOptions) {
  const { guarded, beginSubscription, hideSchema, record, logger } = options;
  const prepare = createDocumentPreparation(guarded.schema, hideSchema);

  function failed(error: unknown, requestId: string): ExecutionResult {
    logger.error({ err: error, requestId }, 'an operation failed');
    return { errors: [graphError('INTERNAL_SERVER_ERROR', INTERNAL_MESSAGE)] };
  }

  async function admit(connection: Connection, payload: SubscribePayload, requestId: string, started: number) {
    const { query, operationName: name, variables } = payload;
    if (typeof query !== 'string' || !isText(name)) throw graphError('BAD_USER_INPUT', 'This is no GraphQL request.');
    if (valueHoldsCard(variables) || valueHoldsCard(name)) throw cardNumberRefused();
    const prepared = prepare(query);
    if ('errors' in prepared) return prepared.errors;
    const { document } = prepared;
    const operationName = name ?? undefined;
    const operation = getOperationAST(document, operationName);
    if (operation === null || operation === undefined) {
      throw graphError('BAD_USER_INPUT', 'The document has no operation of this name.');
    }
    const { authentication, clientAddress } = connection;
    const caller = createCaller(authentication.viewer, clientAddress, requestId);
    const request = { document, operationName, variables: variables ?? {}, caller };
    const done = (errors: ExecutionResult['errors']) =>
      record({
        requestId,
        name: operation.name?.value,
        type: operation.operation,
        transport: 'websocket',
        ms: performance.now() - started,
        codes: codesOf(errors),
      });
    const run = async (): Promise<ExecutionResult> => {
      const result = await guarded.execute(request).catch((error: unknown) => failed(error, requestId));
      done(result.errors);
      return result;
    };
    let answer: AdmittedOperation['contextValue']['answer'];
    if (operation.operation === 'subscription') {
      const { isCurrent, track } = connection;
      answer = await beginSubscription({ ...request, isCurrent, track });
      done(undefined);
    } else {
      answer = connection.track(run());
    }
    return {
      schema: guarded.schema,
      document,
      operationName,
      variableValues: request.variables,
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
      if (error instanceof GraphQLError) return refuse([error]);
      return refuse(failed(error, requestId).errors ?? []);
    }
  };
}

export type AdmitOperation = ReturnType<typeof createWebsocketOperations>;
