import { v7 as uuidv7 } from 'uuid';
import type { Database, Transaction } from '#platform/postgres/database.ts';
import { type IdempotentAnswer, idempotent } from '#platform/postgres/idempotency.ts';
import { type Money, moneyToWire } from '#platform/subgraph/money.ts';
import { type InvalidInput, invalidInput, type UserError, userError } from '#platform/subgraph/user-errors.ts';
import type { Advance } from '../checkout/advance.ts';
import { findOrders } from '../order/order-view.ts';

export interface RefundOrderRequest {
  orderId: string;
  /** More than 0. */
  amount: Money;
  reason: string;
}

/** What is left to refund, in minor units as digits: an answer is kept as JSON. */
interface Refundable {
  refundable: { amountMinor: string; currency: string };
}

export type RefundOrderAnswer =
  | { __typename: 'RefundOrderSuccess'; orderId: string; refundId: string }
  | UserError<'OrderNotFound'>
  | (UserError<'RefundTooLarge'> & Refundable)
  | InvalidInput;

/** Gives money of any order back, without goods, for staff. */
export function createRefundOrder(database: Database, advance: Advance) {
  const find = async (tx: Transaction, orderId: string) => (await findOrders(tx, [orderId], 'anybody'))[0];

  return (
    staffId: string,
    idempotencyKey: string,
    { orderId, amount, reason }: RefundOrderRequest,
  ): Promise<IdempotentAnswer<RefundOrderAnswer>> => {
    const input = { orderId, amount: moneyToWire(amount), reason };
    const call = { scope: `refundOrder:${staffId}`, key: idempotencyKey, input };
    return idempotent<RefundOrderAnswer>(database, call, async (tx) => {
      const order = await find(tx, orderId);
      if (order === undefined) return userError('OrderNotFound', 'There is no such order.');
      const { currency } = order.total;
      if (amount.currency !== currency) {
        return invalidInput([{ path: 'amount.currency', message: `must be ${currency}, in which the order was paid` }]);
      }
      const refundId = uuidv7();
      const command = { type: 'RequestRefund', refundId, amount: input.amount, reason } as const;
      const advanced = await advance(tx, orderId, command);
      if (advanced.ok) return { __typename: 'RefundOrderSuccess', orderId, refundId };
      if (advanced.reason !== 'REFUND_TOO_LARGE') throw new Error(`a refund was refused: ${advanced.reason}`);
      // Another one may just have gone before.
      const { refundable } = (await find(tx, orderId)) ?? order;
      const message = 'That is more than is left of what was paid.';
      return userError('RefundTooLarge', message, { refundable: moneyToWire(refundable) });
    });
  };
}

export type RefundOrder = ReturnType<typeof createRefundOrder>;
