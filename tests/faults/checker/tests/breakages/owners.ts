import { ADA, ADOPTED, added, BEN, CAL, CARTS, COMPLETED, call, GUS, HISTORY } from '../good-shop.ts';
import type { Breakage } from './breakage.ts';

export const ownersBreakages: Breakage[] = [
  {
    is: "a guest's order that did not become the account's",
    in: 'orders',
    sql: `DELETE FROM order_events WHERE type = 'CustomerAttached'`,
    says: `order ${ADOPTED}: ${GUS} placed it, it belongs to ${GUS}, and should to ${CAL}`,
  },
  {
    is: "an order that became somebody else's",
    in: 'orders',
    sql: `INSERT INTO order_events (order_id, version, type, data, occurred_at)
      VALUES ('${COMPLETED}', 9, 'CustomerAttached', '{"customerId": "${BEN}"}', now())`,
    says: `order ${COMPLETED}: ${ADA} placed it, it belongs to ${BEN}, and should to ${ADA}`,
  },
  {
    is: 'a payment of somebody else',
    in: 'payments',
    sql: `UPDATE payments SET customer_id = '${BEN}' WHERE order_id = '${COMPLETED}'`,
    says: `order ${COMPLETED}: a payment is ${BEN}'s`,
  },
  {
    is: 'a debt of somebody else',
    in: 'payments',
    sql: `INSERT INTO order_payments (order_id, customer_id, state, amount_minor, currency, cause)
      VALUES ('${COMPLETED}', '${BEN}', 'CLOSED', 2000, 'EUR', '{}')`,
    says: `order ${COMPLETED}: what is to be paid is ${BEN}'s`,
  },
  {
    is: 'a shipment of somebody else',
    in: 'shipping',
    sql: `UPDATE shipments SET customer_id = '${BEN}'`,
    says: `order ${COMPLETED}: the shipment is ${BEN}'s`,
  },
  {
    is: 'a notification that the guest still has',
    in: 'notifications',
    sql: `UPDATE notifications SET user_id = '${GUS}'`,
    says: `order ${ADOPTED}: a notification is ${GUS}'s, the order is ${CAL}'s`,
  },
  {
    is: "somebody who was shown another one's order",
    other: { history: [...HISTORY, call(4, BEN, 'read', { orderId: COMPLETED })] },
    says: `order ${COMPLETED}: read by ${BEN}, and it is ${ADA}'s`,
  },
  {
    is: "somebody who has changed another one's cart",
    other: { history: [...HISTORY, added(4, BEN, CARTS.ada, 5)] },
    says: `cart ${CARTS.ada}: it was used by ${ADA} and ${BEN}`,
  },
];
