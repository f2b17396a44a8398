import { encodeIdentity } from '#platform/security/signed-request.ts';
import type { Viewer } from '#platform/security/viewer.ts';

/** On whose behalf the subgraphs are asked: one for each operation of a client. */
export interface Caller {
  readonly viewer: Viewer;
  /** The client's network address, for limits on attempts. */
  readonly clientAddress: string;
  /** Viewer and client address as a subgraph is told of them, encoded once for all fetches. */
  readonly identity: string;
  readonly requestId: string;
  /** W3C trace context for the subgraphs; undefined when nothing is traced. */
  readonly traceparent: string | undefined;
  /** How long an answer may take as a whole, in ms. */
  readonly deadlineMs: number;
  /** When the client has to have its answer, by `performance.now()`; no fetch goes on longer. */
  readonly deadline: number;
}

/** Longest time for a whole answer where nothing else is said, in ms: people and load balancers have given up by then. */
export const REQUEST_DEADLINE_MS = 3_000;

export interface CallerOptions {
  viewer: Viewer;
  clientAddress: string;
  requestId: string;
  traceparent?: string | undefined;
  /** For the whole answer, in ms from now; 3 s when not given. */
  deadlineMs?: number | undefined;
  /** As `encodeIdentity` gives it, when it is at hand. */
  identity?: string | undefined;
}

export function createCaller(options: CallerOptions): Caller {
  const { viewer, clientAddress, requestId, traceparent, deadlineMs = REQUEST_DEADLINE_MS } = options;
  const identity = options.identity ?? encodeIdentity({ viewer, clientAddress });
  const deadline = performance.now() + deadlineMs;
  return { viewer, clientAddress, identity, requestId, traceparent, deadlineMs, deadline };
}
