import { v7 as uuidv7 } from 'uuid';
import type { Database, Transaction } from '#platform/postgres/database.ts';
import { type IdempotentAnswer, idempotent } from '#platform/postgres/idempotency.ts';
import { type UserError, userError } from '#platform/subgraph/user-errors.ts';
import type { Advance } from '../checkout/advance.ts';
import type { Refusal } from '../order/decision.ts';
import { loadOrder } from '../order/event-store.ts';
import type { ProductQuantity } from '../order/order-events.ts';
import { findOrders } from '../order/order-view.ts';
import { returnableOf } from './returnable.ts';

export interface ReturnItemsRequest {
  orderId: string;
  /** One line a product. */
  lines: readonly ProductQuantity[];
  reason: string;
}

const MESSAGES = {
  NOT_COMPLETED: 'Only an order that was delivered can be returned.',
  RETURN_PERIOD_OVER: 'The time in which this order could be returned is over.',
  TOO_MANY_RETURNED: 'That is more than the customer has of this order.',
};
export type NotReturnableReason = keyof typeof MESSAGES;

const isNotReturnable = (refusal: Refusal): refusal is NotReturnableReason => refusal in MESSAGES;

export type ReturnItemsAnswer =
  | { __typename: 'ReturnItemsSuccess'; orderId: string; returnId: string }
  | UserError<'OrderNotFound'>
  | (UserError<'NotReturnable'> & {
      reason: NotReturnableReason;
      lines: { productId: string; returnable: number }[];
    });

/** @param returnDays how long after its completion an order can be returned */
export function createReturnItems(database: Database, advance: Advance, returnDays: number) {
  async function notReturnable(tx: Transaction, reason: NotReturnableReason, { orderId, lines }: ReturnItemsRequest) {
    const { state } = await loadOrder(tx, orderId);
    const left = (productId: string) =>
      state === undefined || reason !== 'TOO_MANY_RETURNED' ? 0 : returnableOf(state, productId);
    const returnable = lines.map(({ productId }) => ({ productId, returnable: left(productId) }));
    return userError('NotReturnable', MESSAGES[reason], { reason, lines: returnable });
  }

  /** Takes lines of a customer's own order back: what was paid for them is refunded, and they go into stock again. */
  return (
    customerId: string,
    idempotencyKey: string,
    request: ReturnItemsRequest,
  ): Promise<IdempotentAnswer<ReturnItemsAnswer>> => {
    const { orderId, lines, reason } = request;
    const call = { scope: `returnItems:${customerId}`, key: idempotencyKey, input: request };
    return idempotent<ReturnItemsAnswer>(database, call, async (tx) => {
      const [order] = await findOrders(tx, [orderId], { customerId });
      if (order === undefined) return userError('OrderNotFound', 'There is no such order.');
      const returnId = uuidv7();
      const command = { type: 'ReturnItems', returnId, lines, reason, at: new Date(), returnDays } as const;
      const advanced = await advance(tx, orderId, command);
      if (advanced.ok) return { __typename: 'ReturnItemsSuccess', orderId, returnId };
      if (isNotReturnable(advanced.reason)) return notReturnable(tx, advanced.reason, request);
      throw new Error(`a return was refused: ${advanced.reason}`);
    });
  };
}

export type ReturnItems = ReturnType<typeof createReturnItems>;
