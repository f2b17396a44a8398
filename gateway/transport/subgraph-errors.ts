import type { Logger } from '#platform/logging/create-logger.ts';
import type { SubgraphError } from '../execution/executor.ts';
import { SubgraphFailure } from '../execution/executor.ts';

/** An error of a subgraph, as far as clients may see it. */
export interface PublicError {
  message: string;
  extensions: Record<string, unknown>;
}

/** What clients read where the reason is not for them. */
export const INTERNAL_MESSAGE = 'Something went wrong on our side.';

/** Codes that say that we asked wrongly: no fault of the client, and their messages tell of our insides. */
const OURS = new Set(['INTERNAL_SERVER_ERROR', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']);

/** Longest reason in the log, in characters. */
const REASON_LIMIT = 2_000;

/** For a subgraph that did not answer, or not in time. Holds no address. */
export function unavailable(subgraph: string): SubgraphFailure {
  return new SubgraphFailure(`The ${subgraph} service is not available.`, 'SUBGRAPH_UNAVAILABLE');
}

/** For a subgraph of which more is asked already than it can answer. */
export function overloaded(subgraph: string): SubgraphFailure {
  return new SubgraphFailure(`The ${subgraph} service is overloaded.`, 'SUBGRAPH_OVERLOADED');
}

/**
 * What of subgraphs' errors reaches clients: message, code, and the name of a wrong argument. An error without a code, or
 * with one that says that we asked wrongly, is logged and masked.
 */
export function createErrorFilter(logger: Logger): (error: SubgraphError, subgraph: string) => PublicError {
  return ({ message, extensions }, subgraph) => {
    const { code, argument } = isObject(extensions) ? extensions : {};
    if (typeof code !== 'string' || OURS.has(code)) {
      const reason = message.slice(0, REASON_LIMIT);
      logger.error({ subgraph, code: typeof code === 'string' ? code : undefined, reason }, 'a subgraph failed');
      return { message: INTERNAL_MESSAGE, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
    }
    return { message, extensions: typeof argument === 'string' ? { code, argument } : { code } };
  };
}

function isObject(value: unknown): value is { code?: unknown; argument?: unknown } {
  return typeof value === 'object' && value !== null;
}
