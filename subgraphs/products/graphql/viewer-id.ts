import type { Viewer } from '#platform/security/viewer.ts';
import { unauthenticated } from '#platform/subgraph/errors.ts';

/** The id of who is signed in. @throws GraphQLError UNAUTHENTICATED when nobody is */
export function viewerId(viewer: Viewer): string {
  if (viewer.kind !== 'user') throw unauthenticated();
  return viewer.id;
}
