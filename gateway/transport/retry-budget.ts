/** Allows retries in proportion to requests: retries must not become the load that keeps a subgraph down. */
export interface RetryBudget {
  /** A request that might be retried was sent. */
  deposit(): void;
  /** Takes a retry. @returns whether there was one */
  take(): boolean;
}

/** Retries a request pays for. */
const SHARE = 0.1;

/** What is saved at most, in retries, so that a long calm does not pay for a storm. */
const MOST = 10;

/** A token bucket; it begins with one, so that the first broken connection does not cost an answer. */
export function createRetryBudget(): RetryBudget {
  let tokens = 1;
  return {
    deposit() {
      tokens = Math.min(MOST, tokens + SHARE);
    },
    take() {
      // Ten tenths are a little less than one.
      if (tokens < 0.999) return false;
      tokens -= 1;
      return true;
    },
  };
}
