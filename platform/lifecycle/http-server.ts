import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';

/** Says by rejecting that a dependency cannot be used now. */
export type ReadinessCheck = () => Promise<unknown>;

export interface HttpServerOptions {
  logger: Logger;
  metrics: Metrics;
  /** The service's real dependencies, by name. */
  readiness: Record<string, ReadinessCheck>;
  /** Longest request body, in bytes. */
  bodyLimit: number;
}

/** A dependency that has not answered by then counts as gone, in ms. */
const CHECK_TIMEOUT_MS = 1_000;

const REQUEST_ID = /^[\w.:-]{1,128}$/;

async function passes(check: ReadinessCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timed out')), CHECK_TIMEOUT_MS);
  });
  return Promise.race([check(), timeout])
    .then(
      () => true,
      () => false,
    )
    .finally(() => clearTimeout(timer));
}

/**
 * The HTTP server of a service, with what every service answers: /health/live (the process runs), /health/ready (its
 * dependencies do) and /metrics. Requests get an id, are counted, and are logged at debug. Not listening yet.
 */
export function createHttpServer({ logger, metrics, readiness, bodyLimit }: HttpServerOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // Requests in hand are answered at a stop, idle connections are closed.
    forceCloseConnections: 'idle',
    genReqId(request) {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : uuidv7();
    },
  }) as unknown as FastifyInstance;

  // Without it a connection whose request was in hand at a stop stays open for the keep-alive time, and so does the server.
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
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
    const checks = await Promise.all(
      Object.entries(readiness).map(async ([name, check]) => [name, (await passes(check)) ? 'ok' : 'failing'] as const),
    );
    const ready = checks.every(([, state]) => state === 'ok');
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'failing', checks: Object.fromEntries(checks) });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  return app;
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
