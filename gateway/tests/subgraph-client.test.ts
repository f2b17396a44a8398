import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { verifyRequest } from '#platform/security/signed-request.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { createErrorFilter } from '../transport/subgraph-errors.ts';
import { SIGNING_SECRET } from './fixture-subgraph.ts';
import {
  DATA,
  openTestClient,
  query,
  serveHttp,
  type TestClientOptions,
  testCaller,
  UNAVAILABLE,
} from './transport-fixture.ts';

let resources = new AsyncDisposableStack();
afterEach(async () => {
  await resources.disposeAsync();
  resources = new AsyncDisposableStack();
});

/** A client of a subgraph that answers as it is told. */
async function clientOf(answer: RequestListener, options?: TestClientOptions) {
  const server = resources.use(await serveHttp(answer));
  return resources.use(openTestClient([server.url], options));
}

/** Collects the lines of a logger. */
function logTo(lines: Record<string, unknown>[]) {
  return createLogger('test', 'info', { write: (line: string) => void lines.push(JSON.parse(line)) });
}

describe('a request to a subgraph', () => {
  it('is signed over exactly what is sent, with who asks and the request id', async () => {
    const options = { signingSecret: SIGNING_SECRET };
    const client = await clientOf(async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const signed = { secret: SIGNING_SECRET, method: 'POST', path: '/graphql', body: Buffer.concat(chunks) };
      const identity = verifyRequest(signed, incoming.headers);
      response.end(
        JSON.stringify({ data: { identity, id: incoming.headers['x-request-id'], body: `${signed.body}` } }),
      );
    }, options);
    const body = '{"query":"{ grün 🙂 }"}';
    expect(JSON.parse(await client.ask({ ...query, body }))).toEqual({
      data: { identity: { viewer: { kind: 'guest' }, clientAddress: '203.0.113.7' }, id: 'request-9', body },
    });
  });

  it('without a secret says nothing of who asks', async () => {
    let headers: IncomingHttpHeaders = {};
    const client = await clientOf((request, response) => {
      headers = request.headers;
      response.end(DATA);
    });
    await client.ask();
    expect(Object.keys(headers).sort()).toEqual(['accept', 'content-length', 'content-type', 'host', 'x-request-id']);
  });

  it('carries the trace on, and no header that a request id might smuggle in', async () => {
    let headers: IncomingHttpHeaders = {};
    const client = await clientOf((request, response) => {
      headers = request.headers;
      response.end(DATA);
    });
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await client.ask(query, { ...testCaller(), traceparent, requestId: 'a\r\nx-agora-identity: b' });
    expect(headers).toMatchObject({ traceparent });
    expect(headers).not.toHaveProperty('x-agora-identity');
    expect(headers).not.toHaveProperty('x-request-id');
  });

  it.each<[string, RequestListener]>([
    ['refuses us', (_request, response) => response.writeHead(401).end('{"errors":[{"message":"unsigned"}]}')],
    ['fails', (_request, response) => response.writeHead(500).end('{"errors":[{"message":"at 10.0.0.7"}]}')],
    ['sends us elsewhere', (_request, response) => response.writeHead(302, { location: 'http://10.0.0.7/' }).end()],
    ['answers no JSON', (_request, response) => response.end('<html>10.0.0.7</html>')],
    ['answers nothing', (_request, response) => response.end()],
    ['breaks off', (incoming) => incoming.socket.destroy()],
    ['breaks off in the middle', (incoming, response) => response.write('{"data":', () => incoming.socket.destroy())],
    ['never stops talking', (_request, response) => response.end(`{"data":{"x":"${'x'.repeat(11_000_000)}"}}`)],
    ['compresses in an unknown way', (_request, response) => response.setHeader('content-encoding', 'zstd').end('x')],
    ['compresses wrongly', (_request, response) => response.setHeader('content-encoding', 'gzip').end('{"data":1}')],
  ])('fails without a trace of the reason when the subgraph %s', async (_what, answer) => {
    const client = await clientOf(answer);
    expect(await client.fail()).toEqual(UNAVAILABLE);
  });

  it('fails when nobody knows the subgraph', async () => {
    const client = await clientOf((_request, response) => response.end(DATA));
    expect(await client.fail({ ...query, subgraph: 'others' })).toEqual({
      ...UNAVAILABLE,
      message: 'The others service is not available.',
    });
  });

  it.each([[[]], [['']], [['orders:4003']], [['ftp://orders/']], [['http://orders/', '/graphql']]])(
    'is not possible where the address is none: %j',
    async (urls) => {
      const client = await clientOf((_request, response) => response.end(DATA));
      expect(() => client.clients.open(new Map([['orders', urls]]))).toThrow(
        'The subgraph orders has no address of the form http://host:port/path.',
      );
    },
  );

  it('has its own deadline for queries and for mutations, and never goes on past the client’s', async () => {
    const waiting: ServerResponse[] = [];
    const server = resources.use(await serveHttp((_request, response) => waiting.push(response)));
    for (const [kind, other, env] of [
      ['query', 'mutation', { SUBGRAPH_READ_DEADLINE_MS: '150' }],
      ['mutation', 'query', { SUBGRAPH_WRITE_DEADLINE_MS: '150' }],
    ] as const) {
      const client = resources.use(openTestClient([server.url], { env }));
      let patient = true;
      const answer = client.ask({ ...query, kind: other }).finally(() => {
        patient = false;
      });
      await eventually('it is there', () => waiting.length === 1);
      const start = performance.now();
      expect(await client.fail({ ...query, kind })).toEqual(UNAVAILABLE);
      expect(performance.now() - start).toBeGreaterThanOrEqual(150);
      for (const deadlineMs of [50, -1]) {
        expect(await client.fail({ ...query, kind: other }, testCaller(deadlineMs))).toEqual(UNAVAILABLE);
      }
      expect(patient).toBe(true);
      for (const response of waiting.splice(0)) response.end(DATA);
      expect(await answer).toBe(DATA);
    }
  });

  it('is given up on an answer that trickles', async () => {
    const client = await clientOf((_request, response) => {
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    });
    expect(await client.fail(query, testCaller(150))).toEqual(UNAVAILABLE);
  });

  it('is not late because the gateway was', async () => {
    let isBusy = false;
    const client = await clientOf((_request, response) => {
      response.end(DATA);
      // Sent by now, and timers are the next thing that the event loop looks at.
      setImmediate(() => {
        const end = performance.now() + (isBusy ? 1_000 : 0);
        while (performance.now() < end);
      });
    });
    await client.ask();
    isBusy = true;
    expect(await client.ask(query, testCaller(700))).toBe(DATA);
  });
});

describe('a compressed answer', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['identity', (text: string) => text],
  ])('is read: %s', async (encoding, compress) => {
    const client = await clientOf((_request, response) =>
      response.setHeader('content-encoding', encoding).end(compress(DATA)),
    );
    expect(await client.ask()).toBe(DATA);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('is not unpacked past the limit: a bomb of %s', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(50_000_000, 123));
    const client = await clientOf((_request, response) => response.setHeader('content-encoding', encoding).end(bomb));
    const before = process.memoryUsage().arrayBuffers;
    expect(await client.fail()).toEqual(UNAVAILABLE);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
  });

  it('is asked for where it is configured', async () => {
    let asked: string | string[] | undefined;
    const client = await clientOf(
      (request, response) => {
        asked = request.headers['accept-encoding'];
        response.end(DATA);
      },
      { env: { SUBGRAPH_COMPRESSION_THINGS: '1' } },
    );
    await client.ask();
    expect(asked).toBe('gzip, br');
  });
});

describe('the log', () => {
  it('has the reason once, however many requests failed of it', async () => {
    const lines: Record<string, unknown>[] = [];
    const client = await clientOf((_request, response) => response.writeHead(500).end(), { logger: logTo(lines) });
    for (let i = 0; i < 5; i++) await client.fail();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      subgraph: 'things',
      requestId: 'request-9',
      kind: 'status',
      reason: 'it answered with status 500',
      msg: 'a subgraph did not answer',
    });
  });
});

describe('an error of a subgraph', () => {
  const lines: Record<string, unknown>[] = [];
  const filter = createErrorFilter(logTo(lines));

  it('keeps its message, code and argument', () => {
    const extensions = {
      code: 'BAD_USER_INPUT',
      argument: 'first',
      stacktrace: ['at 10.0.0.7'],
      serviceName: 'things',
    };
    expect(filter({ message: 'Wrong.', extensions }, 'things')).toEqual({
      message: 'Wrong.',
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    });
    expect(lines).toEqual([]);
  });

  it.each([
    [{ code: 'GRAPHQL_VALIDATION_FAILED' }],
    [{ code: 'INTERNAL_SERVER_ERROR' }],
    [{ code: 7 }],
    [{}],
    [undefined],
    [null],
    ['BAD_USER_INPUT'],
    [['BAD_USER_INPUT']],
    [JSON.parse('{"__proto__":{"code":"FORBIDDEN"}}')],
  ])('is masked and logged with the extensions %j', (extensions) => {
    lines.length = 0;
    expect(filter({ message: 'column "x" does not exist', extensions }, 'things')).toEqual({
      message: 'Something went wrong on our side.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(lines).toMatchObject([{ subgraph: 'things', reason: 'column "x" does not exist' }]);
  });
});
