import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import type { Data, GraphClient } from './graph-client.ts';
import type { RunningGraph } from './running-graph.ts';
import * as shop from './shop.ts';

const ERROR = '__typename ... on UserError { code message } ... on InvalidInput { fields { path message } }';

/** Whatever comes in wrong gets a typed error that names the place, and changes nothing. */
export function describeBadInput(running: () => RunningGraph): void {
  let graph: GraphClient;
  let admin: shop.Account;
  let customer: shop.Account;
  let product: { id: string; slug: string };

  beforeAll(async () => {
    graph = running().client;
    admin = await shop.logIn(graph, shop.ADMIN.email, shop.ADMIN.password);
    customer = await shop.registerCustomer(graph);
    product = await shop.createProduct(graph, admin, { stock: 5 });
  });

  const ordersOfCustomer = async () =>
    (await graph.query('{ me { orders { nodes { id } } } }', {}, customer.token)).me.orders.nodes.length;

  async function register(input: object): Promise<Data> {
    const document = `mutation ($input: RegisterInput!) { register(input: $input) { ${ERROR} } }`;
    return (await graph.query(document, { input })).register;
  }

  async function login(input: object): Promise<Data> {
    const document = `mutation ($input: LoginInput!) { login(input: $input) { ${ERROR} } }`;
    return (await graph.query(document, { input })).login;
  }

  describe('bad input to placeOrder', () => {
    it.each([0, -1, 1_000_000_000])('quantity %d', async (quantity) => {
      const result = await shop.place(graph, customer, { items: [{ productId: product.id, quantity }] });
      expect(result).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'items.0.quantity' }] });
    });

    it.each([2 ** 31, 1.5])('quantity %d, which is no Int', async (quantity) => {
      const input = {
        items: [{ productId: product.id, quantity }],
        shippingAddress: shop.addressIn('1010'),
        idempotencyKey: randomUUID(),
      };
      const document = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }';
      const { data, errors } = await graph.send(document, { input }, customer.token);
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([
        { message: expect.stringContaining('input.items[0].quantity'), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    });

    it('an unknown product', async () => {
      for (const productId of [randomUUID(), 'no-id']) {
        const result = await shop.place(graph, customer, { items: [{ productId, quantity: 1 }] });
        expect(result).toMatchObject({ __typename: 'ProductNotFound', code: 'PRODUCT_NOT_FOUND' });
      }
    });

    it('mixed currencies', async () => {
      const dollars = await shop.createProduct(graph, admin, { stock: 5, price: { amount: '5', currency: 'USD' } });
      const items = [product, dollars].map(({ id }) => ({ productId: id, quantity: 1 }));
      expect(await shop.place(graph, customer, { items })).toMatchObject({ code: 'MIXED_CURRENCIES' });
    });

    it('an empty cart, an unknown cart, no items', async () => {
      const cart = await graph.query(
        `mutation ($input: AddToCartInput!) { addToCart(input: $input) { ... on AddToCartSuccess { cart { id } } } }`,
        { input: { productId: product.id, quantity: 1 } },
        customer.token,
      );
      const cartId = cart.addToCart.cart.id;
      await graph.query(
        `mutation ($input: UpdateCartItemInput!) { updateCartItem(input: $input) { __typename } }`,
        { input: { cartId, productId: product.id, quantity: 0 } },
        customer.token,
      );
      expect(await shop.place(graph, customer, { cartId })).toMatchObject({ code: 'EMPTY_CART' });
      expect(await shop.place(graph, customer, { cartId: randomUUID() })).toMatchObject({ code: 'CART_NOT_FOUND' });
      expect(await shop.place(graph, customer, { items: [] })).toMatchObject({ code: 'INVALID_INPUT' });
      expect(await shop.place(graph, customer, {})).toMatchObject({ code: 'INVALID_INPUT' });
    });

    it('has changed nothing', async () => {
      expect(await ordersOfCustomer()).toBe(0);
      expect(await shop.availableOf(graph, product.id)).toBe(5);
    });
  });

  describe('bad input to accounts', () => {
    it('malformed e-mail and 7-character password', async () => {
      expect(await register({ email: 'no address', password: 'long enough', name: 'A' })).toMatchObject({
        code: 'INVALID_INPUT',
        fields: [{ path: 'email' }],
      });
      expect(await register({ email: 'a@agora.test', password: '7 chars', name: 'A' })).toMatchObject({
        code: 'INVALID_INPUT',
        fields: [{ path: 'password' }],
      });
    });

    it('a taken e-mail, in other letters too', async () => {
      const email = customer.email.toUpperCase();
      expect(await register({ email, password: 'long enough', name: 'A' })).toMatchObject({ code: 'EMAIL_TAKEN' });
    });

    it('a wrong password and an unknown e-mail get the same answer', async () => {
      const wrong = await login({ email: customer.email, password: 'wrong password' });
      const unknown = await login({ email: `${randomUUID()}@agora.test`, password: 'wrong password' });
      expect(wrong.code).toBe('INVALID_CREDENTIALS');
      expect(unknown).toEqual(wrong);
    });
  });

  describe('bad input to the catalogue', () => {
    const CREATE = `mutation ($input: CreateProductInput!) { createProduct(input: $input) { ${ERROR} } }`;
    const valid = () => ({
      name: 'Lamp',
      slug: `lamp-${randomUUID()}`,
      description: 'Gives light.',
      price: { amount: '1', currency: 'EUR' },
      initialStock: 1,
    });

    it('a negative price', async () => {
      const input = { ...valid(), price: { amount: '-1', currency: 'EUR' } };
      const { createProduct } = await graph.query(CREATE, { input }, admin.token);
      expect(createProduct).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'price.amount' }] });
    });

    it('a price that is no number, a currency that is none', async () => {
      for (const price of [
        { amount: 'free', currency: 'EUR' },
        { amount: '1', currency: 'EURO' },
      ]) {
        const { errors } = await graph.send(CREATE, { input: { ...valid(), price } }, admin.token);
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
      }
    });

    it('first: 1000 and a malformed cursor', async () => {
      const tooLong = await graph.send('{ products(first: 1000) { nodes { id } } }');
      expect(tooLong.errors).toMatchObject([
        { path: ['products'], extensions: { code: 'BAD_USER_INPUT', argument: 'first' } },
      ]);
      const noCursor = await graph.send('{ products(after: "no cursor") { nodes { id } } }');
      expect(noCursor.errors).toMatchObject([
        { path: ['products'], extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
      ]);
    });
  });

  describe('bad tokens', () => {
    const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = () => ({ sub: customer.id, roles: ['ADMIN'], sid: randomUUID(), iss: 'agora', aud: 'agora' });
    const soon = () => Math.floor(Date.now() / 1000) + 600;

    it.each([
      [
        'forged',
        () => new SignJWT({ ...claims(), exp: soon() }).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32)),
      ],
      ['without a signature', async () => `${base64({ alg: 'none' })}.${base64({ ...claims(), exp: soon() })}.`],
      [
        'changed',
        async () => {
          const [header, payload = '', signature] = customer.token.split('.');
          const changed = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), roles: ['ADMIN'] };
          return `${header}.${base64(changed)}.${signature}`;
        },
      ],
      ['none at all', async () => 'hello'],
    ])('%s', async (_name, make) => {
      const { status, errors } = await graph.send('{ me { id } }', {}, await make());
      expect({ status, code: errors?.[0].extensions.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    });
  });

  describe('bad requests', () => {
    const post = (body: string) =>
      fetch(`${graph.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const codeOf = async (response: Response) =>
      ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

    it('an unknown operationName', async () => {
      const response = await post(JSON.stringify({ query: 'query A { me { id } }', operationName: 'B' }));
      expect(response.status).toBe(400);
      expect(await codeOf(response)).toBe('OPERATION_RESOLUTION_FAILURE');
    });

    it('a body of 1 MB, and one that is no JSON', async () => {
      const large = await post(JSON.stringify({ query: '{ me { id } }', variables: { x: 'x'.repeat(1_000_000) } }));
      expect([large.status, await codeOf(large)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
      const broken = await post('{"query": ');
      expect([broken.status, await codeOf(broken)]).toEqual([400, 'BAD_REQUEST']);
    });

    it('a card number in any text, which is not logged either', async () => {
      const number = '4242 4242 4242 4242';
      const inVariables = await graph.send('query ($s: String) { products(search: $s) { nodes { id } } }', {
        s: `my card ${number}`,
      });
      const inDocument = await graph.send(`{ products(search: "${number}") { nodes { id } } }`);
      for (const { status, errors } of [inVariables, inDocument]) {
        expect({ status, code: errors?.[0].extensions.code }).toEqual({ status: 400, code: 'CARD_NUMBER_REFUSED' });
      }
      expect(await shop.askToPay(graph, customer, randomUUID())).toMatchObject({ code: 'PAYMENT_NOT_OPEN_YET' });
      expect(running().output()).not.toContain(number);
    });
  });
}
