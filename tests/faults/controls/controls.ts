import type { Control } from './control.ts';

/** What each guard is there for, shown by what happens without it. */
export const CONTROLS: readonly Control[] = [
  {
    name: 'control-no-inbox',
    says: 'A message that was applied before is applied again.',
    edits: [
      {
        file: 'platform/messaging/inbox.ts',
        find: `return row?.fresh === true ? 'claimed' : 'applied';`,
        replace: `return 'claimed';`,
      },
    ],
    row: 'tripled',
    expects: ['events'],
    short: true,
  },
  {
    name: 'control-no-stock-condition',
    says: 'Stock is held whether it is there or not: nobody looks, neither we nor PostgreSQL.',
    edits: [
      {
        file: 'subgraphs/products/stock/reservation/decide.ts',
        find: `.filter(({ requested, available }) => requested > available)`,
        replace: `.filter(() => false)`,
      },
      {
        file: 'subgraphs/products/stock/stock-repository.ts',
        find: `AND s.available + c.available >= 0 AND s.reserved`,
        replace: `AND s.reserved`,
      },
      {
        file: 'subgraphs/products/migrations/0001_catalogue-stock-reviews.sql',
        find: `available integer NOT NULL CHECK (available >= 0)`,
        replace: `available integer NOT NULL`,
      },
    ],
    row: 'last-unit',
    expects: ['stock'],
  },
  {
    name: 'control-no-confirms',
    says: 'The outbox takes a message for published once it is sent.',
    edits: [
      {
        file: 'platform/messaging/rabbitmq/publisher.ts',
        find: `await within(CONFIRM_TIMEOUT_MS, send(channel));`,
        replace: `void within(CONFIRM_TIMEOUT_MS, send(channel)).catch(() => {});`,
      },
    ],
    row: 'unroutable',
    expects: ['events'],
  },
  {
    name: 'control-no-provider-key',
    says: 'Every try of a charge has a key of its own.',
    edits: [
      {
        file: 'subgraphs/payments/provider/http-payment-provider.ts',
        find: `path: '/v1/authorizations', idempotencyKey: key, body }`,
        replace: `path: '/v1/authorizations', idempotencyKey: crypto.randomUUID(), body }`,
      },
    ],
    row: 'provider-faults',
    expects: ['money'],
  },
  {
    name: 'control-no-version-check',
    says: 'Events that were decided on an old state are taken for appended, and others come between often.',
    edits: [
      {
        file: 'subgraphs/orders/order/event-store.ts',
        find: 'const occurredAt = rows[0]?.occurredAt;',
        replace: 'const occurredAt = rows[0]?.occurredAt ?? new Date();',
      },
      {
        // With the check on this would be harmless. Without it two writers meet often enough to be sure of it.
        file: 'subgraphs/orders/checkout/advance.ts',
        find: 'const loaded = await loadOrder(tx, orderId);',
        replace:
          'const loaded = await loadOrder(tx, orderId);\n    await new Promise((resolve) => setTimeout(resolve, 100));',
      },
    ],
    row: 'cancel-against-capture',
    expects: ['streams'],
  },
  {
    name: 'control-no-cart-version-check',
    says: 'A change of a cart is made wherever the cart stands, whatever version it expected.',
    edits: [
      {
        file: 'subgraphs/orders/cart/change-cart.ts',
        find: 'if (expectedVersion !== undefined && expectedVersion !== cart.version) throw',
        replace: 'if (expectedVersion === -1) throw',
      },
    ],
    row: 'calm',
    expects: ['carts'],
  },
];
