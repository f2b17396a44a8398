export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * Leaves a URL alone that keeps failing, for a time that grows with each opening, and then tries it with one request.
 *
 * Own code, because the balancer has to ask it without running anything, and because in a library's half-open state
 * (cockatiel) all others wait for the probe: with a hanging subgraph that is a whole deadline. Times by
 * `performance.now()`.
 */
export interface CircuitBreaker {
  /** Whether a request may be sent now. */
  admits(now: number): boolean;
  state(now: number): BreakerState;
  /** A request is sent; after an opening it is the probe. @returns whether it is */
  begin(now: number): boolean;
  succeed(now: number): void;
  /** @param replaceable whether other URLs can take over: this one is then left alone sooner, and for longer */
  fail(now: number, replaceable: boolean): void;
  /** A request ended in a way that says nothing about the URL. */
  pass(): void;
}

/** Failures in a row when other URLs can take over. */
const EJECT_AFTER = 3;

const FIRST_OPEN_MS = 1_000;
const LONGEST_OPEN_MS = 30_000;

/** The same where no other URL can take over: whoever asks meanwhile has no answer, and a probe costs one request. */
const LONGEST_OPEN_ALONE_MS = 2_000;

/** Closed for so long, in ms, it has the shortest time open again. */
const FORGET_AFTER_MS = 60_000;

/** It also opens when of at least so many requests in a window half have failed: failures in a row miss that. */
const WINDOW_MS = 10_000;
const WINDOW_REQUESTS = 20;

/** @param failures in a row that open it */
export function createCircuitBreaker(failures: number): CircuitBreaker {
  let opened = false;
  let openUntil = 0;
  let openings = 0;
  let probing = false;
  let closedAt = 0;
  let row = 0;
  let windowEnd = 0;
  let requests = 0;
  let failed = 0;

  function count(now: number, failure: 0 | 1): void {
    if (now >= windowEnd) {
      windowEnd = now + WINDOW_MS;
      requests = 0;
      failed = 0;
    }
    requests += 1;
    failed += failure;
    row = failure === 0 ? 0 : row + 1;
  }

  function open(now: number, replaceable: boolean): void {
    if (!opened && now - closedAt > FORGET_AFTER_MS) openings = 0;
    const longest = replaceable ? LONGEST_OPEN_MS : LONGEST_OPEN_ALONE_MS;
    openUntil = now + Math.min(longest, FIRST_OPEN_MS * 2 ** openings);
    openings += 1;
    opened = true;
    probing = false;
  }

  return {
    admits: (now) => !opened || (!probing && now >= openUntil),
    state: (now) => (!opened ? 'closed' : now >= openUntil ? 'half-open' : 'open'),
    begin(now) {
      if (opened && now >= openUntil) probing = true;
      return probing;
    },
    succeed(now) {
      count(now, 0);
      if (!opened) return;
      // Late answers of requests sent before the opening count as a probe: the URL answers.
      opened = false;
      probing = false;
      closedAt = now;
      windowEnd = 0;
    },
    fail(now, replaceable) {
      count(now, 1);
      if (opened) {
        if (probing) open(now, replaceable);
        return;
      }
      const often = requests >= WINDOW_REQUESTS && failed * 2 >= requests;
      if (row >= (replaceable ? Math.min(EJECT_AFTER, failures) : failures) || often) open(now, replaceable);
    },
    pass() {
      probing = false;
    },
  };
}
