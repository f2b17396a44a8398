import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { OperationAnswer } from '../operations/graph.ts';
import type { LocatedError } from '../operations/refusals.ts';

/** An error of an answer on its way through graphql-ws, which writes errors as they say themselves. */
class AnsweredError extends GraphQLError {
  readonly #answered: LocatedError;

  constructor(answered: LocatedError) {
    super(answered.message, { path: answered.path ?? null, extensions: answered.extensions });
    this.#answered = answered;
  }

  override toJSON(): GraphQLFormattedError {
    const { locations } = this.#answered;
    return locations === undefined ? super.toJSON() : { ...super.toJSON(), locations };
  }
}

/** An answer as graphql-ws takes it, which writes the text of a message itself. */
export function executionResult({
  data,
  errors,
  cost,
}: Pick<OperationAnswer, 'data' | 'errors' | 'cost'>): ExecutionResult {
  const result: ExecutionResult = {};
  if (data !== undefined) result.data = JSON.parse(data.toString()) as Record<string, unknown> | null;
  if (errors.length > 0) result.errors = errors.map((error) => new AnsweredError(error));
  if (cost !== undefined) result.extensions = { cost };
  return result;
}
