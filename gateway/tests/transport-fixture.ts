import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { Logger } from '#platform/logging/create-logger.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { guest } from '#platform/security/viewer.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import type { SubgraphFailure, SubgraphRequest } from '../execution/executor.ts';
import { createCaller } from '../transport/caller.ts';
import { createSubgraphClients } from '../transport/create-subgraph-clients.ts';
import { readTraffic } from '../transport/traffic.ts';

/** A server on loopback that counts what reaches it. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: number;
  readonly connections: number;
  /** Connections that are open now. */
  readonly open: number;
}

async function listen(server: Server, counts: { requests: number }, protocol: string, host: string) {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}/graphql`,
    get requests() {
      return counts.requests;
    },
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  } satisfies TestServer;
}

export const DATA = '{"data":{"things":1}}';

export const answering: RequestListener = (request, response) => {
  request.resume().on('end', () => response.end(DATA));
};

/** A subgraph on Node's own HTTP server. */
export function serveHttp(answer: RequestListener = answering, host = '127.0.0.1'): Promise<TestServer> {
  const counts = { requests: 0 };
  const server = createServer((request, response) => {
    counts.requests += 1;
    return answer(request, response);
  });
  return listen(server, counts, 'http', host);
}

/** A subgraph that speaks by hand: called with each request's number on its connection, once it is there as a whole. */
export function serveRaw(
  answer: (socket: Socket, turn: number, text: string) => void,
  server: Server = createTcpServer(),
  protocol = 'http',
): Promise<TestServer> {
  const counts = { requests: 0 };
  server.on(protocol === 'https' ? 'secureConnection' : 'connection', (socket: Socket) => {
    let turn = 0;
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      const head = text.indexOf('\r\n\r\n') + 4;
      const length = Number(/content-length: (\d+)/.exec(text)?.[1]);
      if (head < 4 || text.length < head + length) return;
      counts.requests += 1;
      const request = text;
      text = '';
      answer(socket, turn++, request);
    });
  });
  return listen(server, counts, protocol, '127.0.0.1');
}

/** A plain answer as text. */
export const plain = (body = DATA, headers = '') =>
  `HTTP/1.1 200 OK\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

export const query: SubgraphRequest = { subgraph: 'things', kind: 'query', body: '{"query":"{ things }"}' };
export const mutation: SubgraphRequest = { ...query, kind: 'mutation', body: '{"query":"mutation { change }"}' };

/** A minute: longer than anything that a test does not hold up on purpose, on a busy machine as well. */
const PATIENCE_MS = 60_000;

export function testCaller(deadlineMs = PATIENCE_MS) {
  return createCaller({ viewer: guest, clientAddress: '203.0.113.7', requestId: 'request-9', deadlineMs });
}

export interface TestClientOptions {
  env?: Record<string, string>;
  signingSecret?: string;
  logger?: Logger;
}

/** A client of one subgraph, `things`, that waits for a minute where `env` says nothing else. */
export function openTestClient(urls: readonly string[], options: TestClientOptions = {}) {
  const metrics = createMetrics('test');
  const clients = createSubgraphClients({
    traffic: readTraffic({
      SUBGRAPH_READ_DEADLINE_MS: String(PATIENCE_MS),
      SUBGRAPH_WRITE_DEADLINE_MS: String(PATIENCE_MS),
      ...options.env,
    }),
    signingSecret: options.signingSecret,
    metrics,
    logger: options.logger ?? createLogger('test', 'silent'),
  });
  const client = clients.open(new Map([['things', urls]]));
  return {
    clients,
    client,
    registry: metrics.registry,
    /** The answer as text. */
    ask: async (request = query, caller = testCaller()) => String(await client.send(request, caller)),
    /** What a failure shows. */
    fail: async (request = query, caller = testCaller()) => {
      const failure: SubgraphFailure = await client.send(request, caller).then(
        (body) => {
          throw new Error(`it answered ${body}`);
        },
        (error) => error,
      );
      return { code: failure.code, message: failure.message };
    },
    [Symbol.asyncDispose]: () => clients[Symbol.asyncDispose](),
  };
}

export const UNAVAILABLE = { code: 'SUBGRAPH_UNAVAILABLE', message: 'The things service is not available.' };
export const OVERLOADED = { code: 'SUBGRAPH_OVERLOADED', message: 'The things service is overloaded.' };
