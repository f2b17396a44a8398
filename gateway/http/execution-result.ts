import { HeaderMap } from '@apollo/server';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { OperationAnswer } from '../operations/graph.ts';
import type { LocatedError } from '../operations/refusals.ts';
import { shownError } from './answer-text.ts';

/** An error of an answer on its way through Apollo Server, which gives status and headers by its errors. */
class AnsweredError extends GraphQLError {
  readonly #answered: LocatedError;

  constructor(answered: LocatedError, http: object | undefined) {
    const { message, path, extensions } = answered;
    super(message, { path: path ?? null, extensions: http === undefined ? extensions : { ...extensions, http } });
    this.#answered = answered;
  }

  shown(): GraphQLFormattedError {
    return shownError(this.#answered);
  }
}

/** An error as the short lane shows it; undefined when it comes from Apollo Server itself. */
export const answeredBefore = (error: unknown): GraphQLFormattedError | undefined =>
  error instanceof AnsweredError ? error.shown() : undefined;

function httpOf({ status, retryAfterSeconds }: OperationAnswer): object | undefined {
  if (status === undefined) return undefined;
  const seconds = retryAfterSeconds === undefined ? [] : [['retry-after', String(retryAfterSeconds)] as const];
  return { status, headers: new HeaderMap(seconds) };
}

/** An answer in the form that Apollo Server takes from its executors. */
export function executionResultOf(answer: OperationAnswer): ExecutionResult {
  const { data, errors, cost } = answer;
  const http = httpOf(answer);
  return {
    ...(data === undefined ? {} : { data: JSON.parse(data.toString()) }),
    ...(errors.length === 0 ? {} : { errors: errors.map((error) => new AnsweredError(error, http)) }),
    ...(cost === undefined ? {} : { extensions: { cost } }),
  };
}
