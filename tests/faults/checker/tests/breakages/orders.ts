import { ADA, BEN, CANCELLED, COMPLETED, HISTORY, LAMP, placement, REFUSED } from '../good-shop.ts';
import type { Breakage } from './breakage.ts';

export const ordersBreakages: Breakage[] = [
  {
    is: 'an order that was acknowledged and is not there',
    other: { history: [...HISTORY, placement(BEN, 'key 9', 'ok', LAMP)] },
    says: `order ${LAMP} was acknowledged, and does not exist`,
  },
  {
    is: 'an order that was acknowledged to another client',
    other: { history: [...HISTORY, placement(BEN, 'key 9', 'ok', COMPLETED)] },
    says: `client ${BEN}: order ${COMPLETED} was acknowledged, and does not exist`,
  },
  {
    is: 'two orders for one key',
    other: { history: [...HISTORY, placement(ADA, 'key 1', 'ok', CANCELLED)] },
    says: 'key 1 was answered with the orders',
  },
  {
    is: 'one order for two keys',
    other: { history: [...HISTORY, placement(BEN, 'key 9', 'ok', REFUSED)] },
    says: 'was the answer to two keys',
  },
  {
    is: 'two orders for a placement without an answer',
    other: { history: HISTORY.filter(({ orderId }) => orderId !== COMPLETED) },
    says: '1 placements without an answer became 2 orders',
  },
  {
    is: 'an order for a placement that was refused',
    other: {
      history: HISTORY.map((call) => (call.outcome === 'unknown' ? { ...call, outcome: 'failed' as const } : call)),
    },
    says: '0 placements without an answer became 1 orders',
  },
  {
    is: 'an order that nobody placed',
    other: { history: HISTORY.filter(({ client }) => client !== BEN) },
    says: 'never placed an order',
  },
  {
    is: 'an order that has not ended',
    in: 'orders',
    sql: `DELETE FROM order_events WHERE order_id = '${REFUSED}' AND version = 2`,
    says: 'it has not ended, it is PENDING',
  },
  {
    is: 'an order that ended with money held',
    in: 'orders',
    sql: `DELETE FROM order_events WHERE type = 'PaymentVoided'`,
    says: 'it is CANCELLED with money held',
  },
  {
    is: 'a refund without an answer',
    in: 'orders',
    sql: `DELETE FROM order_events WHERE type = 'PaymentRefunded'`,
    says: 'was asked for and has no answer',
  },
];
