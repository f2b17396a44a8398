import { setTimeout as delay } from 'node:timers/promises';

/** What a client makes of its answer. `shed`: told at once that there is no room now. */
export type Outcome = 'ok' | 'shed' | 'unexpected';

export interface Attempt {
  readonly outcome: Outcome;
  /** Of what was not expected: why. */
  readonly reason?: string;
  /** Of who was sent away half-way: what that answer alone took, in ms. */
  readonly lastMs?: number;
}

/** One operation of a client. Times in ms. */
export interface Sample extends Attempt {
  readonly kind: string;
  /**
   * From the instant at which it was to begin, whenever it did: a client that had to wait has waited. Of who was sent away
   * half-way `lastMs`.
   */
  readonly latency: number;
  /** How late it began. */
  readonly lag: number;
}

export interface Load {
  /** Operations a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Chooses the next operation. */
  next(): { kind: string; run(): Promise<Attempt> };
}

export interface Offered {
  readonly samples: readonly Sample[];
  /** Of the operations that were to begin, those that did within 100 ms of their instant: 0 to 1. */
  readonly share: number;
  /** From the first instant to the last answer, in s. */
  readonly seconds: number;
}

const ON_TIME_MS = 100;

/**
 * Begins operations at their instants, evenly spaced, whether or not earlier ones have been answered: an open loop, which a
 * slow system cannot slow down. Resolves when all have been answered.
 */
export async function offer({ rate, seconds, next }: Load): Promise<Offered> {
  const count = Math.round(rate * seconds);
  const begin = performance.now();
  const samples: Sample[] = [];
  const underWay: Promise<void>[] = [];

  async function one(intended: number): Promise<void> {
    const { kind, run } = next();
    const lag = performance.now() - intended;
    const attempt = await run().catch((error: unknown): Attempt => ({ outcome: 'unexpected', reason: String(error) }));
    samples.push({ kind, ...attempt, lag, latency: attempt.lastMs ?? performance.now() - intended });
  }

  for (let index = 0; index < count; index += 1) {
    const intended = begin + (index * 1000) / rate;
    const early = intended - performance.now();
    if (early > 1) await delay(early);
    underWay.push(one(intended));
  }
  await Promise.all(underWay);
  const onTime = samples.filter(({ lag }) => lag <= ON_TIME_MS).length;
  return { samples, share: onTime / count, seconds: (performance.now() - begin) / 1000 };
}
