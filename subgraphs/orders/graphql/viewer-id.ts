import type { Viewer } from '#platform/security/viewer.ts';
import { unauthenticated } from '#platform/subgraph/errors.ts';

/** The signed-in customer; null for everybody else. */
export const customerIdOrNull = (viewer: Viewer): string | null => (viewer.kind === 'user' ? viewer.id : null);

/** The signed-in customer. @throws GraphQLError UNAUTHENTICATED */
export function customerIdOf(viewer: Viewer): string {
  if (viewer.kind !== 'user') throw unauthenticated();
  return viewer.id;
}
