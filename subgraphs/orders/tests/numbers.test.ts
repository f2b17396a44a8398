import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPayment } from '#contracts/payments.ts';
import type { UserViewer } from '#platform/security/viewer.ts';
import { type Data, staffMember } from '#platform/testkit/test-subgraph.ts';
import { complete } from './complete-order.ts';
import {
  address,
  kettle,
  newCustomer,
  PLACE_ORDER,
  type RunningOrders,
  startOrders,
  teapot,
} from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(async () => orders[Symbol.asyncDispose]());

const ada = newCustomer() as UserViewer;
const staff = staffMember(randomUUID());

const mutationOf = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) {
    __typename ... on UserError { code } ... on InvalidInput { fields { path } }
  } }`;

/** Every mutation that takes a whole number: its operation, its input with this number, and the field that it is in. */
const MUTATIONS = [
  {
    name: 'addToCart',
    operation: mutationOf('addToCart', 'AddToCartInput'),
    inputOf: (cartId: string, quantity: unknown) => ({ cartId, productId: teapot, quantity }),
    path: 'quantity',
  },
  {
    name: 'updateCartItem',
    operation: mutationOf('updateCartItem', 'UpdateCartItemInput'),
    inputOf: (cartId: string, quantity: unknown) => ({ cartId, productId: kettle, quantity }),
    path: 'quantity',
  },
  {
    name: 'placeOrder',
    operation: mutationOf('placeOrder', 'PlaceOrderInput'),
    inputOf: (_cartId: string, quantity: unknown) => ({
      items: [
        { productId: kettle, quantity: 1 },
        { productId: teapot, quantity },
      ],
      shippingAddress: address,
      idempotencyKey: randomUUID(),
    }),
    path: 'items.1.quantity',
  },
  {
    name: 'returnItems',
    operation: mutationOf('returnItems', 'ReturnItemsInput'),
    inputOf: (_cartId: string, quantity: unknown) => ({
      orderId: completed,
      lines: [{ productId: kettle, quantity }],
      reason: 'r',
      idempotencyKey: randomUUID(),
    }),
    path: 'lines.0.quantity',
  },
];

/** A completed order of Ada's, and a cart that holds three kettles. */
let completed: string;
let cartId: string;
beforeAll(async () => {
  completed = await orders.place(ada);
  await complete(orders, completed, ada);
  const add =
    'mutation ($input: AddToCartInput!) { addToCart(input: $input) { ... on AddToCartSuccess { cart { id } } } }';
  cartId = (await orders.query(add, { input: { productId: kettle, quantity: 3 } }, ada)).addToCart.cart.id;
});

/** All that such a mutation could have changed. */
const standing = () =>
  orders.query(
    `query ($cartId: ID!, $orderId: ID!, $customerId: ID!) {
      cart(id: $cartId) { version items { quantity } }
      order(id: $orderId) { paymentStatus refundable { amount } returns { id } }
      _entities(representations: [{ __typename: "User", id: $customerId }]) { ... on User { orders { nodes { id } } } }
    }`,
    { cartId, orderId: completed, customerId: ada.id },
    ada,
  );

describe.each(MUTATIONS)('$name', ({ operation, inputOf, path }) => {
  it.each<[unknown]>([[2 ** 31], [-(2 ** 31) - 1], [1e300], [1.5], ['3'], [null], [true]])(
    'is no operation with %p: the error names the field, and nothing is changed',
    async (quantity) => {
      const before = await standing();
      const { data, errors } = await orders.execute(operation, { input: inputOf(cartId, quantity) }, ada);
      expect(data ?? undefined).toBeUndefined();
      expect(errors).toHaveLength(1);
      const place = `input.${path}`.replace(/\.(\d+)/g, '[$1]');
      expect(errors?.[0].message).toContain(`at "${place}"`);
      expect(await standing()).toEqual(before);
    },
  );

  it.each([2 ** 31 - 1, -(2 ** 31), -1, 1_000])('refuses %d, and nothing is changed', async (quantity) => {
    const before = await standing();
    const { [operation.match(/(\w+)\(input/)?.[1] ?? '']: answer } = await orders.query(
      operation,
      { input: inputOf(cartId, quantity) },
      ada,
    );
    expect(answer).toEqual({ __typename: 'InvalidInput', code: 'INVALID_INPUT', fields: [{ path }] });
    expect(await standing()).toEqual(before);
  });
});

it('a literal that is no whole number of 32 bits is no operation either', async () => {
  for (const quantity of ['2147483648', '1.5', '"3"']) {
    const literal = `mutation { addToCart(input: { productId: "${kettle}", quantity: ${quantity} }) { __typename } }`;
    const { errors } = await orders.execute(literal, {}, ada);
    expect(errors).toHaveLength(1);
    expect(errors?.[0].message).toContain(quantity);
  }
});

it.each(['perCustomerLimit', 'totalLimit', 'basisPoints'])(
  '%s of a promotion ends with what can be counted',
  async (field) => {
    const operation = mutationOf('createPromotion', 'CreatePromotionInput');
    const create = (value: number) =>
      orders.execute(
        operation,
        { input: { name: 'Sale', code: `C-${randomUUID()}`.slice(0, 40), basisPoints: 1, [field]: value } },
        staff,
      );
    expect((await create(2 ** 31)).errors).toMatchObject([{ message: expect.stringContaining(`at "input.${field}"`) }]);
    for (const value of [0, -1, -(2 ** 31)]) {
      expect((await create(value)).data.createPromotion).toMatchObject({ fields: [{ path: field }] });
    }
    const { createPromotion } = (await create(2 ** 31 - 1)).data;
    expect(createPromotion.__typename).toBe(field === 'basisPoints' ? 'InvalidInput' : 'CreatePromotionSuccess');
  },
);

describe('sums', () => {
  /** 2^63 - 1 minor units, PostgreSQL's highest bigint, are 889 of these. */
  const PRICE = { amount: '103749966668782.63', currency: 'EUR' };
  const MOST = '92233720368547758.07';

  function newProduct(price: { amount: string; currency: string }): string {
    const id = randomUUID();
    orders.products.products.set(id, { id, name: 'Palace', price });
    return id;
  }
  const place = async (input: object, as: UserViewer): Promise<Data> => {
    const rest = { shippingAddress: address, idempotencyKey: randomUUID() };
    return (await orders.query(PLACE_ORDER, { input: { ...input, ...rest } }, as)).placeOrder;
  };
  const countOrders = async ({ id }: UserViewer) => {
    const text = 'SELECT 1 FROM orders WHERE customer_id = $1';
    return (await orders.database.query({ text, values: [id] })).rowCount;
  };

  it('are exact up to the highest that an order can have', async () => {
    const eve = newCustomer() as UserViewer;
    const { order } = await place({ items: [{ productId: newProduct(PRICE), quantity: 889 }] }, eve);
    expect(order.total).toEqual({ amount: MOST, currency: 'EUR' });
    await complete(orders, order.id, eve);
    const opened = await orders.published(openPayment, ({ orderId }) => orderId === order.id);
    expect(opened.data.amount.amountMinor).toBe(MOST.replace('.', ''));
  });

  it.each<[string, { amount: string; currency: string }]>([
    ['a cent more', { amount: '0.01', currency: 'EUR' }],
    ['as much again', PRICE],
  ])('%s than that places no order, and leaves the cart as it is', async (_, more) => {
    const eve = newCustomer() as UserViewer;
    const items = [
      { productId: newProduct(PRICE), quantity: 889 },
      { productId: newProduct(more), quantity: more === PRICE ? 889 : 1 },
    ];
    expect(await place({ items }, eve)).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'items' }] });
    const add = `mutation ($input: AddToCartInput!) { addToCart(input: $input) { ... on AddToCartSuccess { cart { id } } } }`;
    let cart: string | undefined;
    for (const item of items) {
      cart = (await orders.query(add, { input: { ...item, cartId: cart } }, eve)).addToCart.cart.id;
    }
    const read = `query ($id: ID!) { cart(id: $id) { version items { quantity } totals { total { amount } } } }`;
    const before = await orders.query(read, { id: cart }, eve);
    const sum = BigInt(MOST.replace('.', '')) * (more === PRICE ? 2n : 1n) + (more === PRICE ? 0n : 1n);
    expect(before.cart.totals.total.amount.replace('.', '')).toBe(String(sum));
    const answer = await place({ cartId: cart }, eve);
    expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'items' }] });
    expect(await orders.query(read, { id: cart }, eve)).toEqual(before);
    expect(await countOrders(eve)).toBe(0);
  });

  it('of tax and shipping count, too', async () => {
    await using taxed = await startOrders({ TAX_RATES: { DE: 1 } });
    const productId = randomUUID();
    taxed.products.products.set(productId, { id: productId, name: 'Palace', price: PRICE });
    const input = { items: [{ productId, quantity: 889 }], shippingAddress: address, idempotencyKey: 'k' };
    const { placeOrder } = await taxed.query(PLACE_ORDER, { input }, ada);
    expect(placeOrder).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'items' }] });
  });
});
