import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guestAdopted } from '#contracts/users.ts';
import { guest, type UserViewer, type Viewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import type { CartItem } from '../cart/cart-items.ts';
import { mergeItems } from '../cart/merge-items.ts';
import { cartsOf, item } from './carts.ts';
import { kettle, newCustomer, type RunningOrders, startOrders, teapot } from './running-orders.ts';

let orders: RunningOrders;
let carts: ReturnType<typeof cartsOf>;
beforeAll(async () => {
  orders = await startOrders();
  carts = cartsOf(orders);
});
afterAll(async () => orders[Symbol.asyncDispose]());

const newGuestSession = (): UserViewer => ({ ...(newCustomer() as UserViewer), roles: [] });
const kettles = (quantity: number) => ({ productId: kettle, quantity });
const teapots = (quantity: number) => ({ productId: teapot, quantity });
const newCart = async (put: object, as: Viewer = guest): Promise<string> => (await carts.add(put, as)).cart.id;

/** Has users say that a guest is this user from now on. */
const adopt = (guestId: string, userId: string) =>
  orders.send(guestAdopted, { aggregateId: userId, data: { guestId, userId } });

describe('my cart', () => {
  it('is made with the first product, and is the one that products go into', async () => {
    for (const viewer of [newCustomer(), newGuestSession()]) {
      expect(await carts.mine(viewer)).toBeNull();
      const { cart } = await carts.add(kettles(2), viewer);
      await carts.add(teapots(1), viewer);
      expect(await carts.mine(viewer)).toMatchObject({ id: cart.id, items: [item(kettle, 2), item(teapot, 1)] });
      expect(await carts.read(cart.id)).toBeNull();
    }
  });

  it('is one, when its first products come at once', async () => {
    const ada = newCustomer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => carts.add(kettles(1), ada)));
    expect(new Set(answers.map(({ cart }) => cart.id)).size).toBe(1);
    expect((await carts.mine(ada)).items).toEqual([item(kettle, 20)]);
  });

  it('is nobody’s without a session: each first product makes a new one', async () => {
    expect(await carts.mine(guest)).toBeNull();
    expect(await newCart(kettles(1))).not.toBe(await newCart(kettles(1)));
  });

  it('is the guest’s cart that the customer goes on with, if there was none', async () => {
    const [ada, eve] = [newCustomer(), newCustomer()];
    const own = await newCart(kettles(1), eve);
    for (const [viewer, isMine] of [
      [ada, true],
      [eve, false],
    ] as const) {
      const cartId = await newCart(kettles(1));
      await carts.add({ cartId, ...teapots(1) }, viewer);
      expect((await carts.mine(viewer)).id).toBe(isMine ? cartId : own);
      expect((await carts.read(cartId, viewer)).items).toHaveLength(2);
      expect(await carts.read(cartId)).toBeNull();
    }
  });
});

describe('taking things out of a cart', () => {
  it('removes a product, or everything with the coupon', async () => {
    const cartId = await newCart(kettles(3));
    await carts.add({ cartId, ...teapots(1) });
    expect((await carts.remove({ cartId, productId: kettle.toUpperCase() })).cart.items).toEqual([item(teapot, 1)]);
    expect((await carts.remove({ cartId, productId: 'no-uuid' })).cart.items).toEqual([item(teapot, 1)]);
    await orders.database.query({ text: `UPDATE carts SET coupon_code = 'ANY' WHERE id = $1`, values: [cartId] });
    expect((await carts.clear({ cartId })).cart).toMatchObject({ items: [], coupon: null });
  });

  it.each(['remove', 'clear', 'removeCoupon'] as const)('is not for strangers: %s', async (change) => {
    const cartId = await newCart(kettles(1), newCustomer());
    const input = change === 'remove' ? { cartId, productId: kettle } : { cartId };
    for (const stranger of [guest, newCustomer()]) {
      expect(await carts[change](input, stranger)).toEqual({ __typename: 'CartNotFound', code: 'CART_NOT_FOUND' });
    }
  });
});

describe('merging a guest’s cart into mine', () => {
  it('adds up, and ends the guest’s: it can be done once', async () => {
    const ada = newCustomer();
    const mine = await newCart(kettles(2), ada);
    const guestCartId = await newCart(kettles(3));
    await carts.add({ cartId: guestCartId, ...teapots(1) });
    const { cart } = await carts.merge({ guestCartId }, ada);
    expect(cart).toMatchObject({ id: mine, version: 2, items: [item(kettle, 5), item(teapot, 1)] });
    expect(await carts.read(guestCartId, ada)).toBeNull();
    expect((await carts.merge({ guestCartId }, ada)).__typename).toBe('CartNotFound');
    expect((await carts.mine(ada)).items).toEqual(cart.items);
  });

  it('makes mine where there is none', async () => {
    const ada = newCustomer();
    const { cart } = await carts.merge({ guestCartId: await newCart(kettles(1)) }, ada);
    expect(cart.items).toEqual([item(kettle, 1)]);
    expect((await carts.mine(ada)).id).toBe(cart.id);
  });

  it('twice at once adds up once', async () => {
    const ada = newCustomer();
    await newCart(kettles(1), ada);
    const guestCartId = await newCart(kettles(1));
    const answers = await Promise.all([carts.merge({ guestCartId }, ada), carts.merge({ guestCartId }, ada)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['CartNotFound', 'MergeCartsSuccess']);
    expect((await carts.mine(ada)).items).toEqual([item(kettle, 2)]);
  });

  it('while the guest goes on puts every product into one of the two', async () => {
    const ada = newCustomer();
    const guestCartId = await newCart(kettles(1));
    const adding = Array.from({ length: 20 }, () => carts.add({ cartId: guestCartId, ...kettles(1) }));
    const [merged, ...added] = await Promise.all([carts.merge({ guestCartId }, ada), ...adding]);
    const accepted = added.filter(({ __typename }) => __typename === 'AddToCartSuccess').length;
    expect(merged.__typename).toBe('MergeCartsSuccess');
    expect((await carts.mine(ada)).items).toEqual([item(kettle, 1 + accepted)]);
  });

  it('is not done to somebody else’s cart, to mine itself, or at another version', async () => {
    const [ada, eve] = [newCustomer(), newCustomer()];
    const mine = await newCart(kettles(1), ada);
    for (const guestCartId of [await newCart(kettles(1), eve), mine, randomUUID(), 'no-uuid']) {
      expect((await carts.merge({ guestCartId }, ada)).__typename).toBe('CartNotFound');
    }
    const guestCartId = await newCart(kettles(1));
    expect((await carts.merge({ guestCartId, expectedVersion: 7 }, ada)).__typename).toBe('Conflict');
    expect((await carts.read(guestCartId)).items).toEqual([item(kettle, 1)]);
  });

  it('tells what a cart cannot hold, until that product is changed', async () => {
    const ada = newCustomer();
    const cartId = await newCart(kettles(900), ada);
    const { cart } = await carts.merge({ guestCartId: await newCart(kettles(200)) }, ada);
    expect(cart.items).toEqual([item(kettle, 999)]);
    const problems = 'problems { __typename ... on QuantityCapped { product { id } leftOut } }';
    const capped = [{ __typename: 'QuantityCapped', product: { id: kettle }, leftOut: 101 }];
    expect(await carts.read(cartId, ada, `${problems} items { ${problems} }`)).toEqual({
      problems: capped,
      items: [{ problems: capped }],
    });
    await carts.update({ cartId, productId: kettle, quantity: 999 }, ada);
    expect((await carts.read(cartId, ada, problems)).problems).toEqual([]);
  });
});

describe('a guest who signs in', () => {
  it('is still told what the guest’s cart could not hold', async () => {
    const [visitor, ada] = [newGuestSession(), newCustomer() as UserViewer];
    await newCart(kettles(999), visitor);
    await carts.merge({ guestCartId: await newCart(kettles(5)) }, visitor);
    await newCart(kettles(1), ada);
    await adopt(visitor.id, ada.id);
    await eventually('the carts are merged', async () => (await carts.mine(ada)).version === 2);
    const capped = { __typename: 'QuantityCapped', product: { id: kettle }, leftOut: 6 };
    const problems = 'problems { __typename ... on QuantityCapped { product { id } leftOut } }';
    expect(await carts.mine(ada, problems)).toEqual({ problems: [capped] });
  });

  it('brings all carts along, even when it is told twice', async () => {
    const [visitor, ada] = [newGuestSession(), newCustomer() as UserViewer];
    await newCart(kettles(1), ada);
    const guestCartId = await newCart(kettles(2), visitor);
    await carts.add({ cartId: await newCart(teapots(3)), ...teapots(1) }, visitor);
    const told = await adopt(visitor.id, ada.id);
    await eventually('the carts are merged', async () => (await carts.mine(ada)).version === 3);
    await orders.sendAgain(told);
    expect((await carts.mine(ada)).items).toEqual([item(kettle, 3), item(teapot, 4)]);
    expect(await carts.read(guestCartId, ada)).toBeNull();
    expect(await carts.mine(visitor)).toBeNull();
  });

  it('and still goes on as the guest fills the user’s cart', async () => {
    const [visitor, ada] = [newGuestSession(), newCustomer() as UserViewer];
    await newCart(kettles(1), visitor);
    await adopt(visitor.id, ada.id);
    await eventually('the cart has come', async () => (await carts.mine(ada))?.version === 1);
    await carts.add(kettles(1), visitor);
    expect((await carts.mine(ada)).items).toEqual([item(kettle, 2)]);
  });
});

describe('items that are merged', () => {
  const priced = (productId: string, quantity: number, amountMinor = 100n): CartItem => ({
    productId,
    quantity,
    priceThen: { amountMinor, currency: 'EUR' },
  });
  const many = (count: number, prefix: string) => Array.from({ length: count }, (_, n) => priced(`${prefix}${n}`, 1));

  it('keep the price at which mine were put in', () => {
    expect(mergeItems([priced('a', 1, 100n)], [priced('a', 2, 200n), priced('b', 1, 300n)])).toEqual({
      changed: [priced('a', 3, 100n), priced('b', 1, 300n)],
      leftOut: [],
    });
  });

  it('are 100 products at most: what is held already still adds up', () => {
    const { changed, leftOut } = mergeItems(many(99, 'mine'), [...many(2, 'theirs'), priced('mine0', 5)]);
    expect(changed.map(({ productId, quantity }) => [productId, quantity])).toEqual([
      ['theirs0', 1],
      ['mine0', 6],
    ]);
    expect(leftOut).toEqual([{ productId: 'theirs1', leftOut: 1 }]);
  });
});
