/** A small shared memory: Redis between processes, a bounded map within one. Losing it loses nothing but time. */
export interface Cache extends AsyncDisposable {
  get(key: string): Promise<string | undefined>;
  /** @param ttlMs how long the value is kept at most */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** Counts attempts in windows. The limiter is shared by all who use the same cache and name. */
  limiter(options: { name: string; points: number; windowSeconds: number }): RateLimiter;
  /** Resolves when the cache answers now. @throws Error with the reason otherwise */
  ready(): Promise<void>;
}

export interface RateLimiter {
  /** Takes a point of `key`; gives the seconds to wait when none is left, 0 otherwise. While the cache is away each process counts by itself. */
  consume(key: string): Promise<number>;
  /** Gives `key` all its points back. */
  reset(key: string): Promise<void>;
}
