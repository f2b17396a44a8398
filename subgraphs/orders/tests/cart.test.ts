import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { cartsOf, item } from './carts.ts';
import {
  address,
  kettle,
  newCustomer,
  PLACE_ORDER,
  type RunningOrders,
  startOrders,
  teapot,
  unknownProduct,
} from './running-orders.ts';

let orders: RunningOrders;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(async () => orders[Symbol.asyncDispose]());

type Carts = ReturnType<typeof cartsOf>;
const add: Carts['add'] = (input, as) => cartsOf(orders).add(input, as);
const update: Carts['update'] = (input, as) => cartsOf(orders).update(input, as);
const read: Carts['read'] = (id, as) => cartsOf(orders).read(id, as);
const order = async (cartId: string, as: Viewer) => {
  const input = { cartId, shippingAddress: address, idempotencyKey: randomUUID() };
  return (await orders.query(PLACE_ORDER, { input }, as)).placeOrder;
};
const newCart = async (as: Viewer = guest): Promise<string> =>
  (await add({ productId: kettle, quantity: 1 }, as)).cart.id;

describe('a cart', () => {
  it('of a guest is made with the first product, and is the guest’s who knows its id', async () => {
    const { __typename, cart } = await add({ productId: kettle, quantity: 2 });
    expect(__typename).toBe('AddToCartSuccess');
    expect(cart.items).toEqual([item(kettle, 2)]);
    await add({ cartId: cart.id, productId: teapot, quantity: 1 });
    await add({ cartId: cart.id.toUpperCase(), productId: kettle, quantity: 3 });
    expect((await read(cart.id)).items).toEqual([item(kettle, 5), item(teapot, 1)]);
  });

  it('of a customer is that customer’s only', async () => {
    const [ada, eve] = [newCustomer(), newCustomer()];
    const cartId = await newCart(ada);
    for (const stranger of [eve, guest]) {
      expect(await read(cartId, stranger)).toBeNull();
      const more = { cartId, productId: kettle, quantity: 1 };
      expect(await add(more, stranger)).toEqual({ __typename: 'CartNotFound', code: 'CART_NOT_FOUND' });
      expect((await update(more, stranger)).__typename).toBe('CartNotFound');
    }
    expect((await order(cartId, eve)).__typename).toBe('CartNotFound');
    expect((await read(cartId, ada)).items).toEqual([item(kettle, 1)]);
  });

  it('of a guest becomes the customer’s who uses it', async () => {
    const cartId = await newCart();
    const ada = newCustomer();
    await add({ cartId, productId: teapot, quantity: 1 }, ada);
    expect(await read(cartId)).toBeNull();
    expect((await read(cartId, ada)).items).toHaveLength(2);
  });

  it('does not hold what the catalogue does not know', async () => {
    for (const productId of [unknownProduct, 'no-uuid']) {
      expect(await add({ productId, quantity: 1 })).toMatchObject({ __typename: 'ProductNotFound', productId });
    }
  });

  it.each(['no-uuid', '', randomUUID()])('is not found by the id %j', async (cartId) => {
    expect(await read(cartId)).toBeNull();
    expect((await add({ cartId, productId: kettle, quantity: 1 })).__typename).toBe('CartNotFound');
    expect((await update({ cartId, productId: kettle, quantity: 1 })).__typename).toBe('CartNotFound');
  });

  it.each([0, -1, 1000, 1_000_000_000])('does not take %d of a product', async (quantity) => {
    expect(await add({ productId: kettle, quantity })).toMatchObject({ fields: [{ path: 'quantity' }] });
  });

  it('holds at most 999 of a product', async () => {
    const { cart } = await add({ productId: kettle, quantity: 998 });
    expect((await add({ cartId: cart.id, productId: kettle, quantity: 1 })).__typename).toBe('AddToCartSuccess');
    const more = await add({ cartId: cart.id, productId: kettle, quantity: 1 });
    expect(more).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'quantity' }] });
    expect((await read(cart.id)).items).toEqual([item(kettle, 999)]);
  });

  it('holds at most 100 products', async () => {
    const cartId = await newCart();
    const text = `INSERT INTO cart_items SELECT $1, gen_random_uuid(), 1, now() FROM generate_series(1, 99)`;
    await orders.database.query({ text, values: [cartId] });
    const more = await add({ cartId, productId: teapot, quantity: 1 });
    expect(more).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'productId' }] });
    expect((await add({ cartId, productId: kettle, quantity: 1 })).cart.items).toHaveLength(100);
  });

  it('loses no change when a hundred come at once', async () => {
    const cartId = await newCart();
    const adding = Array.from({ length: 100 }, (_, index) =>
      add({ cartId, productId: index % 2 === 0 ? kettle : teapot, quantity: 1 + (index % 3) }),
    );
    const versions = (await Promise.all(adding)).map(({ cart }) => cart.version);
    const sum = (parity: number) =>
      Array.from({ length: 100 }, (_, index) => (index % 2 === parity ? 1 + (index % 3) : 0)).reduce((a, b) => a + b);
    const { items, version } = await read(cartId);
    expect(items).toEqual([item(kettle, 1 + sum(0)), item(teapot, sum(1))]);
    expect(version).toBe(101);
    expect(new Set(versions).size).toBe(100);
  });
});

describe('an item of a cart', () => {
  it('is set, and taken out by 0', async () => {
    const cartId = await newCart();
    expect((await update({ cartId, productId: kettle, quantity: 7 })).cart.items).toEqual([item(kettle, 7)]);
    expect((await update({ cartId, productId: kettle, quantity: 0 })).cart.items).toEqual([]);
    expect((await update({ cartId, productId: kettle, quantity: 0 })).cart.items).toEqual([]);
  });

  it('that is not there cannot be set', async () => {
    const cartId = await newCart();
    for (const productId of [teapot, 'no-uuid']) {
      const answer = await update({ cartId, productId, quantity: 1 });
      expect(answer).toMatchObject({ __typename: 'ProductNotFound', productId });
    }
  });

  it.each([-1, 1000])('cannot be set to %d', async (quantity) => {
    const cartId = await newCart();
    expect(await update({ cartId, productId: kettle, quantity })).toMatchObject({ fields: [{ path: 'quantity' }] });
  });
});

describe('the version of a cart', () => {
  it('grows with every change', async () => {
    const { cart } = await add({ productId: kettle, quantity: 1 });
    expect(cart.version).toBe(1);
    const { id: cartId } = cart;
    const carts = cartsOf(orders);
    const changes = [
      await carts.update({ cartId, productId: kettle, quantity: 2 }),
      await carts.remove({ cartId, productId: kettle }),
      await carts.clear({ cartId }),
      await carts.removeCoupon({ cartId }),
    ];
    expect(changes.map((change) => change.cart.version)).toEqual([2, 3, 4, 5]);
  });

  it('that is not the expected one answers with the cart as it is, and changes nothing', async () => {
    const { cart } = await add({ productId: kettle, quantity: 1 });
    const target = { cartId: cart.id, expectedVersion: cart.version };
    await add({ ...target, productId: teapot, quantity: 1 });
    const carts = cartsOf(orders);
    const now = { ...cart, version: 2, items: [item(kettle, 1), item(teapot, 1)] };
    const late = [
      await carts.add({ ...target, productId: kettle, quantity: 1 }),
      await carts.update({ ...target, productId: kettle, quantity: 5 }),
      await carts.remove({ ...target, productId: kettle }),
      await carts.clear(target),
      await carts.applyCoupon({ ...target, code: 'ANY' }),
      await carts.removeCoupon(target),
    ];
    for (const answer of late) expect(answer).toEqual({ __typename: 'Conflict', code: 'CONFLICT', cart: now });
    expect(await read(cart.id)).toEqual(now);
  });

  it('is expected by one of several at once', async () => {
    const cartId = await newCart();
    const changes = Array.from({ length: 10 }, () =>
      add({ cartId, productId: kettle, quantity: 1, expectedVersion: 1 }),
    );
    const made = (await Promise.all(changes)).filter(({ __typename }) => __typename === 'AddToCartSuccess');
    expect(made).toHaveLength(1);
    expect((await read(cartId)).items).toEqual([item(kettle, 2)]);
  });

  it('of a cart that is not there yet is 0', async () => {
    const ada = newCustomer();
    const first = { productId: kettle, quantity: 1 };
    expect(await add({ ...first, expectedVersion: 1 }, ada)).toMatchObject({ __typename: 'CartNotFound' });
    expect(await cartsOf(orders).mine(ada)).toBeNull();
    expect((await add({ ...first, expectedVersion: 0 }, ada)).cart.version).toBe(1);
  });
});

describe('ordering a cart', () => {
  it('empties it', async () => {
    const ada = newCustomer();
    const cartId = await newCart(ada);
    await add({ cartId, productId: teapot, quantity: 2 }, ada);
    const { order: placed } = await order(cartId, ada);
    expect(placed.total).toEqual({ amount: '29.99', currency: 'EUR' });
    expect((await read(cartId, ada)).items).toEqual([]);
    expect(await order(cartId, ada)).toMatchObject({ __typename: 'EmptyCart', code: 'EMPTY_CART' });
  });

  it('that holds what has gone from the catalogue leaves it as it was', async () => {
    const ada = newCustomer();
    const gone = randomUUID();
    const price = { amount: '1.00', currency: 'EUR' };
    orders.products.products.set(gone, { id: gone, name: 'Gone', price });
    const cartId = await newCart(ada);
    await add({ cartId, productId: gone, quantity: 1 }, ada);
    orders.products.products.delete(gone);
    expect(await order(cartId, ada)).toMatchObject({ __typename: 'ProductNotFound', productId: gone });
    expect((await read(cartId, ada)).items).toHaveLength(2);
  });

  it('twice at once orders it once', async () => {
    const ada = newCustomer();
    const cartId = await newCart(ada);
    const answers = await Promise.all([order(cartId, ada), order(cartId, ada)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['EmptyCart', 'PlaceOrderSuccess']);
  });
});
