import { GraphQLError } from 'graphql';
import type { AnswerError } from '../execution/executor.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import type { OperationAnswer, RefusedDocument } from './graph.ts';

/** Seconds after which what was shed may be sent again. */
export const RETRY_SECONDS = 1;

/** An error in an answer with the places in the document that it is about, when it is about some. */
export interface LocatedError extends AnswerError {
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
}

/** An error as clients read it. */
export function answerErrorOf({ message, locations, path, extensions }: GraphQLError): LocatedError {
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions,
  };
}

/**
 * An error to be remembered: it keeps neither the document nor what threw it.
 *
 * @param code when it has none itself
 */
export function lasting(error: GraphQLError, code: string, message = error.message): GraphQLError {
  const { source, positions, extensions } = error;
  return new GraphQLError(message, {
    source: source ?? null,
    positions: positions ?? null,
    extensions: { ...extensions, code: extensions['code'] ?? code },
  });
}

export const refuseDocument = (refused: readonly GraphQLError[], status = 400): RefusedDocument => ({
  refused,
  status,
});

/** The answer to an operation that was not run. @param status of HTTP */
export const refuseOperation = (errors: readonly GraphQLError[], status = 400): OperationAnswer => ({
  data: undefined,
  errors: errors.map(answerErrorOf),
  status,
});

/** The answer when something went wrong on our side. */
export const FAILED: OperationAnswer = {
  data: undefined,
  errors: [{ message: INTERNAL_MESSAGE, extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  status: 500,
};

/** The answer when more is wanted than can be answered in time, or plans faster than they can be made. */
export const OVERLOADED: OperationAnswer = {
  data: undefined,
  errors: [{ message: 'Too much is asked for at once: try again.', extensions: { code: 'GATEWAY_OVERLOADED' } }],
  status: 503,
  retryAfterSeconds: RETRY_SECONDS,
};

/** `data` of an operation that was refused whole. */
export const NULL_DATA = Buffer.from('null');

/** `data` of an operation of which nothing was run. */
export const EMPTY_DATA = Buffer.from('{}');

/** Longest data that is looked through for whether it holds anything, in bytes: nothing but nulls is short. */
const MAX_EMPTY = 10_000;

/** Whether data has nothing but nulls at its root. */
function isEmpty(data: Buffer | undefined): boolean {
  if (data === undefined) return true;
  if (data.length > MAX_EMPTY) return false;
  const root = JSON.parse(data.toString()) as Record<string, unknown> | null;
  return root === null || Object.values(root).every((value) => value === null);
}

/** Whether nothing was answered because subgraphs had too much to do: the client is to come again. */
export const wasShed = ({ data, errors }: OperationAnswer): boolean =>
  errors.length > 0 && errors.every(({ extensions }) => extensions['code'] === 'SUBGRAPH_OVERLOADED') && isEmpty(data);
