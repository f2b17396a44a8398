import type { FastifyInstance } from 'fastify';
import { createHttpServer, type HttpServerOptions } from '#platform/lifecycle/http-server.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';
import type { Authenticator } from '../auth/authenticator.ts';
import type { EncodeIdentity } from '../auth/identities.ts';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import type { LiveGraph } from '../supergraph/live-graph.ts';
import type { RecordOperation } from '../telemetry/record-operation.ts';
import { createApolloServer } from './create-apollo-server.ts';
import { serveGraphqlEndpoint } from './graphql-endpoint.ts';
import type { HandedBack } from './handed-back.ts';
import { createReception } from './receive.ts';
import { createShortLane } from './short-lane.ts';

export interface GraphqlServerOptions
  extends Pick<HttpServerOptions, 'readiness' | 'mayBeAway' | 'details' | 'metricsText'> {
  /** Of the one endpoint. */
  path: string;
  live: LiveGraph;
  authenticator: Authenticator;
  encodeIdentity: EncodeIdentity;
  persisted: PersistedOperations;
  /** How many proxies of ours stand before the gateway. */
  proxies: number;
  /** How long an answer may take as a whole, in ms. */
  deadlineMs: number;
  /** Longest request body, in bytes. */
  bodyLimit: number;
  /** Refuses introspection, and gives no hints at names that the client did not know. */
  hideSchema: boolean;
  record: RecordOperation;
  metrics: Metrics;
  logger: Logger;
}

export interface GraphqlServer extends AsyncDisposable {
  /** Not listening yet. */
  readonly app: FastifyInstance;
}

/**
 * GraphQL over HTTP: the short lane for what clients send all the time, fastify and Apollo Server for the rest. Disposing it
 * answers the requests in hand.
 */
export async function openGraphqlServer(options: GraphqlServerOptions): Promise<GraphqlServer> {
  const { path, live, hideSchema, record, metrics, logger } = options;
  const bodyLimit = Math.min(options.bodyLimit, Number.MAX_SAFE_INTEGER);
  const handedBack: HandedBack = new WeakMap();
  const reception = createReception(options);
  const lane = createShortLane({ path, live, reception, handedBack, bodyLimit, record, metrics, logger });
  const apollo = createApolloServer({ live, hideSchema, record, logger });
  await apollo.start();
  const app = createHttpServer({ ...options, bodyLimit, lane });
  serveGraphqlEndpoint(app, { path, apollo, live, reception, handedBack, bodyLimit, record });
  return {
    app,
    async [Symbol.asyncDispose]() {
      await app.close();
      await apollo.stop();
    },
  };
}
