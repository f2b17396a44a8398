import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { parse } from 'graphql';
import { createHttpServer, listen } from '#platform/lifecycle/http-server.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { type SubgraphContext, serveGraphql } from '#platform/subgraph/graphql-handler.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';

export const SIGNING_SECRET = 'test-secret-that-is-long-enough-for-all';

export interface FixtureSubgraph extends AsyncDisposable {
  name: string;
  typeDefs: string;
  url: string;
  /** The headers of every request that reached its resolvers. */
  readonly contexts: SubgraphContext[];
}

/** A small subgraph behind the handler of the real ones: it answers signed requests only. */
export async function startFixtureSubgraph(
  name: string,
  typeDefs: string,
  resolvers: GraphQLResolverMap<SubgraphContext>,
): Promise<FixtureSubgraph> {
  const logger = createLogger(name, 'silent');
  const metrics = createMetrics(name);
  const app = createHttpServer({ logger, metrics, readiness: {}, bodyLimit: 1_000_000 });
  const schema = buildSubgraphSchema([
    { typeDefs: parse(typeDefs), resolvers: resolvers as unknown as GraphQLResolverMap<unknown> },
  ]);
  const contexts: SubgraphContext[] = [];
  serveGraphql(app, {
    schema,
    signingSecret: SIGNING_SECRET,
    metrics,
    contextOf(base) {
      contexts.push(base);
      return base;
    },
  });
  const address = await listen(app, '127.0.0.1', 0);
  return {
    name,
    typeDefs,
    url: `${address}/graphql`,
    contexts,
    [Symbol.asyncDispose]: async () => {
      await app.close();
    },
  };
}
