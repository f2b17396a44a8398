import type { SubgraphRequest } from '../execution/executor.ts';
import type { Caller } from './caller.ts';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';
import { type ConnectionPool, createConnectionPool, type PoolOwner } from './connection-pool.ts';
import { type FetchFailure, isFault } from './fetch-failure.ts';
import type { Exchange } from './http-connection.ts';
import { createRequestWriter, type RequestWriter } from './request-writer.ts';
import type { SubgraphTraffic } from './traffic.ts';

/** One URL of a subgraph. */
export interface Endpoint {
  readonly url: URL;
  readonly write: RequestWriter;
  readonly pool: ConnectionPool<Fetch>;
  readonly breaker: CircuitBreaker;
}

/** A request until its promise is settled. */
export interface Fetch extends Exchange {
  readonly request: SubgraphRequest;
  readonly caller: Caller;
  readonly startedAt: number;
  readonly resolve: (body: Buffer) => void;
  readonly reject: (failure: Error) => void;
  /** Where it was sent last, and when. */
  endpoint: Endpoint | undefined;
  sentAt: number;
  probe: boolean;
  retries: number;
  /** Has to go over a new connection, because a kept one broke. */
  fresh: boolean;
  tried: Set<Endpoint> | undefined;
  /** Why it was sent again. */
  failure: FetchFailure | undefined;
}

export function createEndpoint(
  address: string,
  traffic: SubgraphTraffic,
  signingSecret: string | undefined,
  owner: PoolOwner<Fetch>,
): Endpoint {
  const url = new URL(address);
  return {
    url,
    write: createRequestWriter({ url, signingSecret, compression: traffic.compression }),
    pool: createConnectionPool<Fetch>(url, traffic.connections, traffic.answerLimit, owner),
    breaker: createCircuitBreaker(traffic.breakerFailures),
  };
}

/** Longest time for a request of the kind, in ms. */
export function deadlineOf(kind: SubgraphRequest['kind'], traffic: SubgraphTraffic): number {
  return kind === 'query' ? traffic.readDeadlineMs : traffic.writeDeadlineMs;
}

/**
 * Tells the breaker of the URL that a fetch was sent to what the failure says about that URL.
 *
 * A kept connection that broke says nothing, nor does a deadline that left less than the whole time: the client's, or one
 * after a wait. Otherwise a busy subgraph would be taken for a dead one.
 */
export function judge(
  fetch: Fetch,
  failure: FetchFailure,
  endpoints: readonly Endpoint[],
  traffic: SubgraphTraffic,
  now: number,
): void {
  const { endpoint } = fetch;
  if (endpoint === undefined) return;
  const short = failure.kind === 'deadline' && fetch.deadline < fetch.sentAt + deadlineOf(fetch.request.kind, traffic);
  if (isFault(failure) && failure.kind !== 'stale' && !short) {
    const replaceable = endpoints.some((other) => other !== endpoint && other.breaker.state(now) === 'closed');
    endpoint.breaker.fail(now, replaceable);
  } else if (failure.kind === 'status' || failure.kind === 'too-large') {
    endpoint.breaker.succeed(now);
  } else if (fetch.probe) {
    endpoint.breaker.pass();
  }
}
