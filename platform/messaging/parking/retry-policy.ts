/** How patiently a failing message is tried. Times in ms. */
export interface RetryPolicy {
  /** Pauses between the tries before it is parked, while it holds its partition. */
  quickPauses: readonly number[];
  /** The pause after so many tries of a parked one. */
  pauseAfter(attempts: number): number;
  /** For how long; then it stays parked for a person. */
  patience: number;
}

const jittered = (milliseconds: number) => milliseconds * (0.75 + Math.random() / 2);

/** Quick tries for about 2.5 s: longer than a restart of PostgreSQL. Then after 1 s, 2 s … 60 s, for a day. */
export const retryPolicy: RetryPolicy = {
  quickPauses: [100, 200, 400, 800, 1_000],
  pauseAfter: (attempts) => jittered(Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 6))),
  patience: 24 * 3_600_000,
};
