import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphClient } from './graph-client.ts';
import type { RunningGraph } from './running-graph.ts';
import * as shop from './shop.ts';

/** Who may what, seen from outside. */
export function describeAccess(running: () => RunningGraph): void {
  let graph: GraphClient;
  let admin: shop.Account;
  let customer: shop.Account;
  let stranger: shop.Account;

  beforeAll(async () => {
    graph = running().client;
    admin = await shop.logIn(graph, shop.ADMIN.email, shop.ADMIN.password);
    [customer, stranger] = await Promise.all([shop.registerCustomer(graph), shop.registerCustomer(graph)]);
  });

  describe('access', () => {
    it('shows a guest the catalogue and nobody’s orders', async () => {
      const { data, errors } = await graph.send(
        '{ me { id } products(first: 1) { nodes { name } } order(id: "1") { id } }',
      );
      expect(data).toMatchObject({ me: null, products: { nodes: [{ name: expect.any(String) }] }, order: null });
      expect(errors).toMatchObject([{ path: ['order'], extensions: { code: 'UNAUTHENTICATED' } }]);
    });

    it("answers somebody else's order like a missing one", async () => {
      const product = await shop.createProduct(graph, admin, { stock: 5 });
      const { order } = await shop.place(graph, customer, { items: [{ productId: product.id, quantity: 1 }] });
      expect(await shop.orderOf(graph, stranger, order.id)).toBeNull();
      expect(await shop.cancel(graph, stranger, order.id)).toMatchObject({ code: 'ORDER_NOT_FOUND' });
      expect(await shop.askToPay(graph, stranger, order.id)).toMatchObject({ code: 'PAYMENT_NOT_OPEN_YET' });
      expect((await shop.orderOf(graph, admin, order.id)).id).toBe(order.id);
      const watch = await graph.watch(shop.WATCH_ORDER, { id: order.id }, stranger.token);
      expect(await watch.ended).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
      await watch.stop();
    });

    it('refuses a mutation with one denied field before any of it runs', async () => {
      const input = {
        name: 'X',
        slug: `x-${customer.id}`,
        description: 'X',
        price: { amount: '1', currency: 'EUR' },
        initialStock: 1,
      };
      const document = `mutation ($input: CreateProductInput!) {
        updateProfile(input: { name: "Changed" }) { __typename }
        createProduct(input: $input) { __typename }
      }`;
      const { data, errors } = await graph.send(document, { input }, customer.token);
      expect(data ?? null).toBeNull();
      expect(errors).toMatchObject([{ path: ['createProduct'], extensions: { code: 'FORBIDDEN' } }]);
      expect((await graph.query('{ me { name } }', {}, customer.token)).me.name).toBe('Ada Lovelace');
    });

    it('hides e-mail addresses from everybody but their owner and staff', async () => {
      const product = await shop.createProduct(graph, admin, { stock: 1 });
      await graph.query(
        `mutation ($input: AddReviewInput!) { addReview(input: $input) { __typename } }`,
        { input: { productId: product.id, rating: 5, body: 'Bright.' } },
        customer.token,
      );
      const reviews =
        'query ($id: ID!) { product(id: $id) { averageRating reviews { nodes { author { name email } } } } }';
      const asStranger = await graph.query(reviews, { id: product.id }, stranger.token);
      expect(asStranger.product).toEqual({
        averageRating: 5,
        reviews: { nodes: [{ author: { name: 'Ada Lovelace', email: null } }] },
      });
      const asOwner = await graph.query(reviews, { id: product.id }, customer.token);
      expect(asOwner.product.reviews.nodes[0].author.email).toBe(customer.email);
    });

    it('ends with the session', async () => {
      const account = await shop.registerCustomer(graph);
      await graph.query('mutation { logout { ... on LogoutSuccess { ended } } }', {}, account.token);
      const refresh = `mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { ... on UserError { code } } }`;
      const { refreshSession } = await graph.query(refresh, { t: account.refreshToken });
      expect(refreshSession.code).toBe('INVALID_REFRESH_TOKEN');
    });

    it('is not to be had from a subgraph directly', async () => {
      const port = Number(new URL(graph.url).port) + 1;
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-agora-identity': 'e30' },
        body: JSON.stringify({ query: '{ me { id } }' }),
      });
      expect(response.status).toBe(401);
    });
  });
}
