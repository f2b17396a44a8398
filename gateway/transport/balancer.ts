import type { CircuitBreaker } from './circuit-breaker.ts';

/** A URL that requests can be sent to. */
export interface Candidate {
  readonly breaker: Pick<CircuitBreaker, 'admits' | 'state'>;
  readonly pool: { readonly pending: number };
}

/**
 * Chooses the URL with the fewest requests under way; among equals each in turn.
 *
 * What has been tried is chosen only if nothing else is there. A mutation, which is not tried again, is not the probe of
 * an ejected URL while others are well.
 *
 * @param turn a number that grows with each choice
 * @returns undefined when every breaker is open
 */
export function chooseUrl<C extends Candidate>(
  candidates: readonly C[],
  now: number,
  turn: number,
  kind: 'query' | 'mutation',
  tried: ReadonlySet<C> | undefined,
): C | undefined {
  const [only] = candidates;
  if (candidates.length === 1) return only?.breaker.admits(now) ? only : undefined;
  let best: C | undefined;
  let bestRank = Number.POSITIVE_INFINITY;
  for (let step = 0; step < candidates.length; step++) {
    const candidate = candidates[(turn + step) % candidates.length];
    if (candidate === undefined || !candidate.breaker.admits(now)) continue;
    const probe = kind === 'mutation' && candidate.breaker.state(now) !== 'closed';
    const rank = candidate.pool.pending + (probe ? 1e6 : 0) + (tried?.has(candidate) ? 1e7 : 0);
    if (rank < bestRank) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}
