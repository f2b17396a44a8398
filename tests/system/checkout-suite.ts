import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Data, GraphClient } from './graph-client.ts';
import { journalOf, type RunningGraph } from './running-graph.ts';
import * as shop from './shop.ts';

const typesOf = (entries: { type: string }[]) => entries.map(({ type }) => type);
const statuses = (order: Data): string[] => order.history.map(({ status }: { status: string }) => status);

/** An order's five ends, and what a client may repeat, seen from outside: the same in every way to run the graph. */
export function describeCheckout(running: () => RunningGraph): void {
  let graph: GraphClient;
  let admin: shop.Account;
  let customer: shop.Account;

  beforeAll(async () => {
    graph = running().client;
    admin = await shop.logIn(graph, shop.ADMIN.email, shop.ADMIN.password);
    customer = await shop.registerCustomer(graph);
  });

  async function placed(stock = 5, quantity = 2, postalCode = '1010') {
    const product = await shop.createProduct(graph, admin, { stock });
    const result = await shop.place(graph, customer, { items: [{ productId: product.id, quantity }], postalCode });
    expect(result.__typename).toBe('PlaceOrderSuccess');
    return { product, orderId: result.order.id as string };
  }

  describe('an order', () => {
    it('goes from sign-up over search to COMPLETED, every step seen live', async () => {
      const ada = await shop.registerCustomer(graph, 'Ada Byron');
      const product = await shop.createProduct(graph, admin, { stock: 5 });
      const found = await graph.query('query ($s: String) { products(search: $s) { nodes { id } } }', {
        s: product.slug,
      });
      expect(found.products.nodes).toEqual([{ id: product.id }]);

      const { order } = await shop.place(graph, ada, { items: [{ productId: product.id, quantity: 2 }] });
      expect(order.total).toEqual({ amount: '39.98', currency: 'EUR' });
      const watch = await graph.watch(shop.WATCH_ORDER, { id: order.id, after: 'EARLIEST' }, ada.token);
      const { payment } = await shop.pay(graph, ada, order.id);
      expect(payment).toMatchObject({ status: 'AUTHORIZED', amount: { amount: '39.98', currency: 'EUR' } });
      const updates = await watch.until('COMPLETED', (event) => event.orderUpdated?.status === 'COMPLETED');
      await watch.stop();

      expect(updates.every(({ errors }) => errors === undefined)).toBe(true);
      expect(updates.map(({ orderUpdated }) => orderUpdated.status)).toEqual([
        'PENDING',
        'AWAITING_PAYMENT',
        'AWAITING_SHIPMENT',
        // Booked and dispatched by the carrier.
        'AWAITING_SHIPMENT',
        'AWAITING_SHIPMENT',
        'COMPLETED',
      ]);
      const last = updates.at(-1).orderUpdated.order;
      expect(last).toMatchObject({ total: { amount: '39.98' }, customer: { name: 'Ada Byron' } });
      expect(last.items).toEqual([{ product: { name: expect.stringContaining('Lamp') } }]);
      expect(last.shipment.trackingNumber).toEqual(expect.any(String));
      const cursors = updates.map(({ orderUpdated }) => orderUpdated.cursor);
      expect(new Set(cursors).size).toBe(cursors.length);

      const done = await shop.orderOf(graph, ada, order.id);
      expect(done.paymentStatus).toBe('CAPTURED');
      expect(statuses(done)).toEqual(['PENDING', 'AWAITING_PAYMENT', 'AWAITING_SHIPMENT', 'COMPLETED']);
      expect(done.payments).toEqual([{ status: 'CAPTURED', amount: { amount: '39.98' } }]);
      expect(await shop.availableOf(graph, product.id)).toBe(3);
      const journal = await journalOf(running(), order.id);
      expect(typesOf(journal)).toEqual(['authorized', 'captured']);
      expect(journal.map(({ amount }) => amount)).toEqual(['3998', '3998']);
    });

    it('ends CANCELLED_NO_STOCK when there is not enough, and nothing is held', async () => {
      const { product, orderId } = await placed(1, 2);
      const order = await shop.orderWith(graph, customer, orderId, 'CANCELLED_NO_STOCK');
      expect(statuses(order)).toEqual(['PENDING', 'CANCELLED_NO_STOCK']);
      expect(await shop.availableOf(graph, product.id)).toBe(1);
      expect(await journalOf(running(), orderId)).toEqual([]);
    });

    it('ends PAYMENT_FAILED when the card is declined, and the stock is back', async () => {
      const { product, orderId } = await placed();
      expect(await shop.pay(graph, customer, orderId, 'tok_declined')).toMatchObject({
        __typename: 'PaymentDeclined',
        code: 'PAYMENT_DECLINED',
        retryable: false,
      });
      await shop.orderWith(graph, customer, orderId, 'PAYMENT_FAILED', 'FAILED');
      await eventually('the stock is back', async () => (await shop.availableOf(graph, product.id)) === 5);
      expect(typesOf(await journalOf(running(), orderId))).toEqual(['declined']);
    });

    it('ends PAYMENT_FAILED when it is not paid in time, and can no longer be paid', async () => {
      const { product, orderId } = await placed();
      await shop.orderWith(graph, customer, orderId, 'AWAITING_PAYMENT');
      const failed = await eventually('the deadline passes', async () => {
        const order = await shop.orderOf(graph, customer, orderId);
        return order.status === 'PAYMENT_FAILED' ? order : undefined;
      });
      expect(statuses(failed)).toEqual(['PENDING', 'AWAITING_PAYMENT', 'PAYMENT_FAILED']);
      await eventually('the stock is back', async () => (await shop.availableOf(graph, product.id)) === 5);
      expect(await shop.pay(graph, customer, orderId)).toMatchObject({ __typename: 'OrderNotPayable' });
      expect(await journalOf(running(), orderId)).toEqual([]);
    });

    it('ends CANCELLED when its customer cancels before paying', async () => {
      const { product, orderId } = await placed();
      await shop.orderWith(graph, customer, orderId, 'AWAITING_PAYMENT');
      expect(await shop.cancel(graph, customer, orderId)).toMatchObject({ order: { status: 'CANCELLED' } });
      await eventually('the stock is back', async () => (await shop.availableOf(graph, product.id)) === 5);
      expect(await shop.cancel(graph, customer, orderId)).toMatchObject({ __typename: 'OrderNotCancellable' });
    });

    it('ends CANCELLED when its customer cancels after paying, and the money is given back', async () => {
      const { product, orderId } = await placed(5, 2, '00001');
      await shop.pay(graph, customer, orderId);
      await eventually('the carrier has booked it', async () => {
        const { shipment } = await shop.orderOf(graph, customer, orderId);
        return shipment?.status === 'BOOKED';
      });
      expect((await shop.cancel(graph, customer, orderId)).__typename).toBe('CancelOrderSuccess');
      const order = await shop.orderWith(graph, customer, orderId, 'CANCELLED', 'VOIDED');
      expect(order).toMatchObject({ shipment: { status: 'CANCELLED' }, payments: [{ status: 'VOIDED' }] });
      await eventually('the stock is back', async () => (await shop.availableOf(graph, product.id)) === 5);
      expect(typesOf(await journalOf(running(), orderId))).toEqual(['authorized', 'voided']);
    });

    it('ends SHIPMENT_FAILED when the carrier refuses it, and the money is given back', async () => {
      const { product, orderId } = await placed(5, 2, '00000');
      await shop.pay(graph, customer, orderId);
      await shop.orderWith(graph, customer, orderId, 'SHIPMENT_FAILED', 'VOIDED');
      await eventually('the stock is back', async () => (await shop.availableOf(graph, product.id)) === 5);
      expect(typesOf(await journalOf(running(), orderId))).toEqual(['authorized', 'voided']);
    });

    it('is charged once when the provider charges and then says nothing', async () => {
      const { orderId } = await placed();
      const result = await shop.pay(graph, customer, orderId, 'tok_timeout');
      expect(result.__typename).toBe('PayOrderSuccess');
      await shop.orderWith(graph, customer, orderId, 'COMPLETED', 'CAPTURED');
      expect(typesOf(await journalOf(running(), orderId))).toEqual(['authorized', 'captured']);
    });

    it('can be paid with another card after a decline that allows it', async () => {
      const { orderId } = await placed();
      expect(await shop.pay(graph, customer, orderId, 'tok_insufficient_funds')).toMatchObject({ retryable: true });
      expect((await shop.pay(graph, customer, orderId)).__typename).toBe('PayOrderSuccess');
      await shop.orderWith(graph, customer, orderId, 'COMPLETED');
    });
  });

  describe('a repeated call', () => {
    it('places one order for one key, and refuses the key for another order', async () => {
      const product = await shop.createProduct(graph, admin, { stock: 5 });
      const idempotencyKey = randomUUID();
      const items = [{ productId: product.id, quantity: 1 }];
      const first = await shop.place(graph, customer, { items, idempotencyKey });
      const second = await shop.place(graph, customer, { items, idempotencyKey });
      expect(second.order.id).toBe(first.order.id);
      const other = await shop.place(graph, customer, {
        items: [{ ...items[0], quantity: 2 } as never],
        idempotencyKey,
      });
      expect(other.code).toBe('IDEMPOTENCY_KEY_REUSED');
      await shop.orderWith(graph, customer, first.order.id, 'AWAITING_PAYMENT');
      expect(await shop.availableOf(graph, product.id)).toBe(4);
    });

    it('pays once for one key, however often and at once it is sent', async () => {
      const { orderId } = await placed();
      const key = randomUUID();
      const results = await Promise.all([1, 2, 3].map(() => shop.pay(graph, customer, orderId, 'tok_visa', key)));
      const kinds = results.map(({ __typename }) => __typename);
      expect(kinds).toContain('PayOrderSuccess');
      expect(kinds.filter((kind) => kind !== 'PayOrderSuccess' && kind !== 'InProgress')).toEqual([]);
      await shop.orderWith(graph, customer, orderId, 'COMPLETED');
      expect((await shop.pay(graph, customer, orderId, 'tok_visa', key)).__typename).toBe('PayOrderSuccess');
      expect(typesOf(await journalOf(running(), orderId))).toEqual(['authorized', 'captured']);
    });
  });

  describe('the last unit', () => {
    it('is sold once to 20 customers who order it at the same time', async () => {
      const product = await shop.createProduct(graph, admin, { stock: 1 });
      const items = [{ productId: product.id, quantity: 1 }];
      const orders = await Promise.all(Array.from({ length: 20 }, () => shop.place(graph, customer, { items })));
      const settled = await eventually('all are answered', async () => {
        const now = await Promise.all(orders.map(({ order }) => shop.orderOf(graph, customer, order.id)));
        return now.some(({ status }) => status === 'PENDING') ? undefined : now;
      });
      const held = settled.filter(({ status }) => status === 'AWAITING_PAYMENT');
      expect(held).toHaveLength(1);
      expect(await shop.availableOf(graph, product.id)).toBe(0);
    });
  });

  describe('a cart', () => {
    it('is filled by a guest, ordered by a customer, and empty then', async () => {
      const product = await shop.createProduct(graph, admin, { stock: 5 });
      const add = `mutation ($input: AddToCartInput!) {
        addToCart(input: $input) { ... on AddToCartSuccess { cart { id items { quantity product { name } } } } ... on UserError { code } }
      }`;
      const { addToCart } = await graph.query(add, { input: { productId: product.id, quantity: 2 } });
      const cartId = addToCart.cart.id;
      await graph.query(add, { input: { cartId, productId: product.id, quantity: 1 } });
      const { order } = await shop.place(graph, customer, { cartId });
      expect(order.items).toEqual([{ quantity: 3 }]);
      expect(await shop.place(graph, customer, { cartId })).toMatchObject({ code: 'EMPTY_CART' });
    });
  });
}
