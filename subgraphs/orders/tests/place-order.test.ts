import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderPlaced } from '#contracts/orders.ts';
import { guest, type UserViewer, type Viewer } from '#platform/security/viewer.ts';
import {
  address,
  kettle,
  newCustomer,
  PLACE_ORDER,
  poster,
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

const ada = newCustomer() as UserViewer;
const oneKettle = [{ productId: kettle, quantity: 1 }];

const execute = (input: object, as: Viewer = ada) =>
  orders.execute(PLACE_ORDER, { input: { shippingAddress: address, idempotencyKey: randomUUID(), ...input } }, as);

async function place(input: object, as: Viewer = ada) {
  const { data, errors } = await execute(input, as);
  expect(errors).toBeUndefined();
  return data.placeOrder;
}

describe('placing an order', () => {
  it('takes names and prices from the catalogue, asked in its own name', async () => {
    const { __typename, order } = await place({ items: [{ productId: kettle.toUpperCase(), quantity: 3 }] });
    expect(__typename).toBe('PlaceOrderSuccess');
    expect(order).toMatchObject({ status: 'PENDING', paymentStatus: 'UNPAID' });
    expect(order.total).toEqual({ amount: '59.97', currency: 'EUR' });
    expect(orders.products.askedBy.at(-1)).toEqual({ kind: 'service', name: 'orders' });
  });

  it('puts several lines of one product together', async () => {
    const items = [...oneKettle, { productId: teapot, quantity: 1 }, { productId: kettle, quantity: 2 }];
    const { order } = await place({ items });
    const { data } = await orders.published(orderPlaced, ({ orderId }) => orderId === order.id);
    expect(data.lines.map(({ productId, quantity }) => [productId, quantity])).toEqual([
      [kettle, 3],
      [teapot, 1],
    ]);
  });

  it('keeps currencies without minor units exact', async () => {
    const { order } = await place({ items: [{ productId: poster, quantity: 2 }] });
    expect(order.total).toEqual({ amount: '2400', currency: 'JPY' });
  });

  it('names a product that does not exist', async () => {
    for (const productId of [unknownProduct, 'no-uuid', '']) {
      const answer = await place({ items: [...oneKettle, { productId, quantity: 1 }] });
      expect(answer).toMatchObject({ __typename: 'ProductNotFound', code: 'PRODUCT_NOT_FOUND', productId });
    }
  });

  it('refuses two currencies', async () => {
    const answer = await place({ items: [...oneKettle, { productId: poster, quantity: 1 }] });
    expect(answer).toMatchObject({ __typename: 'MixedCurrencies', currencies: ['EUR', 'JPY'] });
  });

  it('refuses a total that no order can have', async () => {
    const productId = randomUUID();
    const price = { amount: '999999999999999.99', currency: 'EUR' };
    orders.products.products.set(productId, { id: productId, name: 'Palace', price });
    const answer = await place({ items: [{ productId, quantity: 999 }] });
    expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'items' }] });
  });

  it('is for signed-in customers', async () => {
    const { errors } = await execute({ items: oneKettle }, guest);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });
});

describe('input that cannot be', () => {
  const lines = (count: number) => Array.from({ length: count }, () => ({ productId: randomUUID(), quantity: 1 }));
  const without = (field: keyof typeof address) => ({ ...address, [field]: ' ' });

  it.each<[string, object, string]>([
    ['a quantity of 0', { items: [{ productId: kettle, quantity: 0 }] }, 'items.0.quantity'],
    ['a quantity below 0', { items: [{ productId: kettle, quantity: -1 }] }, 'items.0.quantity'],
    ['a huge quantity', { items: [{ productId: kettle, quantity: 1_000_000_000 }] }, 'items.0.quantity'],
    [
      'two lines that are too much together',
      { items: [{ productId: kettle, quantity: 999 }, ...oneKettle] },
      'items.1.quantity',
    ],
    ['no items', { items: [] }, 'items'],
    ['101 items', { items: lines(101) }, 'items'],
    ['neither items nor a cart', {}, 'items'],
    ['both items and a cart', { items: oneKettle, cartId: randomUUID() }, 'items'],
    ['no name', { items: oneKettle, shippingAddress: without('name') }, 'shippingAddress.name'],
    ['no street', { items: oneKettle, shippingAddress: without('street') }, 'shippingAddress.street'],
    ['no city', { items: oneKettle, shippingAddress: without('city') }, 'shippingAddress.city'],
    ['no postal code', { items: oneKettle, shippingAddress: without('postalCode') }, 'shippingAddress.postalCode'],
    [
      'a country by its name',
      { items: oneKettle, shippingAddress: { ...address, country: 'Germany' } },
      'shippingAddress.country',
    ],
    ['an empty key', { items: oneKettle, idempotencyKey: '' }, 'idempotencyKey'],
    ['a key without end', { items: oneKettle, idempotencyKey: 'k'.repeat(201) }, 'idempotencyKey'],
  ])('%s', async (_, input, path) => {
    const answer = await place(input);
    expect(answer).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' });
    expect(answer.fields.map((field: { path: string }) => field.path)).toEqual([path]);
  });

  it('an address without a required field is no operation at all', async () => {
    const { city: _, ...shippingAddress } = address;
    const { errors, data } = await execute({ items: oneKettle, shippingAddress });
    expect(data?.placeOrder).toBeUndefined();
    expect(errors?.[0].message).toContain('city');
  });
});

describe('the same call again', () => {
  const countOrders = async (customerId: string) => {
    const text = 'SELECT 1 FROM orders WHERE customer_id = $1';
    return (await orders.database.query({ text, values: [customerId] })).rowCount;
  };

  it('gives the first order, even when the catalogue is away', async () => {
    const eve = newCustomer() as UserViewer;
    const input = { items: oneKettle, idempotencyKey: 'once' };
    const first = await place(input, eve);
    orders.products.broken = true;
    const second = await place(input, eve);
    orders.products.broken = false;
    expect(second).toEqual(first);
    expect(await countOrders(eve.id)).toBe(1);
  });

  it('gives the first failure', async () => {
    const productId = randomUUID();
    const input = { items: [{ productId, quantity: 1 }], idempotencyKey: 'failure' };
    const first = await place(input);
    const price = { amount: '1.00', currency: 'EUR' };
    orders.products.products.set(productId, { id: productId, name: 'New', price });
    expect(first.__typename).toBe('ProductNotFound');
    expect(await place(input)).toEqual(first);
    expect((await place({ ...input, idempotencyKey: 'another' })).__typename).toBe('PlaceOrderSuccess');
  });

  it('with another input is refused', async () => {
    await place({ items: oneKettle, idempotencyKey: 'reused' });
    const again = await place({ items: [{ productId: kettle, quantity: 2 }], idempotencyKey: 'reused' });
    expect(again).toMatchObject({ __typename: 'IdempotencyKeyReused', code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('of another customer is another call', async () => {
    const first = await place({ items: oneKettle, idempotencyKey: 'shared' });
    const second = await place({ items: oneKettle, idempotencyKey: 'shared' }, newCustomer());
    expect(second.__typename).toBe('PlaceOrderSuccess');
    expect(second.order.id).not.toBe(first.order.id);
  });

  it('while the first one is under way is told so', async () => {
    const answer = await orders.database.transaction(async (tx) => {
      const text = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
      await tx.query({ text, values: [`placeOrder:${ada.id}\nunder way`] });
      return place({ items: oneKettle, idempotencyKey: 'under way' });
    });
    expect(answer).toMatchObject({ __typename: 'InProgress', code: 'IN_PROGRESS' });
  });

  it('twenty times at once makes one order', async () => {
    const eve = newCustomer() as UserViewer;
    const calls = Array.from({ length: 20 }, () => place({ items: oneKettle, idempotencyKey: 'at once' }, eve));
    const answers = await Promise.all(calls);
    const ids = new Set(answers.flatMap(({ order }) => (order === undefined ? [] : [order.id])));
    expect(ids.size).toBe(1);
    expect(await countOrders(eve.id)).toBe(1);
  });
});

describe('while the catalogue', () => {
  const unavailable = {
    message: 'The products service is not available.',
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
  };

  it('fails, no order is placed and the key stays free', async () => {
    const input = { items: oneKettle, idempotencyKey: 'free' };
    orders.products.broken = true;
    const { errors } = await execute(input);
    orders.products.broken = false;
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject(unavailable);
    expect((await place(input)).__typename).toBe('PlaceOrderSuccess');
  });

  it('does not believe us, neither', async () => {
    const { secret } = orders.products;
    orders.products.secret = 'another-secret';
    const { errors } = await execute({ items: oneKettle });
    orders.products.secret = secret;
    expect(errors?.[0]).toMatchObject(unavailable);
  });
});
