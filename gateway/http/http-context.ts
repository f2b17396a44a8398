import type { PreparedOperation } from '../operations/graph.ts';
import type { Caller } from '../transport/caller.ts';

/** What Apollo Server knows of a request. */
export interface HttpContext {
  readonly caller: Caller;
  readonly traceId: string | undefined;
  /** Undefined when the request is none that Apollo Server will execute. */
  readonly operation: PreparedOperation | undefined;
}
