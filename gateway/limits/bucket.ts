export interface BucketRate {
  /** Points that a bucket holds. */
  readonly capacity: number;
  /** Points that come back in a second. */
  readonly restorePerSecond: number;
}

/** What became of a request to pay. */
export interface Payment {
  readonly allowed: boolean;
  /** Points left in the bucket; when refused nothing was taken. */
  readonly remaining: number;
  /** Whole seconds until the bucket holds the cost; 0 when allowed. */
  readonly retryAfterSeconds: number;
}

/** A bucket of points for each key, that fills up by itself. */
export interface CostBuckets extends BucketRate, AsyncDisposable {
  /**
   * Pays for an operation. What costs more than a bucket holds takes a full one. Gives a promise only where buckets are
   * shared; does not reject.
   *
   * @param key a user or a client's address
   */
  take(key: string, cost: number): Payment | Promise<Payment>;
}

/** Whole seconds until `missing` points have come back. */
export const secondsFor = (missing: number, restorePerSecond: number) =>
  Math.max(1, Math.ceil(missing / restorePerSecond));
