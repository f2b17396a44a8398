import { GraphQLError } from 'graphql';

/** Every code that an error (not a result) may carry in the graph. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** An error that a client may read as it is: it must hold nothing secret. `argument` names the wrong argument. */
export function graphError(code: ErrorCode, message: string, argument?: string): GraphQLError {
  return new GraphQLError(message, { extensions: argument === undefined ? { code } : { code, argument } });
}

/** Nobody is signed in, and somebody has to be. */
export const unauthenticated = () => graphError('UNAUTHENTICATED', 'Sign in first.');

/** The viewer is not allowed this. */
export const forbidden = () => graphError('FORBIDDEN', 'You are not allowed to do this.');
