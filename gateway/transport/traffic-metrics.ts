import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { BreakerState } from './circuit-breaker.ts';
import type { FailureKind } from './fetch-failure.ts';

/** How a request to a subgraph ended: `open` and `shed` were not sent. */
export type Outcome = 'ok' | 'timeout' | 'error' | 'open' | 'shed';

/** What is counted of one subgraph. */
export interface ChannelMetrics {
  observe(kind: 'query' | 'mutation', outcome: Outcome, seconds: number): void;
  retried(): void;
}

/** The state of a subgraph's URLs, in the order they were given. */
export interface ChannelState {
  readonly subgraph: string;
  readonly queued: number;
  readonly urls: readonly UrlState[];
}

export interface UrlState {
  readonly breaker: BreakerState;
  /** Connections, and those of them without a request. */
  readonly open: number;
  readonly idle: number;
  /** Requests under way. */
  readonly pending: number;
}

/** From an answer within one machine to the longest deadline, in seconds. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.8, 1, 2, 5];

const BREAKER_VALUES: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 };

export function outcomeOf(kind: FailureKind): Outcome {
  if (kind === 'deadline') return 'timeout';
  return kind === 'open' || kind === 'shed' ? kind : 'error';
}

/**
 * Registers the measurements of the traffic to the subgraphs.
 *
 * @param states read when the metrics are
 */
export function createTrafficMetrics(
  registry: Registry,
  states: () => readonly ChannelState[],
): (subgraph: string) => ChannelMetrics {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'subgraph_request_duration_seconds',
    help: 'Time until a subgraph answered or was given up, wait and retries included.',
    labelNames: ['subgraph', 'kind', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const retries = new Counter({
    name: 'subgraph_retries_total',
    help: 'Queries sent to a subgraph once more.',
    labelNames: ['subgraph'],
    registers,
  });
  const sheds = new Counter({
    name: 'subgraph_sheds_total',
    help: 'Requests refused because a queue was full or not left in time.',
    labelNames: ['subgraph'],
    registers,
  });
  const ofUrl = (name: string, help: string, value: (state: UrlState) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['subgraph', 'url_index'],
      registers,
      collect() {
        this.reset();
        for (const { subgraph, urls } of states()) {
          for (const [index, state] of urls.entries()) this.inc({ subgraph, url_index: String(index) }, value(state));
        }
      },
    });
  ofUrl('subgraph_connections_open', 'Connections.', ({ open }) => open);
  ofUrl('subgraph_connections_idle', 'Connections without a request.', ({ idle }) => idle);
  ofUrl('subgraph_requests_pending', 'Requests under way.', ({ pending }) => pending);
  new Gauge({
    name: 'subgraph_breaker_state',
    help: 'Circuit breaker of a URL: 0 closed, 1 half-open, 2 open.',
    labelNames: ['subgraph', 'url_index'],
    // Of several processes the worst, not the sum.
    aggregator: 'max',
    registers,
    collect() {
      this.reset();
      for (const { subgraph, urls } of states()) {
        for (const [index, { breaker }] of urls.entries()) {
          this.set({ subgraph, url_index: String(index) }, BREAKER_VALUES[breaker]);
        }
      }
    },
  });
  new Gauge({
    name: 'subgraph_requests_queued',
    help: 'Requests that wait for a connection.',
    labelNames: ['subgraph'],
    registers,
    collect() {
      this.reset();
      for (const { subgraph, queued } of states()) this.inc({ subgraph }, queued);
    },
  });

  return (subgraph) => {
    const childrenOf = (kind: 'query' | 'mutation') => ({
      ok: seconds.labels(subgraph, kind, 'ok'),
      timeout: seconds.labels(subgraph, kind, 'timeout'),
      error: seconds.labels(subgraph, kind, 'error'),
      open: seconds.labels(subgraph, kind, 'open'),
      shed: seconds.labels(subgraph, kind, 'shed'),
    });
    const children = { query: childrenOf('query'), mutation: childrenOf('mutation') };
    const retried = retries.labels(subgraph);
    const shed = sheds.labels(subgraph);
    return {
      observe(kind, outcome, duration) {
        children[kind][outcome].observe(duration);
        if (outcome === 'shed') shed.inc();
      },
      retried: () => retried.inc(),
    };
  };
}
