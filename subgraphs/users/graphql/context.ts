import type { UserViewer } from '#platform/security/viewer.ts';
import { unauthenticated } from '#platform/subgraph/errors.ts';
import type { SubgraphContext } from '#platform/subgraph/graphql-handler.ts';
import type { UsersParts } from '../users-parts.ts';
import type { Loaders } from './loaders.ts';

/** What the resolvers of users are given. */
export interface UsersContext extends SubgraphContext {
  parts: UsersParts;
  loaders: Loaders;
}

/** The viewer of a field that only those who are signed in may ask for. @throws GraphQLError UNAUTHENTICATED */
export function signedInUser({ viewer }: UsersContext): UserViewer {
  if (viewer.kind !== 'user') throw unauthenticated();
  return viewer;
}
