import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { SubgraphContext } from '#platform/subgraph/graphql-handler.ts';
import type { Loaders } from './loaders.ts';

export interface ProductsContext extends SubgraphContext {
  database: Database;
  outbox: Outbox;
  loaders: Loaders;
}
