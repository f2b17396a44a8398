import { createHttpServer, listen } from '#platform/lifecycle/http-server.ts';
import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { openBroker } from '#platform/messaging/open-broker.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import { createAuthenticator } from './auth/authenticator.ts';
import { followRevokedSessions } from './auth/revoked-sessions.ts';
import type { GatewayConfig } from './config.ts';
import { createStockExecutor } from './execution/stock/create-stock-executor.ts';
import { createApolloServer } from './http/create-apollo-server.ts';
import { serveGraphqlEndpoint } from './http/graphql-endpoint.ts';
import { servePages } from './http/pages.ts';
import { MAX_REQUEST_BYTES } from './limits/document-limits.ts';
import { createGuardedExecutor } from './permissions/create-guarded-executor.ts';
import { rules } from './permissions/rules.ts';
import { followLiveFeed } from './subscriptions/live-feed.ts';
import { createSubscriptions } from './subscriptions/subscriptions.ts';
import { openWebsocketEndpoint } from './subscriptions/websocket-endpoint.ts';
import { createWebsocketOperations } from './subscriptions/websocket-operations.ts';
import { loadSupergraph } from './supergraph/load-supergraph.ts';
import { createOperationRecord } from './telemetry/record-operation.ts';
import { createSubgraphClient } from './transport/subgraph-client.ts';

const GRAPHQL_PATH = '/graphql';

/**
 * Starts the gateway: the supergraph, permissions before it, GraphQL over HTTP and websockets, the pages for people.
 * Disposing it answers the requests in hand, closes websockets with 1001 and then what it opened.
 */
export async function createGateway(config: GatewayConfig, overrides: ServiceOverrides = {}): Promise<Service> {
  const logger = overrides.logger ?? createLogger('gateway', config.LOG_LEVEL);
  await using resources = new AsyncDisposableStack();
  resources.defer(() => logger.info('gateway has stopped'));
  const metrics = createMetrics('gateway');
  const record = createOperationRecord(logger, metrics);

  const supergraph = await loadSupergraph(config.SUPERGRAPH_PATH, config.subgraphUrls);
  const broker = overrides.broker ?? resources.use(await openBroker(config, logger));
  const revoked = resources.use(await followRevokedSessions(broker, config.ACCESS_TOKEN_SECONDS, logger));
  const authenticator = createAuthenticator(config.USERS_JWKS_URL, revoked);
  const eventTypes = new Set([...supergraph.feeds.values()].map(({ event }) => event));
  const live = resources.use(await followLiveFeed(broker, eventTypes, logger));

  const { GATEWAY_SIGNING_SECRET: signingSecret, TRUSTED_PROXIES: proxies } = config;
  const client = resources.use(createSubgraphClient({ urls: supergraph.urls, signingSecret, logger }));
  const executor = resources.use(await createStockExecutor(supergraph, client, logger));
  const guarded = createGuardedExecutor(executor, rules);

  const hideSchema = config.NODE_ENV === 'production';
  const apollo = createApolloServer({ guarded, supergraphSdl: supergraph.sdl, hideSchema, record, logger });
  await apollo.start();
  resources.defer(() => apollo.stop());
  const readiness = { broker: () => broker.ready(), keys: () => authenticator.ready() };
  const app = createHttpServer({ logger, metrics, readiness, bodyLimit: MAX_REQUEST_BYTES });
  resources.defer(() => app.close());
  serveGraphqlEndpoint(app, { path: GRAPHQL_PATH, apollo, authenticator, proxies, record });
  servePages(app, GRAPHQL_PATH);

  const { feeds } = supergraph;
  const beginSubscription = createSubscriptions({ executor, guarded, feeds, source: { broker, live, logger } });
  const admit = createWebsocketOperations({ guarded, beginSubscription, hideSchema, record, logger });
  const { server } = app;
  resources.use(openWebsocketEndpoint({ server, path: GRAPHQL_PATH, authenticator, proxies, admit, logger }));

  const url = await listen(app, config.HOST, config.PORT);
  logger.info({ url }, 'gateway is up');
  const owned = resources.move();
  return { name: 'gateway', url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
