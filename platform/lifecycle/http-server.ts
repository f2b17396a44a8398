import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyServerFactory, LogController } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';
import { checkReadiness, type Dependencies, observeDependencies } from './readiness.ts';
import { ServerWithLane, type ShortLane } from './short-lane.ts';

export interface HttpServerOptions extends Dependencies {
  logger: Logger;
  metrics: Metrics;
  /** What /health/ready tells besides, whatever it is: it makes no service unready. */
  details?: Record<string, () => unknown>;
  /** What /metrics answers; by default the metrics of this process. */
  metricsText?: () => Promise<string>;
  /** Longest request body, in bytes. */
  bodyLimit: number;
  /** Answers requests before this server's routes do. It counts its answers itself. */
  lane?: ShortLane;
}

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** A request's id as its sender gave it, when it can be one. */
export function givenRequestId({ headers }: IncomingMessage): string | undefined {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : undefined;
}

/**
 * Longest time for a request to come in, in ms: fastify sets none, and who trickles would hold a connection for ever. Node
 * looks every 30 s, and takes the longer of its two times for the whole request.
 */
const REQUEST_MS = 30_000;

/** Puts fastify behind a server of ours, which keeps the time that fastify would have given to its own. */
const factoryOf =
  (server: ServerWithLane): FastifyServerFactory =>
  (handler, { keepAliveTimeout }) =>
    Object.assign(server.on('request', handler), { keepAliveTimeout });

const announcements = new WeakMap<FastifyInstance, () => void>();

/**
 * The HTTP server of a service, with what every service answers: /health/live (the process runs), /health/ready (it
 * can serve: 503 when not) and /metrics. Requests get an id, are counted, and are logged at debug. Not listening yet.
 */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { logger, metrics, readiness, mayBeAway = {}, details = {}, bodyLimit, lane } = options;
  const dependencies = { readiness, mayBeAway };
  const metricsText = options.metricsText ?? (() => metrics.registry.metrics());
  const withLane = lane === undefined ? undefined : new ServerWithLane(lane);
  const app = Fastify({
    ...(withLane === undefined ? {} : { serverFactory: factoryOf(withLane) }),
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // Requests in hand are answered at a stop, idle connections are closed.
    forceCloseConnections: 'idle',
    // A request that was on its way on an open connection is one of those in hand.
    return503OnClosing: false,
    genReqId: (request) => givenRequestId(request) ?? uuidv7(),
  }) as unknown as FastifyInstance;
  Object.assign(app.server, { headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS });

  // Without it a connection whose request was in hand at a stop stays open for the keep-alive time, and so does the server.
  let closing = false;
  let stopping = false;
  const announce = () => {
    closing = true;
    if (withLane !== undefined) withLane.closing = true;
  };
  announcements.set(app, announce);
  app.addHook('preClose', (done) => {
    stopping = true;
    announce();
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.httpSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    request.log.debug({ method: request.method, route, status: reply.statusCode, ms: reply.elapsedTime }, 'answered');
    done();
  });

  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const { status, checks } = await checkReadiness(dependencies);
    if (stopping) return reply.code(503).send({ status: 'stopping', checks });
    const told = Object.entries(details).map(([name, tell]) => [name, tell()] as const);
    return reply.code(status === 'failing' ? 503 : 200).send({ status, checks, ...Object.fromEntries(told) });
  });
  if (Object.keys({ ...readiness, ...mayBeAway }).length > 0) observeDependencies(metrics, dependencies);
  app.get('/metrics', async (_request, reply) => reply.type(metrics.registry.contentType).send(await metricsText()));
  return app;
}

/** From now on answers end their connections; new ones are taken as before. Closing the server does it, too. */
export function announceClose(app: FastifyInstance): void {
  announcements.get(app)?.();
}

/** Begins to listen and gives `http://host:port`. @throws Error naming the port when it is taken */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`port ${port} is taken by another program: stop that, or set PORT`, { cause: error });
  }
  const address = app.server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${taken}`;
}
