import type { Logger } from '#platform/logging/create-logger.ts';
import type { FetchFailure } from './fetch-failure.ts';

/** Writes why a subgraph did not answer: what clients are not told. */
export type LogFailure = (failure: FetchFailure, requestId: string, url: string | undefined, now: number) => void;

/** In an outage every request fails alike: one line of a kind in this time, in ms, tells as much. */
const QUIET_MS = 1_000;

/** The lines of one subgraph. A line says how many of its kind were left out before it. */
export function createFailureLog(logger: Logger, subgraph: string): LogFailure {
  const kinds = new Map<string, { quietUntil: number; leftOut: number }>();
  return ({ kind, message }, requestId, url, now) => {
    const last = kinds.get(kind);
    if (last !== undefined && now < last.quietUntil) {
      last.leftOut += 1;
      return;
    }
    kinds.set(kind, { quietUntil: now + QUIET_MS, leftOut: 0 });
    const leftOut = last?.leftOut ?? 0;
    logger.warn(
      { subgraph, requestId, url, kind, reason: message, ...(leftOut > 0 ? { leftOut } : {}) },
      'a subgraph did not answer',
    );
  };
}
