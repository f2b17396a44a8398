import { encodeIdentity } from '#platform/security/signed-request.ts';
import type { Viewer } from '#platform/security/viewer.ts';

/** On whose behalf the subgraphs are asked: one for each operation of a client. */
export interface Caller {
  readonly viewer: Viewer;
  /** Viewer and client address as a subgraph is told of them, encoded once for all fetches. */
  readonly identity: string;
  readonly requestId: string;
}

/** @param clientAddress the client's network address, for limits on attempts */
export function createCaller(viewer: Viewer, clientAddress: string, requestId: string): Caller {
  return { viewer, identity: encodeIdentity({ viewer, clientAddress }), requestId };
}
