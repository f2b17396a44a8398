import type { Queryable } from '#platform/postgres/database.ts';
import type { SubgraphContext } from '#platform/subgraph/graphql-handler.ts';
import type { CartChanges } from '../cart/change-cart.ts';
import type { CancelOrder } from '../checkout/cancel-order.ts';
import type { PlaceOrder } from '../checkout/place-order.ts';
import type { OrdersLoaders } from './loaders.ts';

export interface OrdersContext extends SubgraphContext {
  database: Queryable;
  loaders: OrdersLoaders;
  placeOrder: PlaceOrder;
  cancelOrder: CancelOrder;
  carts: CartChanges;
}
