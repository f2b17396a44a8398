import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Data, GraphClient } from './graph-client.ts';
import { journalOf, type RunningGraph } from './running-graph.ts';
import * as shop from './shop.ts';

const START = `mutation {
  startGuestSession { ... on StartGuestSessionSuccess { guestId session { accessToken refreshToken } } }
}`;

const CART =
  'cart { id version coupon items { quantity } totals(country: "AT") { discount { amount } total { amount currency } } }';
const ADD = `mutation ($input: AddToCartInput!) {
  addToCart(input: $input) { ... on AddToCartSuccess { ${CART} } ... on UserError { code } }
}`;
const APPLY = `mutation ($input: ApplyCouponInput!) {
  applyCoupon(input: $input) { ... on ApplyCouponSuccess { ${CART} } ... on UserError { code } }
}`;
const MY_CART = `{ myCart { items { quantity product { id } } } }`;

const PROMOTE = `mutation ($input: CreatePromotionInput!) {
  createPromotion(input: $input) { ... on CreatePromotionSuccess { promotion { code } } ... on UserError { code message } }
}`;

const SIGNED_IN = 'user { id } session { accessToken refreshToken }';
const REGISTER = `mutation ($input: RegisterInput!) {
  register(input: $input) { ... on RegisterSuccess { ${SIGNED_IN} } ... on UserError { code message } }
}`;
const LOG_IN = `mutation ($input: LoginInput!) {
  login(input: $input) { ... on LoginSuccess { ${SIGNED_IN} } ... on UserError { code message } }
}`;

const RETURN = `mutation ($input: ReturnItemsInput!) {
  returnItems(input: $input) {
    ... on ReturnItemsSuccess { return { amount { amount currency } } }
    ... on UserError { code message }
  }
}`;
const GIVEN_BACK = `query ($id: ID!) {
  order(id: $id) { paymentStatus refunds { status amount { amount currency } } payments { refunds { status amount { amount currency } } } }
}`;
const MY_ORDERS = '{ me { orders { nodes { id } } } }';

const PASSWORD = 'correct horse battery';

/** Somebody without an account, who gets one: the same in every way to run the graph. */
export function describeGuest(running: () => RunningGraph): void {
  let graph: GraphClient;
  let admin: shop.Account;

  beforeAll(async () => {
    graph = running().client;
    admin = await shop.logIn(graph, shop.ADMIN.email, shop.ADMIN.password);
  });

  async function startGuest(): Promise<shop.Account> {
    const { guestId, session } = (await graph.query(START)).startGuestSession;
    return { id: guestId, email: '', token: session.accessToken, refreshToken: session.refreshToken };
  }

  const put = async (by: shop.Account, productId: string, quantity: number): Promise<Data> =>
    (await graph.query(ADD, { input: { productId, quantity } }, by.token)).addToCart.cart;

  const accountOf = ({ user, session }: Data, email: string): shop.Account => ({
    id: user.id,
    email,
    token: session.accessToken,
    refreshToken: session.refreshToken,
  });

  describe('a guest', () => {
    it('buys with a coupon, signs up, and as the new customer gets the parcel and sends a piece of it back', async () => {
      const product = await shop.createProduct(graph, admin, { stock: 5 });
      const code = `GUEST-${randomUUID().slice(0, 8)}`.toUpperCase();
      const promoted = await graph.query(
        PROMOTE,
        { input: { name: 'Welcome', code, basisPoints: 1_000 } },
        admin.token,
      );
      expect(promoted.createPromotion).toEqual({ promotion: { code } });

      const guest = await startGuest();
      await put(guest, product.id, 2);
      const filled = await put(guest, product.id, 1);
      expect(filled).toMatchObject({ version: 2, items: [{ quantity: 3 }], totals: { total: { amount: '59.97' } } });
      const { applyCoupon } = await graph.query(APPLY, { input: { cartId: filled.id, code } }, guest.token);
      expect(applyCoupon.cart).toMatchObject({ coupon: code, totals: { discount: { amount: '6.00' } } });

      const { order } = await shop.place(graph, guest, { cartId: filled.id });
      expect(order).toMatchObject({ total: { amount: '53.97', currency: 'EUR' }, items: [{ quantity: 3 }] });
      await shop.orderWith(graph, guest, order.id, 'AWAITING_PAYMENT');
      expect(await shop.availableOf(graph, product.id)).toBe(2);
      expect((await shop.pay(graph, guest, order.id)).payment.status).toBe('AUTHORIZED');

      const email = `${randomUUID()}@agora.test`;
      const input = { email, password: PASSWORD, name: 'Gus', guestRefreshToken: guest.refreshToken };
      const gus = accountOf((await graph.query(REGISTER, { input })).register, email);
      const done = await shop.orderWith(graph, gus, order.id, 'COMPLETED', 'CAPTURED');
      expect(done).toMatchObject({
        customer: { id: gus.id, name: 'Gus' },
        payments: [{ amount: { amount: '53.97' } }],
      });
      expect(done.shipment.trackingNumber).toEqual(expect.any(String));
      expect((await graph.query(MY_ORDERS, {}, gus.token)).me.orders.nodes).toEqual([{ id: order.id }]);
      const stranger = await shop.registerCustomer(graph);
      expect(await shop.orderOf(graph, stranger, order.id)).toBeNull();
      await eventually('the guest’s session is over', async () => {
        const { errors } = await graph.send(
          'query ($id: ID!) { order(id: $id) { id } }',
          { id: order.id },
          guest.token,
        );
        return errors?.[0].extensions.code === 'UNAUTHENTICATED';
      });

      const lines = [{ productId: product.id, quantity: 1 }];
      const sentBack = { orderId: order.id, lines, reason: 'too bright', idempotencyKey: randomUUID() };
      const { returnItems } = await graph.query(RETURN, { input: sentBack }, gus.token);
      const amount = { amount: '17.99', currency: 'EUR' };
      expect(returnItems).toEqual({ return: { amount } });
      const refund = { status: 'REFUNDED', amount };
      const refunded = await eventually('the money is back', async () => {
        const now = (await graph.query(GIVEN_BACK, { id: order.id }, gus.token)).order;
        return now.paymentStatus === 'PARTIALLY_REFUNDED' ? now : undefined;
      });
      expect(refunded).toMatchObject({ refunds: [refund], payments: [{ refunds: [refund] }] });
      const journal = await journalOf(running(), order.id);
      expect(journal.map(({ type }) => type)).toEqual(['authorized', 'captured', 'refunded']);
      await eventually('the piece is on the shelf', async () => (await shop.availableOf(graph, product.id)) === 3);
    });

    it('who signs in finds what was in the cart beside what the account’s had', async () => {
      const [lamp, shade] = [
        await shop.createProduct(graph, admin, { stock: 5 }),
        await shop.createProduct(graph, admin, { stock: 5 }),
      ];
      const ada = await shop.registerCustomer(graph);
      await put(ada, lamp.id, 1);
      const guest = await startGuest();
      await put(guest, lamp.id, 2);
      await put(guest, shade.id, 1);
      const input = { email: ada.email, password: PASSWORD, guestRefreshToken: guest.refreshToken };
      const signedIn = accountOf((await graph.query(LOG_IN, { input })).login, ada.email);
      expect(signedIn.id).toBe(ada.id);
      const cart = await eventually('the carts are one', async () => {
        const { myCart } = await graph.query(MY_CART, {}, signedIn.token);
        return myCart.items.length === 2 ? myCart : undefined;
      });
      expect(cart.items).toEqual([
        { quantity: 3, product: { id: lamp.id } },
        { quantity: 1, product: { id: shade.id } },
      ]);
    });
  });
}
