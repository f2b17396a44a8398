import { COMPLETED, LAMP } from '../good-shop.ts';
import type { Breakage } from './breakage.ts';

const ofCompleted = `WHERE order_id = '${COMPLETED}'`;
const shownAs = (column: string, value: string, says: string): Breakage => ({
  is: `another ${column} in the read model`,
  in: 'orders',
  sql: `UPDATE orders SET ${column} = ${value} WHERE id = '${COMPLETED}'`,
  says: `the read model has ${says}`,
});

export const streamsBreakages: Breakage[] = [
  {
    is: 'a gap in the versions',
    in: 'orders',
    sql: `UPDATE order_events SET version = version + 1 ${ofCompleted} AND version = 8`,
    says: 'its versions are 1, 2, 3, 4, 5, 6, 7, 9',
  },
  {
    is: 'a stream that begins late',
    in: 'orders',
    sql: `DELETE FROM order_events ${ofCompleted} AND version = 1`,
    says: 'its events are not one OrderPlaced and what came of it',
  },
  {
    is: 'an order that was placed twice',
    in: 'orders',
    sql: `UPDATE order_events SET type = 'OrderPlaced' ${ofCompleted} AND version = 2`,
    says: 'its events are not one OrderPlaced and what came of it',
  },
  shownAs('status', `'CANCELLED'`, 'status CANCELLED, the events say COMPLETED'),
  shownAs('payment_status', `'REFUNDED'`, 'payment status REFUNDED, the events say PARTIALLY_REFUNDED'),
  shownAs('total_minor', '1', 'total 1 EUR, the events say 2000 EUR'),
  shownAs('customer_id', `'${LAMP}'`, `customer ${LAMP}`),
  shownAs('version', '7', 'version 7, the events say 8'),
  {
    is: 'other items in the read model',
    in: 'orders',
    sql: `UPDATE order_items SET quantity = 5`,
    says: 'the read model has items',
  },
  {
    is: 'another history in the read model',
    in: 'orders',
    sql: `DELETE FROM order_history ${ofCompleted} AND version = 3`,
    says: 'the read model has history',
  },
  {
    is: 'an order that the read model lacks',
    in: 'orders',
    sql: `DELETE FROM orders WHERE id = '${COMPLETED}'`,
    says: 'it is not in the read model',
  },
  {
    is: 'an event that was announced and lost',
    in: 'orders',
    sql: `UPDATE outbox SET envelope = envelope || '{"aggregateVersion": 4}'
      WHERE envelope->>'aggregateId' = '${COMPLETED}' AND envelope->>'aggregateVersion' = '5'`,
    says: 'its versions are 1, 2, 3, 4, 5, 6, 7, 8, and 1, 2, 3, 4, 4, 6, 7, 8 were announced',
  },
  {
    is: 'an order of the read model without events',
    in: 'orders',
    sql: `DELETE FROM order_events ${ofCompleted}`,
    says: 'it is in the read model without events',
  },
];
