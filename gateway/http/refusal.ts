import { GraphQLError } from 'graphql';
import { graphError } from '#platform/subgraph/errors.ts';
import { InvalidToken, type KeysUnavailable } from '../auth/authenticator.ts';
import type { RefusedDocument } from '../operations/graph.ts';
import { answerErrorOf, type LocatedError, RETRY_SECONDS } from '../operations/refusals.ts';

/** An answer to a request whose operation is not run. */
export interface HttpRefusal {
  readonly refusedWith: number;
  readonly errors: readonly LocatedError[];
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

export const refuseWith = (
  status: number,
  errors: readonly GraphQLError[],
  headers: readonly string[] = [],
): HttpRefusal => ({ refusedWith: status, errors: errors.map(answerErrorOf), headers });

export const retryAfter = (seconds: number) => ['retry-after', String(seconds)] as const;

/** A request whose sender is not known. */
export const refuseSender = (error: InvalidToken | KeysUnavailable): HttpRefusal =>
  error instanceof InvalidToken
    ? refuseWith(401, [graphError('UNAUTHENTICATED', error.message)], ['www-authenticate', 'Bearer'])
    : refuseWith(503, [graphError('SUBGRAPH_UNAVAILABLE', error.message)], retryAfter(RETRY_SECONDS));

export const refuseDocumentOverHttp = ({ refused, status }: RefusedDocument): HttpRefusal =>
  refuseWith(status, refused, status === 503 ? retryAfter(RETRY_SECONDS) : []);

/** A request that is no GraphQL request. */
export const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });

export const subscriptionRefused = () =>
  graphError('BAD_USER_INPUT', 'Subscriptions are served over a websocket at this address (graphql-ws).');

export const refuseSubscription = () => refuseWith(400, [subscriptionRefused()]);

export const isRefusal = (given: object): given is HttpRefusal => 'refusedWith' in given;
