import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import { startSubgraph } from '#platform/subgraph/start-subgraph.ts';
import type { NotificationsConfig } from './config.ts';
import type { NotificationsContext } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { permissions } from './graphql/permissions.ts';
import { resolvers } from './graphql/resolvers.ts';
import { consumes } from './messaging/consumes.ts';

/** Builds and starts the notifications subgraph. */
export function createNotifications(config: NotificationsConfig, overrides: ServiceOverrides = {}): Promise<Service> {
  return startSubgraph<NotificationsContext>({
    name: 'notifications',
    folder: new URL('.', import.meta.url),
    config,
    overrides,
    build: ({ database, outbox }) => ({
      resolvers,
      permissions,
      contextOf: (base) => ({ ...base, database, loaders: createLoaders(database, base.viewer) }),
      consumers: consumes(outbox),
    }),
  });
}
