import type pg from 'pg';
import {
  ADA,
  ADOPTED,
  at,
  BEN,
  CAL,
  CANCELLED,
  CARTS,
  COMPLETED,
  id,
  LAMP,
  MESSAGES,
  PAYMENTS,
  REFUSED,
} from './good-shop.ts';
import { LIVES, type Life, PRICE } from './order-lives.ts';
import { publish } from './publish.ts';
import type { PerService } from './shop-database.ts';

async function writeEvents(clients: PerService<pg.Client>, orderId: string, { steps }: Life): Promise<void> {
  for (const [index, { type, data, status }] of steps.entries()) {
    const version = index + 1;
    await clients.orders.query(
      'INSERT INTO order_events (order_id, version, type, data, occurred_at) VALUES ($1, $2, $3, $4, $5)',
      [orderId, version, type, JSON.stringify(data), at(version)],
    );
    await publish(clients, 'orders', {
      id: id(Number(orderId.slice(-2)) * 100 + version),
      type: 'orders.order-updated.v1',
      aggregateId: orderId,
      aggregateVersion: version,
      data: { orderId, status },
      second: version,
    });
  }
}

async function writeReadModel(orders: pg.Client, orderId: string, { customer, quantity, steps }: Life): Promise<void> {
  const last = steps.at(-1);
  await orders.query(
    `INSERT INTO orders (id, customer_id, status, payment_status, total_minor, currency, shipping_address, placed_at, version)
     VALUES ($1, $2, $3, $4, $5, 'EUR', '{}', $6, $7)`,
    [orderId, customer, last?.status, last?.paymentStatus, quantity * PRICE, at(1), steps.length],
  );
  await orders.query(
    `INSERT INTO order_items (order_id, position, product_id, name, quantity, unit_price_minor, currency)
     VALUES ($1, 0, $2, 'Lamp', $3, $4, 'EUR')`,
    [orderId, LAMP, quantity, PRICE],
  );
  for (const [index, { status }] of steps.entries()) {
    if (status === steps[index - 1]?.status) continue;
    const version = index + 1;
    await orders.query('INSERT INTO order_history (order_id, version, status, at) VALUES ($1, $2, $3, $4)', [
      orderId,
      version,
      status,
      at(version),
    ]);
  }
}

const STOCK = `
  INSERT INTO stock (product_id, available, reserved, sold, stocked) VALUES ('${LAMP}', 9, 0, 1, 10);
  INSERT INTO stock_movements (id, product_id, delta, reason, order_id) VALUES
    ('${id(51)}', '${LAMP}', 10, 'stocked', NULL), ('${id(52)}', '${LAMP}', -2, 'reserved', '${COMPLETED}'),
    ('${id(53)}', '${LAMP}', -1, 'reserved', '${CANCELLED}'), ('${id(54)}', '${LAMP}', 1, 'released', '${CANCELLED}'),
    ('${id(55)}', '${LAMP}', 1, 'returned', '${COMPLETED}');
  INSERT INTO reservation_orders (order_id, status) VALUES
    ('${COMPLETED}', 'COMMITTED'), ('${CANCELLED}', 'RELEASED'), ('${REFUSED}', 'REFUSED'), ('${ADOPTED}', 'REFUSED');
  INSERT INTO reservations (order_id, product_id, quantity, returned) VALUES
    ('${COMPLETED}', '${LAMP}', 2, 1), ('${CANCELLED}', '${LAMP}', 1, 0)`;

const entries = (transaction: string, amount: number, debits: string[], credits: string[]) =>
  [...debits.map((account) => [account, amount]), ...credits.map((account) => [account, -amount])]
    .map(([account, minor]) => `('${transaction}', '${account}', ${minor}, 'EUR')`)
    .join(', ');

const LEDGER = `
  INSERT INTO payments (id, order_id, customer_id, method, state, amount_minor, currency, idempotency_key, fingerprint) VALUES
    ('${PAYMENTS.completed}', '${COMPLETED}', '${ADA}', 'CARD', 'CAPTURED', 2000, 'EUR', 'a', ''),
    ('${PAYMENTS.cancelled}', '${CANCELLED}', '${ADA}', 'CARD', 'VOIDED', 1000, 'EUR', 'b', '');
  INSERT INTO ledger_transactions (id, payment_id, kind) VALUES
    ('${id(61)}', '${PAYMENTS.completed}', 'AUTHORIZE'), ('${id(62)}', '${PAYMENTS.completed}', 'CAPTURE'),
    ('${id(63)}', '${PAYMENTS.completed}', 'REFUND'), ('${id(64)}', '${PAYMENTS.cancelled}', 'AUTHORIZE'),
    ('${id(65)}', '${PAYMENTS.cancelled}', 'VOID');
  INSERT INTO ledger_entries (transaction_id, account, amount_minor, currency) VALUES
    ${entries(id(61), 2000, ['authorized-funds'], ['customer-holds'])},
    ${entries(id(62), 2000, ['customer-holds', 'provider-clearing'], ['authorized-funds', 'revenue'])},
    ${entries(id(63), 1000, ['revenue'], ['provider-clearing'])},
    ${entries(id(64), 1000, ['authorized-funds'], ['customer-holds'])},
    ${entries(id(65), 1000, ['customer-holds'], ['authorized-funds'])}`;

const ACCOUNTS = `INSERT INTO users (id, email, name, roles) VALUES ('${CAL}', 'cal@agora.test', 'Cal', '{CUSTOMER}')`;

/** Ada's and the guest's were ordered; what came into Ada's afterwards is still there. */
const CARTS_NOW = `
  INSERT INTO carts (id, customer_id, version, updated_at) VALUES
    ('${CARTS.ada}', '${ADA}', 4, now()), ('${CARTS.cal}', '${CAL}', 1, now()), ('${CARTS.ben}', '${BEN}', 1, now()),
    ('${CARTS.nobody}', NULL, 1, now());
  INSERT INTO cart_items (cart_id, product_id, quantity, added_at) VALUES
    ('${CARTS.ada}', '${LAMP}', 1, now()), ('${CARTS.ben}', '${LAMP}', 1, now()), ('${CARTS.nobody}', '${LAMP}', 1, now())`;

const SHIPMENT = `
  INSERT INTO shipments (id, order_id, customer_id, address, items, status, created_at)
  VALUES ('${id(81)}', '${COMPLETED}', '${ADA}', '{}', '[]', 'DISPATCHED', now())`;
const NOTIFICATION = `
  INSERT INTO notifications (id, user_id, kind, title, body, order_id, created_at)
  VALUES ('${id(82)}', '${CAL}', 'ORDER_PLACED', '', '', '${ADOPTED}', now())`;

/** Fills the databases with a small shop that is in order. */
export async function fillGoodShop(clients: PerService<pg.Client>): Promise<void> {
  await clients.products.query(STOCK);
  await clients.payments.query(LEDGER);
  await clients.users.query(ACCOUNTS);
  await clients.orders.query(CARTS_NOW);
  await clients.shipping.query(SHIPMENT);
  await clients.notifications.query(NOTIFICATION);
  for (const [orderId, life] of Object.entries(LIVES)) {
    await writeEvents(clients, orderId, life);
    await writeReadModel(clients.orders, orderId, life);
  }
  const about = { aggregateId: COMPLETED };
  await publish(clients, 'orders', { id: MESSAGES.placed, type: 'orders.order-placed.v1', ...about });
  await publish(clients, 'orders', { id: MESSAGES.reserve, type: 'products.reserve-stock.v1', ...about });
  const reserved = {
    id: MESSAGES.reserved,
    type: 'products.stock-reserved.v1',
    causationId: MESSAGES.reserve,
    ...about,
  };
  await publish(clients, 'products', reserved);
  const told = { type: 'notifications.notification-created.v1', causationId: MESSAGES.placed };
  await publish(clients, 'notifications', { id: MESSAGES.notified, aggregateId: id(105), ...told });
}
