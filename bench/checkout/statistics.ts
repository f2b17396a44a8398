import type { Offered, Outcome, Sample } from './open-loop.ts';

/** The value that `share` (0 to 1) of the values do not exceed; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export interface Summary {
  readonly count: number;
  /** In ms. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function summarize(samples: readonly Sample[]): Summary {
  const latencies = samples.map(({ latency }) => latency);
  return {
    count: samples.length,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
  };
}

export const withOutcome = (samples: readonly Sample[], outcome: Outcome): Sample[] =>
  samples.filter((sample) => sample.outcome === outcome);

/** Answers of use a second: done, within `limitMs` of when they were wanted. */
export const goodput = ({ samples }: Offered, seconds: number, limitMs: number): number =>
  withOutcome(samples, 'ok').filter(({ latency }) => latency <= limitMs).length / seconds;

/** How often each reason was given, the most frequent first. */
export function reasonsOf(samples: readonly Sample[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { reason } of samples) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
