import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Answer, IncrementalPart } from '../execution/executor.ts';
import { createAdmissions } from '../limits/admission.ts';
import { type FixtureOptions, startFixtureServers } from './http-fixture.ts';

let servers: Awaited<ReturnType<typeof startFixtureServers>> | undefined;
afterEach(() => servers?.[Symbol.asyncDispose]());

async function start(options: FixtureOptions) {
  servers = await startFixtureServers(options);
  return servers;
}

const DEFERRED = '{ greeting ... @defer(label: "who") { me { name } } }';

const post = (url: string, body: object, headers: Record<string, string> = {}, signal: AbortSignal | null = null) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal,
  });

const data = (value: unknown) => Buffer.from(JSON.stringify(value));
const late: IncrementalPart = { label: 'who', path: [], data: data({ me: { name: 'Ann' } }), errors: [] };

async function* textsOf(response: Response) {
  for await (const chunk of response.body ?? []) yield Buffer.from(chunk).toString();
}

describe('an answer in parts', () => {
  const wanted = { accept: 'multipart/mixed;deferSpec=20220824, application/json' };

  it('sends each part as soon as it is there, in the form of Apollo’s', async () => {
    const second = Promise.withResolvers<void>();
    async function* later() {
      await second.promise;
      yield [late, { label: undefined, path: ['a', 0], data: data(null), errors: [{ message: 'no', extensions: {} }] }];
    }
    const first: Answer = { data: data({ greeting: 'Hello' }), errors: [], later: later() };
    const { url } = await start({ behaviour: { execute: async () => first } });
    const response = await post(url, { query: DEFERRED }, wanted);
    expect(response.headers.get('content-type')).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    const texts = textsOf(response);
    const head = 'content-type: application/json; charset=utf-8\r\n\r\n';
    expect((await texts.next()).value).toBe(
      `\r\n---\r\n${head}{"data":{"greeting":"Hello"},"hasNext":true}\r\n---\r\n`,
    );
    second.resolve();
    let rest = '';
    for await (const text of texts) rest += text;
    expect(rest).toBe(
      `${head}{"incremental":[{"label":"who","path":[],"data":{"me":{"name":"Ann"}}},` +
        `{"path":["a",0],"errors":[{"message":"no","extensions":{}}],"data":null}],"hasNext":true}\r\n---\r\n` +
        `${head}{"hasNext":false}\r\n-----\r\n`,
    );
  });

  it('keeps its place until all of it is fetched, and no longer for a client that does not read it', async () => {
    const fetched = Promise.withResolvers<void>();
    async function* later() {
      await fetched.promise;
      yield [late];
    }
    const first: Answer = {
      data: data({ greeting: 'Hello' }),
      errors: [],
      later: later(),
      finished: fetched.promise,
    };
    let runs = 0;
    const { url } = await start({
      admissions: createAdmissions({ max: 1 }),
      behaviour: {
        execute() {
          runs += 1;
          return runs === 1 ? Promise.resolve(first) : undefined;
        },
      },
    });
    const response = await post(url, { query: DEFERRED }, wanted);
    expect((await post(url, { query: '{ greeting }' })).status).toBe(503);
    fetched.resolve();
    expect((await post(url, { query: '{ greeting }' })).status).toBe(200);
    await response.body?.cancel();
  });

  it('is only for who takes it, and for operations that put something off', async () => {
    const { url, executor } = await start({});
    expect((await post(url, { query: DEFERRED })).headers.get('content-type')).toContain('application/json');
    expect((await post(url, { query: '{ greeting }' }, wanted)).headers.get('content-type')).toContain(
      'application/json',
    );
    expect(executor.compiled).toEqual(['undefined', 'undefined']);
    await post(url, { query: DEFERRED }, wanted);
    expect(executor.compiled).toContain('undefined in parts');
  });

  it('ends when its client goes away', async () => {
    const ended = Promise.withResolvers<void>();
    const later: Answer['later'] = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        async return() {
          ended.resolve();
          return { done: true, value: undefined };
        },
      }),
    };
    const { url, inside } = await start({
      behaviour: { execute: async () => ({ data: data({}), errors: [], later }) },
    });
    const leaving = new AbortController();
    const response = await post(url, { query: DEFERRED }, wanted, leaving.signal);
    expect((await textsOf(response).next()).value).toContain('"hasNext":true');
    expect(inside()).toBe(1);
    leaving.abort();
    await ended.promise;
    await eventually('the graph is left', () => inside() === 0);
  });
});

describe('an answer', () => {
  it('is 503 when subgraphs had too much to do for any of it, with the time to come again', async () => {
    const errors = [{ message: 'busy', extensions: { code: 'SUBGRAPH_OVERLOADED' } }];
    const answers = [data({ greeting: null, me: null }), data(null), data({ greeting: null, me: {} })];
    const { url, aloneUrl } = await start({
      behaviour: { execute: async (_variables, { requestId }) => ({ data: answers[Number(requestId)], errors }) },
    });
    for (const lane of [url, aloneUrl]) {
      const statuses = [];
      for (const id of ['0', '1', '2']) {
        const response = await post(lane, { query: '{ greeting me { id } }' }, { 'x-request-id': id });
        statuses.push([response.status, response.headers.get('retry-after')]);
      }
      expect(statuses).toEqual([
        [503, '1'],
        [503, '1'],
        [200, null],
      ]);
    }
  });

  it('is 503 when as much is under way as may be, and is given again when that has been answered', async () => {
    const first = Promise.withResolvers<Answer>();
    let runs = 0;
    const { url, aloneUrl } = await start({
      admissions: createAdmissions({ max: 1 }),
      behaviour: {
        execute() {
          runs += 1;
          return runs === 1 ? first.promise : undefined;
        },
      },
    });
    const answering = post(url, { query: '{ greeting }' });
    await eventually('the first is under way', () => runs === 1);
    for (const lane of [url, aloneUrl]) {
      const response = await post(lane, { query: '{ greeting }' });
      const { errors } = (await response.json()) as { errors: { extensions: object }[] };
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
      expect(errors[0]?.extensions).toEqual({ code: 'GATEWAY_OVERLOADED' });
    }
    first.resolve({ data: data({ greeting: 'late' }), errors: [] });
    expect((await answering).status).toBe(200);
    expect((await post(url, { query: '{ greeting }' })).status).toBe(200);
    expect(runs).toBe(2);
  });

  it('tells its cost, and refuses what a bucket does not hold: 429', async () => {
    const { createMemoryBuckets } = await import('../limits/memory-buckets.ts');
    const costs = {
      compile: () => () => 6,
      max: 10,
      buckets: createMemoryBuckets({ capacity: 20, restorePerSecond: 1 }, () => 0),
    };
    const { url, aloneUrl } = await start({ costs });
    const answers = [];
    for (const lane of [url, aloneUrl, url, aloneUrl, url]) {
      const response = await post(lane, { query: '{ greeting }' });
      answers.push([response.status, response.headers.get('retry-after'), await response.json()]);
    }
    const cost = (remaining: number) => ({ cost: { requested: 6, remaining, restoreRate: 1 } });
    expect(answers[0]).toEqual([200, null, { data: { greeting: 'Hello you' }, extensions: cost(14) }]);
    expect(answers[1]).toEqual([200, null, { data: { greeting: 'Hello you' }, extensions: cost(8) }]);
    const refusal = {
      errors: [expect.objectContaining({ extensions: { code: 'COST_LIMITED' } })],
      extensions: cost(2),
    };
    expect(answers[3]).toEqual([429, '4', refusal]);
    expect(answers[4]).toEqual(answers[3]);
  });

  it('that is long is whole, whatever characters it has', async () => {
    const name = 'ä😀'.repeat(30_000);
    const { url } = await start({
      behaviour: {
        execute: async () => ({ data: data({ greeting: name }), errors: [{ message: 'ö', extensions: {} }] }),
      },
    });
    const response = await post(url, { query: '{ greeting }' });
    expect(await response.json()).toEqual({ errors: [{ message: 'ö', extensions: {} }], data: { greeting: name } });
  });
});

describe('a stop', () => {
  it('answers the request in hand, and its connection is closed', async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<Answer>();
    const { url, stop } = await start({
      behaviour: {
        execute() {
          asked.resolve();
          return answer.promise;
        },
      },
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    const body = '{"query":"{ greeting }"}';
    const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
    socket.write(`${head}content-length: ${body.length}\r\n\r\n${body}`);
    await asked.promise;
    const stopping = stop();
    await eventually('nobody is let in', () =>
      fetch(url).then(
        () => false,
        () => true,
      ),
    );
    answer.resolve({ data: data({ greeting: 'late' }), errors: [] });
    await closed;
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    expect(text).toContain('{"data":{"greeting":"late"}}\n');
    await stopping;
  });
});

describe('a client', () => {
  it('that goes away before its request is whole leaves nothing behind', async () => {
    const { url, inside, executor } = await start({});
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{');
    socket.end();
    await new Promise((resolve) => socket.on('close', resolve).resume());
    expect(inside()).toBe(0);
    expect(executor.compiled).toEqual([]);
    expect((await post(url, { query: '{ greeting }' })).status).toBe(200);
  });

  it('that goes away before the first of several parts leaves nothing behind', async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<Answer>();
    const { url, server, inside } = await start({
      behaviour: {
        execute() {
          asked.resolve();
          return answer.promise;
        },
      },
    });
    const gone = new Promise((resolve) => server.once('connection', (socket) => socket.once('close', resolve)));
    const leaving = new AbortController();
    const headers = { accept: 'multipart/mixed;deferSpec=20220824, application/json' };
    const answered = post(url, { query: DEFERRED }, headers, leaving.signal).catch(() => 'gone');
    await asked.promise;
    leaving.abort();
    await gone;
    async function* later() {
      yield [late];
    }
    answer.resolve({ data: data({ greeting: 'x'.repeat(100_000) }), errors: [], later: later() });
    expect(await answered).toBe('gone');
    await eventually('the graph is left', () => inside() === 0);
  });

  it('has 30 s for a request, head and body', async () => {
    const { server } = await start({});
    expect([server.headersTimeout, server.requestTimeout]).toEqual([30_000, 30_000]);
  });
});
