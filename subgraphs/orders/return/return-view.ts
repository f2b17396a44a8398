import type { Queryable } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';
import type { ProductQuantity } from '../order/order-events.ts';

/** Goods that came back, or that have never left, as they are shown. */
export interface ReturnView {
  id: string;
  orderId: string;
  kind: 'RETURNED' | 'UNDELIVERED';
  lines: ProductQuantity[];
  amount: Money;
  reason: string | null;
  at: Date;
  /** When its goods were in stock again. */
  restockedAt: Date | null;
}

/** Money that is given back, as it is shown. */
export interface RefundView {
  id: string;
  orderId: string;
  status: 'REQUESTED' | 'REFUNDED' | 'FAILED';
  amount: Money;
  reason: string | null;
  failure: string | null;
  requestedAt: Date;
  settledAt: Date | null;
}

type Row<View> = Omit<View, 'amount'> & { amountMinor: string; currency: string };

const withAmount = <View>({ amountMinor, currency, ...row }: Row<View>) =>
  ({ ...row, amount: { amountMinor: BigInt(amountMinor), currency } }) as View;

/** The returns of these orders, by order, oldest first. */
export async function findReturns(db: Queryable, orderIds: readonly string[]): Promise<Map<string, ReturnView[]>> {
  const { rows } = await db.query<Row<ReturnView>>({
    name: 'return.find',
    text: `SELECT order_id AS "orderId", return_id AS id, kind, lines, amount_minor AS "amountMinor", currency, reason, at,
             restocked_at AS "restockedAt"
           FROM order_returns WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, at, return_id`,
    values: [orderIds],
  });
  return Map.groupBy(rows.map(withAmount<ReturnView>), ({ orderId }) => orderId);
}

/** The refunds of these orders, by order, oldest first. */
export async function findRefunds(db: Queryable, orderIds: readonly string[]): Promise<Map<string, RefundView[]>> {
  const { rows } = await db.query<Row<RefundView>>({
    name: 'refund.find',
    text: `SELECT order_id AS "orderId", refund_id AS id, status, amount_minor AS "amountMinor", currency, reason, failure,
             requested_at AS "requestedAt", settled_at AS "settledAt"
           FROM order_refunds WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, requested_at, refund_id`,
    values: [orderIds],
  });
  return Map.groupBy(rows.map(withAmount<RefundView>), ({ orderId }) => orderId);
}
