import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import type { SubgraphContext } from '#platform/subgraph/graphql-handler.ts';
import { startSubgraph } from '#platform/subgraph/start-subgraph.ts';
import type { ProductsConfig } from './config.ts';
import { seedDemo } from './demo/seed-demo.ts';
import type { ProductsContext } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { permissions } from './graphql/permissions.ts';
import { resolvers } from './graphql/resolvers.ts';
import { consumes } from './messaging/consumes.ts';

/** Starts the products subgraph. */
export function createProducts(config: ProductsConfig, overrides: ServiceOverrides = {}): Promise<Service> {
  return startSubgraph<ProductsContext>({
    name: 'products',
    folder: new URL('.', import.meta.url),
    config,
    overrides,
    build: ({ database, outbox, logger }) => ({
      resolvers,
      permissions,
      contextOf: (base: SubgraphContext) => ({ ...base, database, outbox, loaders: createLoaders(database) }),
      consumers: consumes(outbox, logger),
      prepare: async () => {
        if (config.DEMO_DATA) await seedDemo(database, outbox);
      },
    }),
  });
}
