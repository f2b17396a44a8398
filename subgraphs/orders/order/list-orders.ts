import type { Queryable } from '#platform/postgres/database.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import type { Money } from '#platform/subgraph/money.ts';
import type { OrderStatus, PaymentStatus } from './order-state.ts';
import { ORDER_COLUMNS, type OrderRow, type OrderView, orderViewOf } from './order-view.ts';

/** Which orders are wanted: those that fit all that is given. */
export interface OrderFilter {
  status?: readonly OrderStatus[] | undefined;
  paymentStatus?: readonly PaymentStatus[] | undefined;
  customerId?: string | undefined;
  /** Inclusive. */
  placedAfter?: Date | undefined;
  /** Exclusive. */
  placedBefore?: Date | undefined;
  /** At least so much, in this currency. */
  minTotal?: Money | undefined;
}

/** The sort key of a list of orders. */
export interface OrderPlace {
  placedAt: string;
  id: string;
}

/** An instant as our cursors hold it, in ms. PostgreSQL takes neither the year 0000 nor any number of decimals. */
const INSTANT = /^(?!0000).{23}Z$/;

interface Condition {
  name: string;
  /** With a `?` for each value. */
  text: string;
  values: unknown[];
}

function conditionsOf(filter: OrderFilter, after: OrderPlace | undefined): Condition[] {
  const { status, paymentStatus, customerId, placedAfter, placedBefore, minTotal } = filter;
  const conditions: Condition[] = [];
  const add = (name: string, text: string, ...values: unknown[]) => conditions.push({ name, text, values });
  if (status !== undefined) add('status', 'status = ANY(?::text[])', status);
  if (paymentStatus !== undefined) add('payment', 'payment_status = ANY(?::text[])', paymentStatus);
  if (customerId !== undefined) add('customer', 'customer_id = ?', customerId);
  if (placedAfter !== undefined) add('from', 'placed_at >= ?', placedAfter);
  if (placedBefore !== undefined) add('before', 'placed_at < ?', placedBefore);
  if (minTotal !== undefined) {
    add('total', 'currency = ? AND total_minor >= ?', minTotal.currency, minTotal.amountMinor);
  }
  if (after !== undefined) add('after', '(placed_at, id) < (?::timestamptz, ?::uuid)', after.placedAt, after.id);
  return conditions;
}

/** Orders behind a place, newest first. @throws GraphQLError (BAD_USER_INPUT, argument `after`) */
export async function listOrders(
  db: Queryable,
  filter: OrderFilter,
  limit: number,
  after: OrderPlace | undefined,
): Promise<OrderView[]> {
  if (after !== undefined && !INSTANT.test(after.placedAt)) {
    throw graphError('BAD_USER_INPUT', 'after is not a cursor of this list.', 'after');
  }
  const conditions = conditionsOf(filter, after);
  const where = ['true', ...conditions.map(({ text }) => text)].join(' AND ');
  let place = 0;
  const { rows } = await db.query<OrderRow>({
    // Each choice of conditions is a statement of its own, with a plan of its own.
    name: ['order.list', ...conditions.map(({ name }) => name)].join('-'),
    text: `SELECT ${ORDER_COLUMNS} FROM orders WHERE ${where} ORDER BY placed_at DESC, id DESC LIMIT ?`.replaceAll(
      '?',
      () => `$${++place}`,
    ),
    values: [...conditions.flatMap(({ values }) => values), limit],
  });
  return rows.map(orderViewOf);
}
