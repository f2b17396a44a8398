import { CANCELLED, COMPLETED, LAMP } from '../good-shop.ts';
import type { Breakage } from './breakage.ts';

export const stockBreakages: Breakage[] = [
  {
    is: 'a count below zero',
    in: 'products',
    sql: `UPDATE stock SET available = -1, sold = 11`,
    says: 'a count is below zero',
  },
  {
    is: 'a count that was below zero for a while',
    in: 'products',
    sql: `INSERT INTO outbox (event_id, partition, envelope) VALUES ('${LAMP}', 0,
      '{"type": "products.stock-changed.v1", "aggregateVersion": 7,
        "data": {"productId": "${LAMP}", "available": -1, "reserved": 2, "sold": 0}}')`,
    says: 'a count was below zero at version 7',
  },
  {
    is: 'counts that do not add up',
    in: 'products',
    sql: `UPDATE stock SET stocked = 11`,
    says: 'do not add up to what was stocked',
  },
  {
    is: 'units that came from nowhere',
    in: 'products',
    sql: `UPDATE stock SET available = 10, stocked = 11`,
    says: 'its movements add up to 9 available',
  },
  {
    is: 'a shelf that nobody filled',
    in: 'products',
    sql: `UPDATE stock_movements SET order_id = '${COMPLETED}'`,
    says: '0 were put on the shelf by movements',
  },
  {
    is: 'units held for nobody',
    in: 'products',
    sql: `UPDATE stock SET available = 8, reserved = 1`,
    says: '0 are held by reservations',
  },
  {
    is: 'a return that was not counted',
    in: 'products',
    sql: `UPDATE reservations SET returned = 0`,
    says: '2 have left by reservations',
  },
  {
    is: 'units held for an order that has ended',
    in: 'products',
    sql: `UPDATE reservation_orders SET status = 'HELD' WHERE order_id = '${CANCELLED}'`,
    says: 'it is held, and the order is CANCELLED',
  },
  {
    is: 'goods that left for an order that was cancelled',
    in: 'products',
    sql: `UPDATE reservation_orders SET status = 'COMMITTED' WHERE order_id = '${CANCELLED}'`,
    says: 'it has left, and the order is CANCELLED',
  },
  {
    is: 'a completed order whose stock was released',
    in: 'products',
    sql: `UPDATE reservation_orders SET status = 'RELEASED' WHERE order_id = '${COMPLETED}'`,
    says: 'it is RELEASED, and the order is completed',
  },
  {
    is: 'a completed order without a reservation',
    in: 'products',
    sql: `DELETE FROM reservation_orders WHERE order_id = '${COMPLETED}'`,
    says: 'it is completed without a reservation',
  },
  {
    is: 'a reservation of other units than the order',
    in: 'products',
    sql: `UPDATE reservations SET quantity = 3`,
    says: 'it is of other units than the order',
  },
  {
    is: 'a reservation for no order',
    in: 'products',
    sql: `UPDATE reservation_orders SET order_id = '${LAMP}' WHERE order_id = '${CANCELLED}'`,
    says: 'there is no such order',
  },
  {
    is: 'more sold than orders have',
    in: 'orders',
    sql: `DELETE FROM order_events WHERE order_id = '${COMPLETED}' AND type = 'PaymentCaptured'`,
    says: 'completed orders have 0',
  },
];
