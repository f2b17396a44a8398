import type { SubgraphRequest } from '../execution/executor.ts';
import { chooseUrl } from './balancer.ts';
import type { Caller } from './caller.ts';
import { decodeBody } from './decode-body.ts';
import { createEndpoint, deadlineOf, type Endpoint, type Fetch, judge } from './endpoint.ts';
import type { LogFailure } from './failure-log.ts';
import { FetchFailure, isPassing } from './fetch-failure.ts';
import type { HttpAnswer } from './response-parser.ts';
import { createRetryBudget } from './retry-budget.ts';
import { overloaded, unavailable } from './subgraph-errors.ts';
import type { Sweep, Sweepable } from './sweep.ts';
import type { SubgraphTraffic } from './traffic.ts';
import { type ChannelMetrics, type ChannelState, outcomeOf } from './traffic-metrics.ts';

/** The way to one subgraph, over all its URLs. */
export interface SubgraphChannel extends Sweepable {
  /** @returns the answer's bytes @throws SubgraphFailure */
  send(request: SubgraphRequest, caller: Caller): Promise<Buffer>;
  state(): ChannelState;
  /** Keeps no connections any more. Resolves when no request is under way; what is sent later is still answered. */
  retire(): Promise<void>;
}

export interface SubgraphChannelOptions {
  subgraph: string;
  urls: readonly string[];
  traffic: SubgraphTraffic;
  signingSecret: string | undefined;
  metrics: ChannelMetrics;
  log: LogFailure;
  sweep: Pick<Sweep, 'watch'>;
}

/** Mean wait before a retry is half of it, in ms: as long as a busy server needs for a few requests. */
const RETRY_WAIT_MS = 50;

const BRACE = 0x7b;

/**
 * Sends requests to one subgraph within its limits.
 *
 * What is sent again, and when:
 * - to another URL at once, whatever it is, when no connection came about: nothing was sent
 * - a query at once over a new connection, when a kept one broke before the answer began
 * - a query after a random time up to 50 ms, when the failure may pass (`isPassing`)
 * The last two are paid for from the budget. A mutation whose bytes may have left is never sent again.
 */
export function createSubgraphChannel(options: SubgraphChannelOptions): SubgraphChannel {
  const { subgraph, traffic, metrics, log, sweep } = options;
  const budget = createRetryBudget();
  const owner = { onAnswer, onFailure };
  const endpoints = options.urls.map((url) => createEndpoint(url, traffic, options.signingSecret, owner));
  const queue: Fetch[] = [];
  let turn = 0;
  let active = 0;
  let drained: PromiseWithResolvers<void> | undefined;

  const choose = (fetch: Fetch, now: number) => chooseUrl(endpoints, now, turn++, fetch.request.kind, fetch.tried);

  function dispatch(fetch: Fetch, now: number): void {
    const endpoint = choose(fetch, now);
    if (endpoint === undefined) refuse(fetch, now);
    else if (endpoint.pool.pending < endpoint.pool.limit) start(fetch, endpoint, now);
    else if (queue.length < traffic.queue) queue.push(fetch);
    else giveUp(fetch, new FetchFailure('shed', `${queue.length} requests wait already`), now);
  }

  function start(fetch: Fetch, endpoint: Endpoint, now: number): void {
    fetch.endpoint = endpoint;
    fetch.sentAt = now;
    fetch.probe = endpoint.breaker.begin(now);
    endpoint.pool.send(endpoint.write(fetch.request.body, fetch.caller), fetch, fetch.fresh);
  }

  /** Sends what waits, as far as there is room. */
  function drain(now: number): void {
    for (let [fetch] = queue; fetch !== undefined; [fetch] = queue) {
      const endpoint = choose(fetch, now);
      if (endpoint !== undefined && endpoint.pool.pending >= endpoint.pool.limit) return;
      queue.shift();
      if (endpoint === undefined) refuse(fetch, now);
      else start(fetch, endpoint, now);
    }
  }

  function refuse(fetch: Fetch, now: number): void {
    giveUp(fetch, fetch.failure ?? new FetchFailure('open', 'its breakers are open'), now);
  }

  function onAnswer(fetch: Fetch, answer: HttpAnswer): void {
    if (queue.length > 0) drain(performance.now());
    const { status, encoding } = answer.head;
    if (status !== 200) {
      onFailure(fetch, new FetchFailure('status', `it answered with status ${status}`, status));
    } else if (encoding === '' || encoding === 'identity') {
      accept(fetch, answer.body);
    } else {
      decodeBody(answer.body, encoding, traffic.answerLimit, (decoded) => {
        if (decoded instanceof FetchFailure) onFailure(fetch, decoded);
        else accept(fetch, decoded);
      });
    }
  }

  function accept(fetch: Fetch, body: Buffer): void {
    // An error page of a proxy begins otherwise. What is inside the braces is for the executor to see.
    if (body[0] !== BRACE && !/^\s*\{/.test(body.toString('latin1', 0, 100))) {
      onFailure(fetch, new FetchFailure('malformed', 'its answer is not a JSON object'));
      return;
    }
    const now = performance.now();
    fetch.endpoint?.breaker.succeed(now);
    metrics.observe(fetch.request.kind, 'ok', (now - fetch.startedAt) / 1_000);
    fetch.resolve(body);
    ended();
  }

  function onFailure(fetch: Fetch, failure: FetchFailure): void {
    const now = performance.now();
    judge(fetch, failure, endpoints, traffic, now);
    fetch.failure = failure;
    if (!sendAgain(fetch, failure, now)) giveUp(fetch, failure, now);
    if (queue.length > 0) drain(now);
  }

  /** @returns whether it is on its way once more */
  function sendAgain(fetch: Fetch, failure: FetchFailure, now: number): boolean {
    if (now >= fetch.deadline || !isPassing(failure)) return false;
    if (fetch.endpoint !== undefined) fetch.tried = (fetch.tried ?? new Set()).add(fetch.endpoint);
    if (failure.kind === 'connect' && (fetch.tried?.size ?? 0) < endpoints.length) {
      dispatch(fetch, now);
      return true;
    }
    if (fetch.request.kind !== 'query') return false;
    if (failure.kind === 'stale') {
      if (!budget.take()) return false;
      metrics.retried();
      // It cannot be stale again.
      fetch.fresh = true;
      dispatch(fetch, now);
      return true;
    }
    const wait = Math.random() * RETRY_WAIT_MS;
    if (fetch.retries >= traffic.retries || now + wait >= fetch.deadline || !budget.take()) return false;
    metrics.retried();
    fetch.retries += 1;
    setTimeout(() => {
      dispatch(fetch, performance.now());
      sweep.watch(channel);
    }, wait);
    return true;
  }

  function giveUp(fetch: Fetch, failure: FetchFailure, now: number): void {
    metrics.observe(fetch.request.kind, outcomeOf(failure.kind), (now - fetch.startedAt) / 1_000);
    log(failure, fetch.caller.requestId, fetch.endpoint?.url.origin, now);
    fetch.reject(failure.kind === 'shed' ? overloaded(subgraph) : unavailable(subgraph));
    ended();
  }

  function ended(): void {
    active -= 1;
    if (active === 0) drained?.resolve();
  }

  const channel: SubgraphChannel = {
    send(request, caller) {
      const startedAt = performance.now();
      active += 1;
      if (request.kind === 'query') budget.deposit();
      return new Promise((resolve, reject) => {
        const fetch: Fetch = {
          deadline: Math.min(startedAt + deadlineOf(request.kind, traffic), caller.deadline),
          request,
          caller,
          startedAt,
          resolve,
          reject,
          endpoint: undefined,
          sentAt: startedAt,
          probe: false,
          retries: 0,
          fresh: false,
          tried: undefined,
          failure: undefined,
        };
        if (startedAt >= fetch.deadline) {
          giveUp(fetch, new FetchFailure('deadline', 'the client had no time left'), startedAt);
        } else {
          dispatch(fetch, startedAt);
          sweep.watch(channel);
        }
      });
    },

    sweep(now) {
      // First those that wait, lest they get a connection in their last moment.
      for (const fetch of queue.filter(({ deadline }) => now >= deadline)) {
        queue.splice(queue.indexOf(fetch), 1);
        giveUp(fetch, new FetchFailure('shed', 'no connection was free in time'), now);
      }
      for (const { pool } of endpoints) pool.check(now);
      return queue.length > 0 || endpoints.some(({ pool }) => pool.open > 0);
    },

    state() {
      const now = performance.now();
      const urls = endpoints.map(({ breaker, pool }) => ({
        breaker: breaker.state(now),
        open: pool.open,
        idle: pool.idle,
        pending: pool.pending,
      }));
      return { subgraph, queued: queue.length, urls };
    },

    async retire() {
      for (const { pool } of endpoints) pool.retire();
      if (active === 0) return;
      drained ??= Promise.withResolvers();
      await drained.promise;
    },
  };
  return channel;
}
