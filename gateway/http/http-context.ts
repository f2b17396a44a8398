import type { Caller } from '../transport/caller.ts';

/** What Apollo Server knows of a request. */
export interface HttpContext {
  caller: Caller;
}
