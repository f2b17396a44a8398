import { COMPLETED, LAMP, MESSAGES } from '../good-shop.ts';
import type { Breakage } from './breakage.ts';

const again = (message: string) => `
  INSERT INTO outbox (event_id, partition, envelope, published_at)
  SELECT '${MESSAGES.unused}', 0, envelope || '{"aggregateId": "${LAMP}"}', now() FROM outbox WHERE event_id = '${message}'`;

const park = `
  INSERT INTO parked_aggregates (consumer, aggregate_id, last_error, next_try_at)
  VALUES ('orders', '${COMPLETED}', 'no', now());
  INSERT INTO parked_messages (consumer, aggregate_id, event_id, envelope)
  VALUES ('orders', '${COMPLETED}', '${MESSAGES.unused}', '{"type": "products.stock-reserved.v1"}')`;

export const eventsBreakages: Breakage[] = [
  {
    is: 'a message that was never published',
    in: 'orders',
    sql: `UPDATE outbox SET published_at = NULL WHERE event_id = '${MESSAGES.placed}'`,
    says: `orders has not published orders.order-placed.v1 ${MESSAGES.placed}`,
  },
  {
    is: 'a message that got lost on its way',
    in: 'notifications',
    sql: `DELETE FROM inbox`,
    says: `notifications has not applied orders.order-placed.v1 ${MESSAGES.placed}`,
  },
  {
    is: 'a message that the feed lacks',
    other: { unfed: [MESSAGES.placed] },
    says: `the feed lacks orders.order-placed.v1 ${MESSAGES.placed}`,
  },
  {
    is: 'a message that was applied and never sent',
    in: 'products',
    sql: `INSERT INTO inbox (consumer, event_id) VALUES ('products', '${MESSAGES.unused}')`,
    says: `products has applied what nobody published ${MESSAGES.unused}`,
  },
  {
    is: 'a message that was applied by somebody whom it does not concern',
    in: 'shipping',
    sql: `INSERT INTO inbox (consumer, event_id) VALUES ('shipping', '${MESSAGES.placed}')`,
    says: 'shipping has applied orders.order-placed.v1',
  },
  {
    is: 'a customer who was told twice',
    in: 'notifications',
    sql: again(MESSAGES.notified),
    says: 'notifications answered 2 times',
  },
  {
    is: 'a command that was answered twice',
    in: 'products',
    sql: again(MESSAGES.reserved).replace(LAMP, COMPLETED),
    says: 'products answered 2 times: products.stock-reserved.v1',
  },
  {
    is: 'a message that is parked',
    in: 'orders',
    sql: park,
    says: `orders has parked products.stock-reserved.v1 ${MESSAGES.unused} (no)`,
  },
  {
    is: 'a message that waits in a queue',
    other: { waiting: { 'shop.payments.3': 2 } },
    says: '2 messages wait in queue shop.payments.3',
  },
  {
    is: 'a dead letter',
    other: { dead: { 'shop.orders.dead': [{ id: MESSAGES.reserved, content: '{}' }] } },
    says: `shop.orders.dead has message ${MESSAGES.reserved}`,
  },
];
