import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import type { Cache } from '#platform/cache/cache.ts';
import { openCache } from '#platform/cache/open-cache.ts';
import { createHttpServer, listen } from '#platform/lifecycle/http-server.ts';
import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import type { Worker } from '#platform/lifecycle/worker.ts';
import { createLogger, type Logger } from '#platform/logging/create-logger.ts';
import type { Broker } from '#platform/messaging/broker.ts';
import type { Consumer } from '#platform/messaging/consumer.ts';
import { openBroker } from '#platform/messaging/open-broker.ts';
import { createOutbox, type Outbox } from '#platform/messaging/outbox.ts';
import { observeParked } from '#platform/messaging/parking/parked-backlog.ts';
import { outboxBacklog, startPruning, startRelay } from '#platform/messaging/relay.ts';
import { startConsumers } from '#platform/messaging/start-consumers.ts';
import { checkSubscriptions } from '#platform/messaging/subscribed-types.ts';
import { createDatabase, type Database } from '#platform/postgres/database.ts';
import { migrate } from '#platform/postgres/migrate.ts';
import { provisionDatabase } from '#platform/postgres/provision.ts';
import { createMetrics, type Metrics, observeDatabase } from '#platform/telemetry/create-metrics.ts';
import { type SubgraphContext, serveGraphql } from './graphql-handler.ts';
import { guardSchema, type RuleTree } from './shield.ts';
import type { SubgraphConfig } from './subgraph-config.ts';

/** What a subgraph is built from. */
export interface SubgraphParts {
  database: Database;
  outbox: Outbox;
  broker: Broker;
  cache: Cache;
  logger: Logger;
  /** For counters of the subgraph's own. */
  metrics: Metrics;
}

/** What a subgraph is made of. */
export interface Subgraph<Context extends SubgraphContext> {
  /** Of the type `Resolvers` that is generated from the schema. */
  resolvers: object;
  permissions: RuleTree;
  contextOf(base: SubgraphContext): Context;
  consumers: readonly Consumer[];
  /** Routes beside /graphql: webhooks, key sets. */
  routes?(app: FastifyInstance): void;
  /** Work in the background, begun after the migrations, ended before the database closes. */
  startWorkers?(): readonly Worker[];
  /** Runs once before the service answers. */
  prepare?(): Promise<void>;
}

export interface SubgraphDefinition<Context extends SubgraphContext> {
  name: string;
  /** Where schema.graphql and migrations/ are: `new URL('.', import.meta.url)`. */
  folder: URL;
  config: SubgraphConfig;
  overrides: ServiceOverrides;
  build(parts: SubgraphParts): Subgraph<Context> | Promise<Subgraph<Context>>;
}

/** Longest request body: the gateway's own limit plus what planning adds, in bytes. */
const BODY_LIMIT = 1_000_000;

/**
 * Starts a subgraph: its own database, migrated; outbox, relay and consumers; the signed GraphQL endpoint, health and
 * metrics. Disposing it answers the requests in hand, finishes the messages in hand and closes what it opened.
 */
export async function startSubgraph<Context extends SubgraphContext>(
  definition: SubgraphDefinition<Context>,
): Promise<Service> {
  const { name, folder, config, overrides } = definition;
  const logger = overrides.logger ?? createLogger(name, config.LOG_LEVEL);
  await using resources = new AsyncDisposableStack();
  resources.defer(() => logger.info(`${name} has stopped`));

  const cache = overrides.cache ?? resources.use(openCache(config, logger));
  const broker = overrides.broker ?? resources.use(await openBroker(config, logger));
  const databaseUrl = await provisionDatabase({
    serverUrl: config.DATABASE_URL,
    name: `${config.NAMESPACE}_${name}`,
    secret: config.GATEWAY_SIGNING_SECRET,
  });
  await migrate(databaseUrl, fileURLToPath(new URL('migrations', folder)), logger);
  const database = resources.use(createDatabase({ url: databaseUrl, logger }));

  const relay = resources.use(startRelay(database, broker, logger));
  resources.use(startPruning(database, logger));
  const outbox = createOutbox(() => relay.wake());
  const metrics = createMetrics(name);
  const subgraph = await definition.build({ database, outbox, broker, cache, logger, metrics });
  await subgraph.prepare?.();

  observeDatabase(metrics, database, outboxBacklog);
  observeParked(metrics, database);
  const { consumers } = subgraph;
  checkSubscriptions(
    name,
    consumers.map(({ type }) => type),
  );
  if (consumers.length > 0) {
    const consumption = startConsumers({
      group: name,
      broker,
      database,
      consumers,
      logger,
      onHandled: (type, outcome, seconds) => metrics.messageSeconds.observe({ type, outcome }, seconds),
    });
    resources.defer(() => consumption.stop());
  }
  for (const worker of subgraph.startWorkers?.() ?? []) resources.use(worker);

  const readiness = { database: () => database.query({ text: 'SELECT 1' }) };
  // Messages wait in the outbox; limits are counted by this process alone.
  const mayBeAway = { broker: () => broker.ready(), cache: () => cache.ready() };
  const app = createHttpServer({ logger, metrics, readiness, mayBeAway, bodyLimit: BODY_LIMIT });
  resources.defer(() => app.close());
  const typeDefs = parse(readFileSync(new URL('schema.graphql', folder), 'utf8'));
  const resolvers = subgraph.resolvers as GraphQLResolverMap<unknown>;
  const schema = guardSchema(buildSubgraphSchema([{ typeDefs, resolvers }]), subgraph.permissions);
  const { contextOf } = subgraph;
  serveGraphql(app, { schema, signingSecret: config.GATEWAY_SIGNING_SECRET, metrics, contextOf });
  subgraph.routes?.(app);
  const url = await listen(app, config.HOST, config.PORT);
  logger.info({ url }, `${name} is up`);

  const owned = resources.move();
  return { name, url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
