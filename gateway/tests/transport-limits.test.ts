import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '#platform/config/parse-config.ts';
import { chooseUrl } from '../transport/balancer.ts';
import { type CircuitBreaker, createCircuitBreaker } from '../transport/circuit-breaker.ts';
import { createRetryBudget } from '../transport/retry-budget.ts';
import { readTraffic } from '../transport/traffic.ts';

describe('the settings of the traffic', () => {
  it('have defaults', () => {
    expect(readTraffic({}).of('orders')).toEqual({
      readDeadlineMs: 800,
      writeDeadlineMs: 2_000,
      connections: 64,
      queue: 1_000,
      retries: 1,
      breakerFailures: 10,
      answerLimit: 10_000_000,
      compression: false,
    });
  });

  it('can be set for all subgraphs and for one', () => {
    const traffic = readTraffic({
      SUBGRAPH_QUEUE: '5',
      SUBGRAPH_QUEUE_GIFT_CARDS: '0',
      SUBGRAPH_COMPRESSION_GIFT_CARDS: '1',
      SUBGRAPH_RETRIES_GIFT_CARDS: '',
    });
    expect(traffic.of('orders')).toMatchObject({ queue: 5, compression: false });
    expect(traffic.of('gift-cards')).toMatchObject({ queue: 0, compression: true, retries: 1 });
  });

  it.each([
    [{ SUBGRAPH_CONNECTIONS: '0' }, /^SUBGRAPH_CONNECTIONS is wrong: .*\.$/],
    [
      { SUBGRAPH_READ_DEADLINE_MS_ORDERS: 'soon' },
      /^SUBGRAPH_READ_DEADLINE_MS_ORDERS is wrong: expected a whole number/,
    ],
    [{ SUBGRAPH_COMPRESSION: 'gzip' }, /^SUBGRAPH_COMPRESSION is wrong: expected 1 or 0\.$/],
  ])('are refused with a sentence: %j', (env, sentence) => {
    expect(() => readTraffic(env)).toThrow(sentence);
    expect(() => readTraffic(env)).toThrow(ConfigError);
  });
});

describe('a circuit breaker', () => {
  /** One that has failed so often in a row, at 0. */
  function failed(times: number, replaceable = false) {
    const breaker = createCircuitBreaker(5);
    for (let i = 0; i < times; i++) breaker.fail(0, replaceable);
    return breaker;
  }

  it('opens after failures in a row', () => {
    expect(failed(4).admits(0)).toBe(true);
    expect(failed(5).admits(0)).toBe(false);
    const breaker = failed(4);
    breaker.succeed(0);
    for (let i = 0; i < 4; i++) breaker.fail(0, false);
    expect(breaker.state(0)).toBe('closed');
  });

  it('opens after three where other URLs can take over', () => {
    expect(failed(2, true).admits(0)).toBe(true);
    expect(failed(3, true).admits(0)).toBe(false);
  });

  it('opens when half of at least 20 requests in ten seconds fail', () => {
    const alternating = (requests: number, apart: number) => {
      const breaker = createCircuitBreaker(5);
      for (let i = 0; i < requests; i++) i % 2 === 0 ? breaker.succeed(i * apart) : breaker.fail(i * apart, false);
      return breaker.state(requests * apart);
    };
    expect(alternating(19, 1)).toBe('closed');
    expect(alternating(20, 1)).toBe('open');
    expect(alternating(100, 1_000)).toBe('closed');
  });

  it('lets one request through after a second, and all again when that succeeds', () => {
    const breaker = failed(5);
    expect(breaker.state(999)).toBe('open');
    expect(breaker.state(1_000)).toBe('half-open');
    expect(breaker.admits(1_000)).toBe(true);
    expect(breaker.begin(1_000)).toBe(true);
    expect(breaker.admits(1_000)).toBe(false);
    breaker.succeed(1_010);
    expect(breaker.state(1_010)).toBe('closed');
    expect(breaker.begin(1_010)).toBe(false);
  });

  it('lets another request through when the first told nothing', () => {
    const breaker = failed(5);
    breaker.begin(1_000);
    breaker.pass();
    expect(breaker.admits(1_000)).toBe(true);
  });

  /** How long it is left alone from `now` on, in ms. */
  function openFrom(now: number, breaker: CircuitBreaker): number {
    let time = 0;
    while (!breaker.admits(now + time)) time += 500;
    return time;
  }

  /** How long it is left alone after each of seven probes that fail, and when it may be asked again then. */
  function failingProbes(breaker: CircuitBreaker, replaceable: boolean) {
    let now = 0;
    const times = [openFrom(now, breaker)];
    for (let i = 0; i < 6; i++) {
      now += openFrom(now, breaker);
      breaker.begin(now);
      breaker.fail(now, replaceable);
      times.push(openFrom(now, breaker));
    }
    return { times, now: now + openFrom(now, breaker) };
  }

  it('stays open twice as long each time, up to half a minute, until it was well for a minute', () => {
    const breaker = failed(5, true);
    let { times, now } = failingProbes(breaker, true);
    expect(times).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    const failAgain = () => {
      breaker.begin(now);
      breaker.succeed(now);
      for (let i = 0; i < 5; i++) breaker.fail(now, true);
      return openFrom(now, breaker);
    };
    expect(failAgain()).toBe(30_000);
    now += 30_000;
    breaker.begin(now);
    breaker.succeed(now);
    now += 61_000;
    expect(failAgain()).toBe(1_000);
  });

  it('stays open for two seconds at most where no other URL can take over', () => {
    expect(failingProbes(failed(5), false).times).toEqual([1_000, ...Array(6).fill(2_000)]);
  });

  it('is not kept open by late failures of requests from before', () => {
    const breaker = failed(5);
    breaker.fail(900, false);
    expect(breaker.admits(1_000)).toBe(true);
  });
});

describe('a retry budget', () => {
  it('pays for one retry in ten requests, and begins with one', () => {
    const budget = createRetryBudget();
    let taken = 0;
    for (let i = 0; i < 1_000; i++) {
      budget.deposit();
      if (budget.take()) taken += 1;
    }
    expect(taken).toBe(101);
  });

  it('saves ten', () => {
    const budget = createRetryBudget();
    for (let i = 0; i < 1_000; i++) budget.deposit();
    let taken = 0;
    while (budget.take()) taken += 1;
    expect(taken).toBe(10);
  });
});

describe('the choice of a URL', () => {
  const url = (pending: number, state: 'closed' | 'half-open' | 'open' = 'closed') => ({
    pool: { pending },
    breaker: { admits: () => state !== 'open', state: () => state },
  });

  it('falls on the one with the fewest requests under way', () => {
    const [a, b, c] = [url(3), url(1), url(2)];
    for (const turn of [0, 1, 2, 3]) expect(chooseUrl([a, b, c], 0, turn, 'query', undefined)).toBe(b);
  });

  it('takes turns among equals', () => {
    const urls = [url(1), url(1), url(1)];
    const chosen = [0, 1, 2].map((turn) => chooseUrl(urls, 0, turn, 'query', undefined));
    expect(new Set(chosen)).toEqual(new Set(urls));
  });

  it('leaves out those that are open', () => {
    const [a, b] = [url(0, 'open'), url(9)];
    expect(chooseUrl([a, b], 0, 0, 'query', undefined)).toBe(b);
    expect(chooseUrl([a], 0, 0, 'query', undefined)).toBeUndefined();
    expect(chooseUrl([a, url(0, 'open')], 0, 0, 'query', undefined)).toBeUndefined();
  });

  it('takes what was tried only if there is nothing else', () => {
    const [a, b] = [url(0), url(9)];
    expect(chooseUrl([a, b], 0, 0, 'query', new Set([a]))).toBe(b);
    expect(chooseUrl([a, b], 0, 0, 'query', new Set([a, b]))).toBe(a);
  });

  it('does not try out an ejected URL with a mutation', () => {
    const [a, b] = [url(0, 'half-open'), url(9)];
    expect(chooseUrl([a, b], 0, 0, 'query', undefined)).toBe(a);
    expect(chooseUrl([a, b], 0, 0, 'mutation', undefined)).toBe(b);
    expect(chooseUrl([a], 0, 0, 'mutation', undefined)).toBe(a);
  });
});
