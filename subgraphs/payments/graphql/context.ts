import type { Database } from '#platform/postgres/database.ts';
import type { SubgraphContext } from '#platform/subgraph/graphql-handler.ts';
import type { PayOrder, PayOrderOutcome } from '../payment/pay-order.ts';
import type { PaymentsLoaders } from './loaders.ts';

/** What a resolver of this service is given. */
export interface PaymentsContext extends SubgraphContext {
  database: Database;
  loaders: PaymentsLoaders;
  payOrder(command: PayOrder): Promise<PayOrderOutcome>;
}
