import type { Queryable } from '#platform/postgres/database.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import type { Money } from '#platform/subgraph/money.ts';
import type { ShippingAddress } from './order-events.ts';
import type { OrderStatus, PaymentStatus } from './order-state.ts';

export type MoneyView = Money;

/** An order as it is shown. */
export interface OrderView {
  id: string;
  customerId: string;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  total: Money;
  shippingAddress: ShippingAddress;
  placedAt: Date;
}

export interface OrderItemView {
  productId: string;
  name: string;
  quantity: number;
  unitPrice: Money;
}

export interface StatusChangeView {
  status: OrderStatus;
  at: Date;
}

/** Whose orders are looked for: one customer's, or everybody's. */
export type OrderOwner = { customerId: string } | 'anybody';

const ownerValues = (owner: OrderOwner) => (owner === 'anybody' ? [null, true] : [owner.customerId, false]);

type OrderRow = Omit<OrderView, 'total'> & { totalMinor: string; currency: string };

const COLUMNS = `id, customer_id AS "customerId", status, payment_status AS "paymentStatus",
  total_minor AS "totalMinor", currency, shipping_address AS "shippingAddress", placed_at AS "placedAt"`;

const viewOf = ({ totalMinor, currency, ...order }: OrderRow): OrderView => ({
  ...order,
  total: { amountMinor: BigInt(totalMinor), currency },
});

/** Those of these orders that are the owner's, in any order. */
export async function findOrders(db: Queryable, ids: readonly string[], owner: OrderOwner): Promise<OrderView[]> {
  const { rows } = await db.query<OrderRow>({
    name: 'order.find',
    text: `SELECT ${COLUMNS} FROM orders WHERE id = ANY($1::uuid[]) AND (customer_id = $2 OR $3)`,
    values: [ids, ...ownerValues(owner)],
  });
  return rows.map(viewOf);
}

/** The sort key of a customer's orders. */
export interface OrderPlace {
  placedAt: string;
  id: string;
}

/** An instant as our cursors hold it, in ms. PostgreSQL takes neither the year 0000 nor any number of decimals. */
const INSTANT = /^(?!0000).{23}Z$/;

/** A customer's orders behind a place, newest first. @throws GraphQLError (BAD_USER_INPUT, argument `after`) */
export async function listOrders(
  db: Queryable,
  customerId: string,
  limit: number,
  after: OrderPlace | undefined,
): Promise<OrderView[]> {
  if (after !== undefined && !INSTANT.test(after.placedAt)) {
    throw graphError('BAD_USER_INPUT', 'after is not a cursor of this list.', 'after');
  }
  const { rows } = await db.query<OrderRow>({
    name: after === undefined ? 'order.list' : 'order.list-after',
    text: `SELECT ${COLUMNS} FROM orders
           WHERE customer_id = $1 ${after === undefined ? '' : 'AND (placed_at, id) < ($3::timestamptz, $4::uuid)'}
           ORDER BY placed_at DESC, id DESC LIMIT $2`,
    values: after === undefined ? [customerId, limit] : [customerId, limit, after.placedAt, after.id],
  });
  return rows.map(viewOf);
}

/** The items of these orders, by order, as they were ordered. */
export async function findItems(db: Queryable, orderIds: readonly string[]): Promise<Map<string, OrderItemView[]>> {
  const { rows } = await db.query<
    Omit<OrderItemView, 'unitPrice'> & { orderId: string; unitPriceMinor: string; currency: string }
  >({
    name: 'order.find-items',
    text: `SELECT order_id AS "orderId", product_id AS "productId", name, quantity,
             unit_price_minor AS "unitPriceMinor", currency
           FROM order_items WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, position`,
    values: [orderIds],
  });
  return Map.groupBy(
    rows.map(({ unitPriceMinor, currency, ...item }) => ({
      ...item,
      unitPrice: { amountMinor: BigInt(unitPriceMinor), currency },
    })),
    ({ orderId }) => orderId,
  );
}

/** Every status that these orders have had, by order, oldest first. */
export async function findHistory(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Map<string, StatusChangeView[]>> {
  const { rows } = await db.query<StatusChangeView & { orderId: string }>({
    name: 'order.find-history',
    text: `SELECT order_id AS "orderId", status, at FROM order_history
           WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, version`,
    values: [orderIds],
  });
  return Map.groupBy(rows, ({ orderId }) => orderId);
}
