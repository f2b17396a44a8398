import type DataLoader from 'dataloader';
import type { Database } from '#platform/postgres/database.ts';
import type { SubgraphContext } from '#platform/subgraph/graphql-handler.ts';
import type { Notification } from '../inbox/notification.ts';

export interface NotificationsContext extends SubgraphContext {
  database: Database;
  loaders: { notification: DataLoader<string, Notification | null> };
}
