import type { Logger } from '#platform/logging/create-logger.ts';

/** An error of a subgraph, as far as clients may see it. */
export interface SubgraphError {
  message: string;
  path?: readonly (string | number)[] | undefined;
  extensions: { code: string; argument?: string };
}

/** What clients read where the reason is not for them. */
export const INTERNAL_MESSAGE = 'Something went wrong on our side.';

/** Codes that say that we asked wrongly: no fault of the client, and their messages tell of our insides. */
const OURS = new Set(['INTERNAL_SERVER_ERROR', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']);

/** For a subgraph that did not answer, or not in time. Holds no address. */
export function unavailable(subgraph: string): SubgraphError {
  return {
    message: `The ${subgraph} service is not available.`,
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
  };
}

/** Keeps of a subgraph's error what is meant for clients: message, path, code, and the name of a wrong argument. */
export function publicSubgraphError(
  error: { message: string; path?: (string | number)[] | undefined; extensions?: Record<string, unknown> | undefined },
  subgraph: string,
  logger: Logger,
): SubgraphError {
  const { code, argument } = error.extensions ?? {};
  const path = error.path === undefined ? {} : { path: error.path };
  if (typeof code !== 'string' || OURS.has(code)) {
    logger.error({ subgraph, code, reason: error.message, path: error.path }, 'a subgraph failed');
    return { message: INTERNAL_MESSAGE, ...path, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  }
  return {
    message: error.message,
    ...path,
    extensions: typeof argument === 'string' ? { code, argument } : { code },
  };
}
