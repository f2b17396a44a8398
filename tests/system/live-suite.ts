import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphClient } from './graph-client.ts';
import type { RunningGraph } from './running-graph.ts';
import * as shop from './shop.ts';

/** Live updates, seen from outside. */
export function describeLive(running: () => RunningGraph): void {
  let graph: GraphClient;
  let admin: shop.Account;

  beforeAll(async () => {
    graph = running().client;
    admin = await shop.logIn(graph, shop.ADMIN.email, shop.ADMIN.password);
  });

  describe('a subscription', () => {
    it('goes on from a cursor with all that was missed, each update once and in order', async () => {
      const customer = await shop.registerCustomer(graph);
      const product = await shop.createProduct(graph, admin, { stock: 5 });
      const { order } = await shop.place(graph, customer, { items: [{ productId: product.id, quantity: 1 }] });
      const isCompleted = (event: { orderUpdated?: { status: string } }) => event.orderUpdated?.status === 'COMPLETED';

      const first = await graph.watch(shop.WATCH_ORDER, { id: order.id, after: 'EARLIEST' }, customer.token);
      const [update] = await first.until('the first update', () => true);
      await first.stop();
      await shop.pay(graph, customer, order.id);
      await shop.orderWith(graph, customer, order.id, 'COMPLETED');

      const { cursor } = update.orderUpdated;
      const resumed = await graph.watch(shop.WATCH_ORDER, { id: order.id, after: cursor }, customer.token);
      const missed = await resumed.until('COMPLETED', isCompleted);
      const whole = await graph.watch(shop.WATCH_ORDER, { id: order.id, after: 'EARLIEST' }, customer.token);
      const all = await whole.until('COMPLETED', isCompleted);
      const cursorsOf = (events: typeof missed) => events.map(({ orderUpdated }) => orderUpdated.cursor);
      expect(cursorsOf(all).slice(1)).toEqual(cursorsOf(missed));
      await Promise.all([resumed.stop(), whole.stop()]);
    });

    it('tells a customer of their notifications, and nobody else', async () => {
      const [customer, stranger] = await Promise.all([shop.registerCustomer(graph), shop.registerCustomer(graph)]);
      const document =
        'subscription { notificationReceived { cursor notification { kind title order { id total { amount } } } } }';
      const mine = await graph.watch(document, {}, customer.token);
      const theirs = await graph.watch(document, {}, stranger.token);
      const product = await shop.createProduct(graph, admin, { stock: 5 });
      const place = async (account: shop.Account) =>
        (await shop.place(graph, account, { items: [{ productId: product.id, quantity: 1 }] })).order.id;
      const orderId = await place(customer);
      const [event] = (
        await mine.until('the order is placed', (e) => e.notificationReceived?.notification?.kind === 'ORDER_PLACED')
      ).slice(-1);
      expect(event.notificationReceived.notification).toMatchObject({
        title: 'We have your order',
        order: { id: orderId, total: { amount: '19.99' } },
      });
      // What comes of the stranger's own order comes behind all that came of the customer's.
      const theirOrder = await place(stranger);
      const seen = await theirs.until(
        'their own',
        (e) => e.notificationReceived?.notification?.order?.id === theirOrder,
      );
      expect(seen.some((e) => e.notificationReceived.notification.order?.id === orderId)).toBe(false);
      await Promise.all([mine.stop(), theirs.stop()]);
    });

    it('is refused without a valid token and with a cursor that is none', async () => {
      const account = await shop.registerCustomer(graph);
      const forged = await graph.watch('subscription { notificationReceived { cursor } }', {}, `${account.token}x`);
      expect(await forged.ended).toBeDefined();
      const document = 'subscription ($after: String) { notificationReceived(after: $after) { cursor } }';
      const wrong = await graph.watch(document, { after: 'not a cursor' }, account.token);
      expect(await wrong.ended).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
      await wrong.stop();
    });
  });
}
