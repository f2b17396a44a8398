import { listen } from '#platform/lifecycle/http-server.ts';
import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { openBroker } from '#platform/messaging/open-broker.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import { createIdentities } from './auth/identities.ts';
import { openAuthentication } from './auth/open-authentication.ts';
import type { GatewayConfig } from './config.ts';
import { openGraphqlServer } from './http/open-graphql-server.ts';
import { servePages } from './http/pages.ts';
import { createAdmissions } from './limits/admission.ts';
import { createCostBuckets } from './limits/cost-buckets.ts';
import { createDocumentLimits } from './limits/document-limits.ts';
import { loadRules } from './permissions/load-rules.ts';
import { rules as ownRules } from './permissions/rules.ts';
import { openPersistedOperations } from './persisted/open-persisted-operations.ts';
import { followLiveFeed } from './subscriptions/live-feed.ts';
import { createSubscriptions } from './subscriptions/subscriptions.ts';
import { openWebsocketEndpoint } from './subscriptions/websocket-endpoint.ts';
import { createWebsocketOperations } from './subscriptions/websocket-operations.ts';
import { createGraphBuilder } from './supergraph/create-graph-builder.ts';
import { createLiveGraph } from './supergraph/create-live-graph.ts';
import { readSupergraph } from './supergraph/load-supergraph.ts';
import { watchSupergraph } from './supergraph/watch-supergraph.ts';
import { openAccessLog } from './telemetry/access-log.ts';
import { createOperationRecord } from './telemetry/record-operation.ts';
import { createSubgraphClients } from './transport/create-subgraph-clients.ts';
import type { Fleet } from './workers/fleet.ts';
import { handOver } from './workers/hand-over.ts';

const GRAPHQL_PATH = '/graphql';

export interface GatewayOverrides extends Pick<ServiceOverrides, 'broker' | 'logger'> {
  /** When this process is one of several on one port. */
  fleet?: Fleet;
}

/**
 * Starts the gateway: the supergraph, permissions before it, GraphQL over HTTP and websockets, the pages for people.
 * Disposing it answers the requests in hand, closes websockets with 1001 and then what it opened.
 */
export async function createGateway(config: GatewayConfig, overrides: GatewayOverrides = {}): Promise<Service> {
  const logger = overrides.logger ?? createLogger('gateway', config.LOG_LEVEL);
  const { fleet } = overrides;
  const { protections, limits, subgraphUrls, TRUSTED_PROXIES: proxies, NAMESPACE: namespace, REDIS_URL } = config;
  const { REQUEST_DEADLINE_MS: deadlineMs } = config;
  await using resources = new AsyncDisposableStack();
  resources.defer(() => logger.info('gateway has stopped'));
  const metrics = createMetrics('gateway');
  if (fleet !== undefined) resources.use(fleet.share(metrics.registry));
  const record = createOperationRecord(resources.use(openAccessLog(logger)), metrics);

  const watched = await watchSupergraph({
    location: config.SUPERGRAPH_PATH,
    pollSeconds: config.SUPERGRAPH_POLL_SECONDS,
    logger,
  });
  const eventTypes = [...readSupergraph(watched.sdl, subgraphUrls).feeds.values()].map(({ event }) => event);
  const wantsBroker = eventTypes.length > 0 || (config.AMQP_URL !== undefined && protections.auth);
  const broker = overrides.broker ?? (wantsBroker ? resources.use(await openBroker(config, logger)) : undefined);
  const { authenticator } = resources.use(await openAuthentication(config, broker, logger));
  const feed = broker === undefined ? undefined : resources.use(await followLiveFeed(broker, eventTypes, logger));

  const redis = REDIS_URL === undefined ? undefined : { url: REDIS_URL, namespace, logger };
  const buckets =
    limits.bucket === undefined ? undefined : resources.use(createCostBuckets({ ...limits.bucket, redis }));
  const { persisted } = resources.use(await openPersistedOperations(config, logger));

  const { GATEWAY_SIGNING_SECRET: signingSecret, PERMISSIONS_PATH: rulesPath } = config;
  const clients = resources.use(createSubgraphClients({ traffic: config.traffic, signingSecret, metrics, logger }));
  const rules = rulesPath === undefined || !protections.permissions ? ownRules : await loadRules(rulesPath);
  const hideSchema = config.NODE_ENV === 'production';
  const build = createGraphBuilder({
    clients,
    subgraphUrls,
    hasEvents: broker !== undefined,
    rules: protections.permissions ? rules : undefined,
    limits: createDocumentLimits(limits.document),
    costs: protections.limits ? { ...limits.cost, buckets } : undefined,
    admissions: Number.isFinite(limits.underWay) ? createAdmissions({ max: limits.underWay }) : undefined,
    hideSchema,
    shareEqualQueries: config.SHARE_EQUAL_QUERIES,
    overrideLabels: () => config.OVERRIDE_LABELS,
    ...(config.VERIFIED_REPLAY_BYTES === 0 ? {} : { replayBytes: config.VERIFIED_REPLAY_BYTES }),
    logger,
  });
  const live = resources.use(createLiveGraph({ first: await build(watched.sdl), build, logger, metrics }));

  const encodeIdentity = createIdentities();
  const { bodyBytes: bodyLimit } = limits;
  const { app } = resources.use(
    await openGraphqlServer({
      path: GRAPHQL_PATH,
      live,
      authenticator,
      encodeIdentity,
      persisted,
      proxies,
      deadlineMs,
      bodyLimit,
      hideSchema,
      readiness: protections.auth ? { keys: () => authenticator.ready() } : {},
      // Only live updates need it.
      mayBeAway: broker === undefined ? {} : { broker: () => broker.ready() },
      details: {
        subgraphs: () => Object.fromEntries(clients.states().map(({ subgraph, breakers }) => [subgraph, breakers])),
      },
      ...(fleet === undefined ? {} : { metricsText: () => fleet.metricsText() }),
      record,
      metrics,
      logger,
    }),
  );
  servePages(app, GRAPHQL_PATH);

  const source = broker === undefined || feed === undefined ? undefined : { broker, live: feed, logger };
  const beginSubscription = createSubscriptions({ graphs: live, source, logger });
  const admit = createWebsocketOperations({
    graphs: live,
    beginSubscription,
    encodeIdentity,
    persisted,
    record,
    deadlineMs,
    logger,
  });
  const { server } = app;
  resources.use(
    openWebsocketEndpoint({ server, path: GRAPHQL_PATH, authenticator, proxies, bodyLimit, admit, logger }),
  );

  const url = await listen(app, config.HOST, config.PORT);
  if (fleet !== undefined) resources.defer(() => handOver(app));
  resources.use(watched.follow((sdl) => live.offer(sdl)));
  if (protections.assumedOff.length > 0) {
    logger.warn(`off, as the supergraph is not Agora's own: ${protections.assumedOff.join(', ')}`);
  }
  logger.info({ url }, 'gateway is up');
  const owned = resources.move();
  return { name: 'gateway', url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
