import type { Database } from '#platform/postgres/database.ts';
import { type IdempotentAnswer, idempotent } from '#platform/postgres/idempotency.ts';
import { type UserError, userError } from '#platform/subgraph/user-errors.ts';
import { findOrders, type OrderOwner } from '../order/order-view.ts';
import type { Advance } from './advance.ts';

export type CancelOrderAnswer =
  | { __typename: 'CancelOrderSuccess'; orderId: string }
  | UserError<'OrderNotFound'>
  | (UserError<'OrderNotCancellable'> & { orderId: string });

export interface CancelOrderRequest {
  orderId: string;
  reason: string | undefined;
}

/** Who cancels, and whose orders that one may. */
export interface Canceller {
  viewerId: string;
  ordersOf: OrderOwner;
}

/** Cancels an order: at once before payment; after it the carrier is asked to stop the parcel. */
export function createCancelOrder(database: Database, advance: Advance) {
  return (
    { viewerId, ordersOf }: Canceller,
    idempotencyKey: string,
    request: CancelOrderRequest,
  ): Promise<IdempotentAnswer<CancelOrderAnswer>> => {
    const { orderId, reason } = request;
    const call = { scope: `cancelOrder:${viewerId}`, key: idempotencyKey, input: request };
    return idempotent<CancelOrderAnswer>(database, call, async (tx) => {
      const [order] = await findOrders(tx, [orderId], ordersOf);
      if (order === undefined) return userError('OrderNotFound', 'There is no such order.');
      const advanced = await advance(tx, orderId, { type: 'CancelOrder', reason });
      if (advanced.ok) return { __typename: 'CancelOrderSuccess', orderId };
      if (advanced.reason !== 'NOT_CANCELLABLE') throw new Error(`a cancellation was refused: ${advanced.reason}`);
      return userError('OrderNotCancellable', 'The order can no longer be cancelled.', { orderId });
    });
  };
}

export type CancelOrder = ReturnType<typeof createCancelOrder>;
