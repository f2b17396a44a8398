import type { Queryable } from '#platform/postgres/database.ts';
import type { SubgraphContext } from '#platform/subgraph/graphql-handler.ts';
import type { CartChanges } from '../cart/cart-changes.ts';
import type { CancelOrder } from '../checkout/cancel-order.ts';
import type { PlaceOrder } from '../checkout/place-order.ts';
import type { Calculators } from '../pricing/price-order.ts';
import type { UpdatePromotion } from '../promotion/update-promotion.ts';
import type { RefundOrder } from '../return/refund-order.ts';
import type { ReturnItems } from '../return/return-items.ts';
import type { OrdersLoaders } from './loaders.ts';

export interface OrdersContext extends SubgraphContext {
  database: Queryable;
  loaders: OrdersLoaders;
  placeOrder: PlaceOrder;
  cancelOrder: CancelOrder;
  returnItems: ReturnItems;
  refundOrder: RefundOrder;
  updatePromotion: UpdatePromotion;
  carts: CartChanges;
  calculators: Calculators;
  /** ISO 3166-1 alpha-2. */
  shopCountry: string;
}
