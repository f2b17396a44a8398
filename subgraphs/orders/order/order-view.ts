import type { Queryable } from '#platform/postgres/database.ts';
import { type Money, moneyFromWire } from '#platform/subgraph/money.ts';
import type { OrderBreakdown, ShippingAddress } from './order-events.ts';
import type { OrderStatus, PaymentStatus } from './order-state.ts';

export type MoneyView = Money;

/** An order as it is shown. */
export interface OrderView {
  id: string;
  customerId: string;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  total: Money;
  /** What the total is made of; null for orders from before that was kept. */
  breakdown: Record<keyof OrderBreakdown, Money> | null;
  refundable: Money;
  shippingAddress: ShippingAddress;
  placedAt: Date;
  paymentDueAt: Date | null;
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
  reason: string | null;
}

/** Whose orders are looked for: one customer's, or everybody's. */
export type OrderOwner = { customerId: string } | 'anybody';

const ownerValues = (owner: OrderOwner) => (owner === 'anybody' ? [null, true] : [owner.customerId, false]);

/** An order as it is stored. */
export type OrderRow = Omit<OrderView, 'total' | 'breakdown' | 'refundable'> & {
  totalMinor: string;
  breakdown: OrderBreakdown | null;
  refundableMinor: string;
  currency: string;
};

/** The columns of an `OrderRow`. */
export const ORDER_COLUMNS = `id, customer_id AS "customerId", status, payment_status AS "paymentStatus",
  total_minor AS "totalMinor", breakdown, refundable_minor AS "refundableMinor", currency,
  shipping_address AS "shippingAddress", placed_at AS "placedAt", payment_due_at AS "paymentDueAt"`;

const breakdownOf = ({ subtotal, discount, shipping, tax }: OrderBreakdown) => ({
  subtotal: moneyFromWire(subtotal),
  discount: moneyFromWire(discount),
  shipping: moneyFromWire(shipping),
  tax: moneyFromWire(tax),
});

/** A stored order as it is shown. */
export const orderViewOf = ({ totalMinor, breakdown, refundableMinor, currency, ...order }: OrderRow): OrderView => ({
  ...order,
  total: { amountMinor: BigInt(totalMinor), currency },
  breakdown: breakdown && breakdownOf(breakdown),
  refundable: { amountMinor: BigInt(refundableMinor), currency },
});

/** Those of these orders that are the owner's, in any order. */
export async function findOrders(db: Queryable, ids: readonly string[], owner: OrderOwner): Promise<OrderView[]> {
  const { rows } = await db.query<OrderRow>({
    name: 'order.find',
    text: `SELECT ${ORDER_COLUMNS} FROM orders WHERE id = ANY($1::uuid[]) AND (customer_id = $2 OR $3)`,
    values: [ids, ...ownerValues(owner)],
  });
  return rows.map(orderViewOf);
}

/** The ids of a customer's orders behind `after`, smallest first. */
export async function findOrderIds(db: Queryable, customerId: string, after: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: 'order.find-ids',
    text: `SELECT id FROM orders WHERE customer_id = $1 AND id > $2 ORDER BY id LIMIT $3`,
    values: [customerId, after, limit],
  });
  return rows.map(({ id }) => id);
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
    text: `SELECT order_id AS "orderId", status, at, reason FROM order_history
           WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, version`,
    values: [orderIds],
  });
  return Map.groupBy(rows, ({ orderId }) => orderId);
}
