import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import {
  DATA,
  mutation,
  OVERLOADED,
  openTestClient,
  plain,
  query,
  serveHttp,
  serveRaw,
  testCaller,
  UNAVAILABLE,
} from './transport-fixture.ts';

let resources = new AsyncDisposableStack();
afterEach(async () => {
  await resources.disposeAsync();
  resources = new AsyncDisposableStack();
});

const serve = async (answer?: RequestListener) => resources.use(await serveHttp(answer));
const open = (urls: readonly string[], env: Record<string, string> = {}) =>
  resources.use(openTestClient(urls, { env }));

/** An address where nothing listens: no program is given this port. */
const DEAD_URL = 'http://127.0.0.1:9/graphql';

/** Holds requests back until they are let go. */
function hold() {
  const held: ServerResponse[] = [];
  return {
    held,
    answer: ((_request, response) => held.push(response)) satisfies RequestListener,
    letGo() {
      for (const response of held.splice(0)) response.end(DATA);
    },
  };
}

describe('more requests than a subgraph can take', () => {
  it('wait, and are refused at once when too many wait', async () => {
    const { held, answer, letGo } = hold();
    const server = await serve(answer);
    const client = open([server.url], { SUBGRAPH_CONNECTIONS: '2', SUBGRAPH_QUEUE: '3' });
    const answers = Array.from({ length: 5 }, () => client.ask());
    await eventually('two are there', () => held.length === 2);
    expect(await client.fail()).toEqual(OVERLOADED);
    expect(server.requests).toBe(2);
    while (server.requests < 5) {
      letGo();
      await new Promise(setImmediate);
    }
    await eventually('the last two are there', () => held.length > 0);
    letGo();
    expect(await Promise.all(answers)).toEqual(Array(5).fill(DATA));
    expect(server.connections).toBe(2);
    expect(await client.registry.getSingleMetricAsString('subgraph_sheds_total')).toContain(
      'subgraph="things",service="test"} 1',
    );
  });

  it('do not wait longer than their deadline', async () => {
    const { held, answer, letGo } = hold();
    const server = await serve(answer);
    const client = open([server.url], { SUBGRAPH_CONNECTIONS: '1' });
    const first = client.ask();
    const late = [client.fail(query, testCaller(100)), client.fail(query, testCaller(120))];
    expect(await Promise.all(late)).toEqual([OVERLOADED, OVERLOADED]);
    await eventually('the first is there', () => held.length === 1);
    letGo();
    expect(await first).toBe(DATA);
    expect(server.requests).toBe(1);
  });

  it('that wait are refused together when the subgraph dies', async () => {
    const { held, answer } = hold();
    const server = await serve(answer);
    const client = open([server.url], {
      SUBGRAPH_CONNECTIONS: '1',
      SUBGRAPH_BREAKER_FAILURES: '1',
      SUBGRAPH_QUEUE: '9000',
    });
    const failures = Array.from({ length: 9_000 }, () => client.fail(mutation));
    await eventually('one is there', () => held.length === 1);
    held[0]?.destroy();
    expect(new Set((await Promise.all(failures)).map(({ code }) => code))).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));
    expect(server.requests).toBe(1);
  });
});

describe('a query that fails in passing', () => {
  it.each([502, 503, 504])('is sent again after status %i', async (status) => {
    let requests = 0;
    const server = await serve((_request, response) => {
      requests += 1;
      if (requests === 1) response.writeHead(status).end();
      else response.end(DATA);
    });
    expect(await open([server.url]).ask()).toBe(DATA);
    expect(requests).toBe(2);
  });

  it('is sent again after a broken connection', async () => {
    let requests = 0;
    const server = await serve((request, response) => {
      requests += 1;
      if (requests === 1) request.socket.destroy();
      else response.end(DATA);
    });
    expect(await open([server.url]).ask()).toBe(DATA);
  });

  it.each<[string, RequestListener, Record<string, string>]>([
    ['after status 500', (_request, response) => response.writeHead(500).end(), {}],
    ['after status 429', (_request, response) => response.writeHead(429).end(), {}],
    ['after nonsense', (_request, response) => response.end('<html>'), {}],
    ['after the deadline', () => {}, { SUBGRAPH_READ_DEADLINE_MS: '1000' }],
    ['where that is switched off', (_request, response) => response.writeHead(503).end(), { SUBGRAPH_RETRIES: '0' }],
  ])('is not sent again %s', async (_what, answer, env) => {
    const server = await serve(answer);
    expect(await open([server.url], env).fail()).toEqual(UNAVAILABLE);
    expect(server.requests).toBe(1);
  });

  it('is not sent again when it is a mutation', async () => {
    for (const answer of [
      (_request, response) => response.writeHead(503).end(),
      (request) => request.socket.destroy(),
    ] satisfies RequestListener[]) {
      const servers = [await serve(answer), await serve(answer)];
      expect(await open(servers.map(({ url }) => url)).fail(mutation)).toEqual(UNAVAILABLE);
      expect(servers.reduce((sum, { requests }) => sum + requests, 0)).toBe(1);
    }
  });

  it('makes no more than a tenth of the load', async () => {
    let requests = 0;
    const server = await serve((_request, response) => {
      requests += 1;
      if (requests % 3 === 0) response.writeHead(503).end();
      else response.end(DATA);
    });
    const client = open([server.url]);
    let failed = 0;
    const several = async () => {
      for (let i = 0; i < 75; i++) await client.ask().catch(() => failed++);
    };
    await Promise.all(Array.from({ length: 8 }, several));
    expect(requests).toBeGreaterThan(640);
    expect(requests).toBeLessThanOrEqual(661);
    expect(failed).toBeGreaterThan(100);
    const retries = await client.registry.getSingleMetricAsString('subgraph_retries_total');
    expect(retries).toContain(`} ${requests - 600}`);
  });
});

describe('a dead subgraph', () => {
  it('is left alone and asked again by one request, which heals it', async () => {
    const { held, answer, letGo } = hold();
    let dead = true;
    const server = await serve((request, response) =>
      dead ? response.writeHead(500).end() : answer(request, response),
    );
    const client = open([server.url], { SUBGRAPH_BREAKER_FAILURES: '5' });
    for (let i = 0; i < 5; i++) await client.fail();
    expect(client.clients.states()).toEqual([{ subgraph: 'things', available: false, breakers: ['open'] }]);
    // All at once: a second after its last failure it is tried again.
    const failures = await Promise.all(Array.from({ length: 20 }, () => client.fail()));
    expect(failures).toEqual(Array(20).fill(UNAVAILABLE));
    expect(server.requests).toBe(5);
    expect(await client.registry.getSingleMetricAsString('subgraph_breaker_state')).toContain(
      '{subgraph="things",url_index="0",service="test"} 2',
    );

    dead = false;
    await eventually('it is tried again', () => client.clients.states()[0]?.breakers[0] === 'half-open');
    const probe = client.ask();
    for (let i = 0; i < 10; i++) expect(await client.fail()).toEqual(UNAVAILABLE);
    await eventually('the one is there', () => held.length === 1);
    letGo();
    expect(await probe).toBe(DATA);
    expect(client.clients.states()).toEqual([{ subgraph: 'things', available: true, breakers: ['closed'] }]);
    expect(server.requests).toBe(6);
  });

  it('is not taken for dead because of clients without patience', async () => {
    const server = await serve(() => {});
    const client = open([server.url], { SUBGRAPH_BREAKER_FAILURES: '2' });
    for (let i = 0; i < 3; i++) await client.fail(query, testCaller(20));
    expect(client.clients.states()[0]?.available).toBe(true);
    const hurried = open([server.url], { SUBGRAPH_BREAKER_FAILURES: '2', SUBGRAPH_READ_DEADLINE_MS: '500' });
    for (let i = 0; i < 2; i++) await hurried.fail();
    expect(hurried.clients.states()[0]?.available).toBe(false);

    await eventually('it is tried again', () => hurried.clients.states()[0]?.available);
    const before = server.requests;
    for (let i = 0; i < 2; i++) await hurried.fail(query, testCaller(400));
    expect(server.requests).toBe(before + 2);
  });

  it('is not taken for dead because requests had to wait before they were sent', async () => {
    const { held, answer, letGo } = hold();
    const server = await serve(answer);
    const env = { SUBGRAPH_CONNECTIONS: '1', SUBGRAPH_BREAKER_FAILURES: '1', SUBGRAPH_READ_DEADLINE_MS: '2000' };
    const client = open([server.url], env);
    const start = performance.now();
    const [first, second] = [client.ask(), client.fail()];
    await eventually('a part of the time is over', () => held.length === 1 && performance.now() > start + 400);
    letGo();
    expect(await first).toBe(DATA);
    expect(await second).toEqual(UNAVAILABLE);
    expect(server.requests).toBe(2);
    expect(client.clients.states()[0]?.available).toBe(true);
  });

  it('is not taken for dead because it refuses requests', async () => {
    let requests = 0;
    const server = await serve((_request, response) => response.writeHead(requests++ % 3 === 0 ? 500 : 400).end());
    const client = open([server.url], { SUBGRAPH_BREAKER_FAILURES: '2' });
    for (let i = 0; i < 10; i++) await client.fail();
    expect(client.clients.states()[0]?.available).toBe(true);
    expect(requests).toBe(10);
  });
});

describe('a subgraph with several URLs', () => {
  it('has its requests where the fewest are under way', async () => {
    const slow = hold();
    const servers = [await serve(slow.answer), await serve()];
    const client = open(servers.map(({ url }) => url));
    const first = client.ask();
    await eventually('the slow one has one', () => slow.held.length === 1);
    for (let i = 0; i < 10; i++) expect(await client.ask()).toBe(DATA);
    expect(servers[0]?.requests).toBe(1);
    slow.letGo();
    expect(await first).toBe(DATA);
  });

  it('answers every request, mutations too, while one of them is dead from the start', async () => {
    const server = await serve();
    const client = open([DEAD_URL, server.url]);
    const requests = Array.from({ length: 50 }, (_value, i) => client.ask(i % 2 === 0 ? query : mutation));
    expect(await Promise.all(requests)).toEqual(Array(50).fill(DATA));
    expect(server.requests).toBe(50);
    expect(client.clients.states()[0]).toEqual({
      subgraph: 'things',
      available: true,
      breakers: [expect.stringMatching(/open/), 'closed'],
    });
  });

  it('answers in time while one of them cannot be connected to', async () => {
    // It accepts connections and says nothing, so that TLS is never there.
    const silent = resources.use(await serveRaw(() => {}));
    const server = await serve();
    const client = open([silent.url.replace('http:', 'https:'), server.url], { SUBGRAPH_WRITE_DEADLINE_MS: '4000' });
    expect(await client.ask(mutation)).toBe(DATA);
    expect(client.clients.states()[0]?.available).toBe(true);
  });

  it('keeps to the number of connections when a query goes to another one', async () => {
    const closing = resources.use(
      await serveRaw((socket, turn) => (turn === 0 ? socket.write(plain()) : socket.destroy())),
    );
    const server = await serve();
    const client = open([closing.url, server.url], { SUBGRAPH_CONNECTIONS: '1' });
    for (let i = 0; i < 3; i++) expect(await client.ask()).toBe(DATA);
    expect(closing.requests).toBe(2);
    expect(server).toMatchObject({ requests: 2, connections: 2 });
    await eventually('the first connection is closed', () => server.open === 1);
  });

  it('loses what was on its way to the one that dies, and nothing after that', async () => {
    const servers = [await serve(), await serve()];
    const proxy = resources.use(await openFaultyProxy(servers[0]?.url ?? ''));
    const client = open([proxy.url, servers[1]?.url ?? '']);
    for (let i = 0; i < 50; i++) expect(await client.ask()).toBe(DATA);
    proxy.refuse();
    for (let i = 0; i < 50; i++) expect(await client.ask()).toBe(DATA);
    expect(client.clients.states()[0]?.breakers).toEqual([expect.stringMatching(/open/), 'closed']);
    proxy.restore();
    await eventually('it is back', async () => {
      await client.ask();
      return client.clients.states()[0]?.breakers[0] === 'closed';
    });
  });

  it('keeps one that fails now and then, when the others are left alone already', async () => {
    let requests = 0;
    const server = await serve((_request, response) => {
      requests += 1;
      if (requests <= 4) response.writeHead(500).end();
      else response.end(DATA);
    });
    const client = open([DEAD_URL, server.url]);
    for (let i = 0; i < 3; i++) await client.fail(mutation);
    for (let i = 0; i < 4; i++) await client.client.send(mutation, testCaller()).catch(() => {});
    expect(client.clients.states()[0]?.breakers).toEqual([expect.stringMatching(/open/), 'closed']);
  });
});

describe('a reload of the supergraph', () => {
  it('keeps the connections of subgraphs that stay, and closes those of the others', async () => {
    const [stays, goes] = [await serve(), await serve()];
    const { clients, client: old } = open([stays.url]);
    const before = clients.open(
      new Map([
        ['things', [stays.url]],
        ['others', [goes.url]],
      ]),
    );
    await before.send(query, testCaller());
    await before.send({ ...query, subgraph: 'others' }, testCaller());
    const after = clients.open(new Map([['things', [stays.url]]]));
    await before[Symbol.asyncDispose]();
    await before[Symbol.asyncDispose]();
    await old[Symbol.asyncDispose]();
    await eventually('the connection is closed', () => goes.open === 0);
    expect(clients.states()).toHaveLength(1);
    await after.send(query, testCaller());
    expect(stays).toMatchObject({ requests: 2, connections: 1, open: 1 });
  });

  it('lets what is under way end before its connections are closed', async () => {
    const { held, answer, letGo } = hold();
    const server = await serve(answer);
    const client = open([server.url], { SUBGRAPH_CONNECTIONS: '1' });
    const answers = [client.ask(), client.ask()];
    await eventually('it is there', () => held.length === 1);
    let closed = false;
    const closing = client.clients[Symbol.asyncDispose]().then(() => {
      closed = true;
    });
    letGo();
    await eventually('the second is there', () => held.length === 1);
    expect(closed).toBe(false);
    letGo();
    expect(await Promise.all(answers)).toEqual([DATA, DATA]);
    await closing;
    await eventually('all is closed', () => server.open === 0);
  });

  it('still keeps the deadline of what is asked afterwards', async () => {
    const server = await serve(() => {});
    const client = open([server.url]);
    await client.clients[Symbol.asyncDispose]();
    expect(await client.fail(query, testCaller(50))).toEqual(UNAVAILABLE);
  });
});

describe('the metrics', () => {
  it('show requests by outcome, and connections and requests as they are', async () => {
    const server = resources.use(
      await serveRaw((socket, _turn, text) => {
        if (text.includes('good')) socket.write(plain());
      }),
    );
    const client = open([server.url], { SUBGRAPH_CONNECTIONS: '2', SUBGRAPH_READ_DEADLINE_MS: '1000' });
    await client.ask({ ...mutation, body: '"good"' });
    const failures = Promise.all([client.fail(), client.fail(), client.fail()]);
    const during = await client.registry.metrics();
    const labels = 'subgraph="things",url_index="0",service="test"';
    expect(during).toContain(`subgraph_connections_open{${labels}} 2`);
    expect(during).toContain(`subgraph_connections_idle{${labels}} 0`);
    expect(during).toContain(`subgraph_requests_pending{${labels}} 2`);
    expect(during).toContain(`subgraph_requests_queued{subgraph="things",service="test"} 1`);
    expect(during).toContain(`subgraph_breaker_state{${labels}} 0`);
    await failures;
    const after = await client.registry.metrics();
    const counted = (kind: string, outcome: string) =>
      `subgraph_request_duration_seconds_count{service="test",subgraph="things",kind="${kind}",outcome="${outcome}"}`;
    expect(after).toContain(`${counted('mutation', 'ok')} 1`);
    expect(after).toContain(`${counted('query', 'timeout')} 2`);
    expect(after).toContain(`${counted('query', 'shed')} 1`);
  });
});
