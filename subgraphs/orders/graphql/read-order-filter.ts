import { z } from 'zod';
import { type Page, pageOf } from '#platform/subgraph/connection.ts';
import { graphError } from '#platform/subgraph/errors.ts';
import { type Money, parseAmount } from '#platform/subgraph/money.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import type { OrderFilter, OrderPlace } from '../order/list-orders.ts';
import type { MoneyInput, QueryOrdersArgs } from './generated.ts';

const orderCursor = z.tuple([z.iso.datetime(), z.uuid()]).transform(([placedAt, id]): OrderPlace => ({ placedAt, id }));

/** What a list of orders is sorted by. */
export const orderKey = ({ placedAt, id }: { placedAt: Date; id: string }) => [placedAt.toISOString(), id];

/** Reads a list's `first` and `after`. @throws GraphQLError BAD_USER_INPUT naming the wrong argument */
export const readOrderPage = (args: { first?: number | null; after?: string | null }): Page<OrderPlace> =>
  pageOf(args, orderCursor);

function minTotalOf({ amount, currency }: MoneyInput): Money {
  const amountMinor = parseAmount(amount, currency);
  if (amountMinor !== undefined) return { amountMinor, currency };
  throw graphError('BAD_USER_INPUT', `filter.minTotal has more digits than ${currency}.`, 'filter.minTotal');
}

/** PostgreSQL and JavaScript agree on these years. */
function instantOf(date: Date | null | undefined, argument: string): Date | undefined {
  const year = date?.getUTCFullYear() ?? 2000;
  if (year < 1 || year > 9999)
    throw graphError('BAD_USER_INPUT', `${argument} must be in a year from 1 to 9999.`, argument);
  return date ?? undefined;
}

/** Reads the filter of Query.orders. @throws GraphQLError BAD_USER_INPUT naming the wrong argument */
export function readOrderFilter({ filter }: QueryOrdersArgs): OrderFilter {
  const { status, paymentStatus, customerId, placedAfter, placedBefore, minTotal } = filter ?? {};
  return {
    status: status ?? undefined,
    paymentStatus: paymentStatus ?? undefined,
    customerId: typeof customerId === 'string' ? idOrNone(customerId) : undefined,
    placedAfter: instantOf(placedAfter, 'filter.placedAfter'),
    placedBefore: instantOf(placedBefore, 'filter.placedBefore'),
    minTotal: minTotal ? minTotalOf(minTotal) : undefined,
  };
}
