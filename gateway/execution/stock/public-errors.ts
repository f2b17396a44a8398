import { GraphQLError } from 'graphql';
import type { Logger } from '#platform/logging/create-logger.ts';
import { INTERNAL_MESSAGE } from '../../transport/subgraph-errors.ts';

/** Codes that the stock executor gives to what has none. */
const UNKNOWN = new Set(['DOWNSTREAM_SERVICE_ERROR', 'INTERNAL_SERVER_ERROR']);

/** Makes an error of the stock executor fit for clients: it adds subgraph names and keeps originals that we do not show. */
export function publicError(error: unknown, logger: Logger): GraphQLError {
  const given = error instanceof GraphQLError ? error : undefined;
  const { code, argument } = given?.extensions ?? {};
  const path = given?.path === undefined ? {} : { path: given.path };
  if (given === undefined || typeof code !== 'string' || UNKNOWN.has(code)) {
    if (given?.message !== INTERNAL_MESSAGE) logger.error({ err: error }, 'an operation failed');
    return new GraphQLError(INTERNAL_MESSAGE, { ...path, extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  }
  return new GraphQLError(given.message, {
    ...path,
    extensions: argument === undefined ? { code } : { code, argument },
  });
}
