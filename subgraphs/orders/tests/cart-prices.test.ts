import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { guest } from '#platform/security/viewer.ts';
import { cartsOf } from './carts.ts';
import {
  address,
  kettle,
  newCustomer,
  PLACE_ORDER,
  poster,
  type RunningOrders,
  startOrders,
  teapot,
} from './running-orders.ts';

let orders: RunningOrders;
let carts: ReturnType<typeof cartsOf>;
beforeAll(async () => {
  orders = await startOrders({
    TAX_RATES: { DE: 1_900, FR: 2_000 },
    SHIPPING_RATES: { EUR: { flatMinor: 490, freeFromMinor: 5_000 } },
  });
  carts = cartsOf(orders);
});
afterAll(async () => orders[Symbol.asyncDispose]());
afterEach(() => {
  orders.products.broken = false;
});

const MONEY = '{ amount currency }';
const PROBLEMS = `problems {
  __typename
  ... on ProductUnavailable { product { id } }
  ... on PriceChanged { product { id } was ${MONEY} now ${MONEY} }
  ... on NotEnoughStock { product { id } available }
  ... on MixedCurrencies { currencies }
  ... on UserError { code }
}`;
const TOTALS = `country subtotal ${MONEY} discount ${MONEY} shipping ${MONEY} tax ${MONEY} total ${MONEY}`;
const ITEMS = `items { product { id } quantity unitPrice ${MONEY} total ${MONEY} ${PROBLEMS} }`;

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** A guest's cart of these. */
async function cartWith(...products: [productId: string, quantity: number][]): Promise<string> {
  const [first, ...others] = products.map(([productId, quantity]) => ({ productId, quantity }));
  const cartId: string = (await carts.add({ ...first })).cart.id;
  for (const other of others) await carts.add({ cartId, ...other });
  return cartId;
}

/** A product of its own, which a test can change without another one seeing it. */
function newProduct(price = '10.00'): string {
  const id = randomUUID();
  orders.products.products.set(id, { id, name: 'Cup', price: eur(price) });
  return id;
}

const change = (id: string, more: object) => {
  const product = orders.products.products.get(id);
  if (product !== undefined) orders.products.products.set(id, { ...product, ...more });
};

describe('the totals of a cart', () => {
  it('are what its order costs: goods, shipping, and the country’s tax on the goods', async () => {
    const ada = newCustomer();
    const cartId = await cartWith([kettle, 2], [teapot, 1]);
    const { totals } = await carts.read(cartId, guest, `totals { ${TOTALS} }`);
    // 19 % of 39.98 and of 5.00: 7.60 and 0.95.
    const expected = { subtotal: '44.98', discount: '0.00', shipping: '4.90', tax: '8.55', total: '58.43' };
    const inEur = Object.fromEntries(Object.entries(expected).map(([name, amount]) => [name, eur(amount)]));
    expect(totals).toEqual({ country: 'DE', ...inEur });
    const input = { cartId, shippingAddress: address, idempotencyKey: randomUUID(), expectedTotal: totals.total };
    const { placeOrder } = await orders.query(PLACE_ORDER, { input }, ada);
    expect(placeOrder.order.total).toEqual(totals.total);
    const breakdown = `breakdown { subtotal ${MONEY} discount ${MONEY} shipping ${MONEY} tax ${MONEY} }`;
    const { order } = await orders.query(`{ order(id: "${placeOrder.order.id}") { ${breakdown} } }`, {}, ada);
    const { country: _, total: __, ...parts } = totals;
    expect(order.breakdown).toEqual(parts);
  });

  it('are those of the country that is asked for', async () => {
    const cartId = await cartWith([kettle, 3]);
    const read = (country: string) =>
      carts.read(cartId, guest, `totals(country: "${country}") { country shipping ${MONEY} tax ${MONEY} }`);
    expect((await read('fr')).totals).toEqual({ country: 'FR', shipping: eur('0.00'), tax: eur('11.99') });
    expect((await read('US')).totals).toMatchObject({ country: 'US', tax: eur('0.00') });
    const { errors } = await orders.execute(`{ cart(id: "${cartId}") { totals(country: "France") { country } } }`);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'country' } });
  });

  it('are not there for nothing', async () => {
    const cartId = await cartWith([kettle, 1]);
    await carts.clear({ cartId });
    const read = await carts.read(cartId, guest, `totals { ${TOTALS} } ${PROBLEMS}`);
    expect(read).toEqual({ totals: null, problems: [] });
  });
});

describe('a cart that is read', () => {
  it('has present prices, and no problem', async () => {
    const cartId = await cartWith([kettle, 2]);
    const shown = { product: { id: kettle }, quantity: 2, unitPrice: eur('19.99'), total: eur('39.98'), problems: [] };
    expect(await carts.read(cartId, guest, `${ITEMS} ${PROBLEMS}`)).toEqual({ items: [shown], problems: [] });
  });

  it('tells of another price than when it was last put in', async () => {
    const cup = newProduct();
    const cartId = await cartWith([cup, 1]);
    change(cup, { price: eur('12.50') });
    const changed = { __typename: 'PriceChanged', code: 'PRICE_CHANGED', product: { id: cup } };
    const problem = { ...changed, was: eur('10.00'), now: eur('12.50') };
    const read = await carts.read(cartId, guest, `${ITEMS} ${PROBLEMS}`);
    expect(read).toMatchObject({ items: [{ unitPrice: eur('12.50'), problems: [problem] }], problems: [problem] });
    await carts.add({ cartId, productId: cup, quantity: 1 });
    expect((await carts.read(cartId, guest, PROBLEMS)).problems).toEqual([]);
  });

  it('tells of what is not there in this number', async () => {
    const cup = newProduct();
    const cartId = await cartWith([cup, 3]);
    change(cup, { available: 2 });
    const problem = { __typename: 'NotEnoughStock', code: 'NOT_ENOUGH_STOCK', product: { id: cup }, available: 2 };
    expect((await carts.read(cartId, guest, PROBLEMS)).problems).toEqual([problem]);
    await carts.update({ cartId, productId: cup, quantity: 2 });
    expect((await carts.read(cartId, guest, PROBLEMS)).problems).toEqual([]);
  });

  it('tells of what can no longer be ordered, which is in no total', async () => {
    const cup = newProduct();
    const cartId = await cartWith([cup, 1], [teapot, 1]);
    orders.products.products.delete(cup);
    const read = await carts.read(cartId, guest, `${ITEMS} ${PROBLEMS} totals { subtotal ${MONEY} }`);
    const problem = { __typename: 'ProductUnavailable', code: 'PRODUCT_UNAVAILABLE', product: { id: cup } };
    expect(read.problems).toEqual([problem]);
    expect(read.items).toMatchObject([{ unitPrice: null, total: null, problems: [problem] }, { problems: [] }]);
    expect(read.totals).toEqual({ subtotal: eur('5.00') });
  });

  it('tells of currencies that cannot be paid together', async () => {
    const cartId = await cartWith([kettle, 1], [poster, 1]);
    const read = await carts.read(cartId, guest, `${PROBLEMS} totals { ${TOTALS} }`);
    const problem = { __typename: 'MixedCurrencies', code: 'MIXED_CURRENCIES', currencies: ['EUR', 'JPY'] };
    expect(read).toEqual({ problems: [problem], totals: null });
  });

  it('while the catalogue is away costs the prices, not the cart', async () => {
    const cartId = await cartWith([kettle, 2]);
    orders.products.broken = true;
    const read = await carts.read(cartId, guest, `version ${ITEMS} ${PROBLEMS} totals { ${TOTALS} }`);
    expect(read).toEqual({
      version: 1,
      items: [{ product: { id: kettle }, quantity: 2, unitPrice: null, total: null, problems: [] }],
      problems: [{ __typename: 'PricesUnavailable', code: 'PRICES_UNAVAILABLE' }],
      totals: null,
    });
  });

  it('asks the catalogue once for all carts of an operation, and not at all for their items', async () => {
    const ids = [await cartWith([kettle, 1], [teapot, 2]), await cartWith([teapot, 1]), await cartWith([poster, 1])];
    const read = (fields: string) =>
      orders.query(`{ ${ids.map((id, index) => `cart${index}: cart(id: "${id}") { ${fields} }`).join(' ')} }`);
    const asked = orders.products.askedBy.length;
    await read('id version items { product { id } quantity }');
    expect(orders.products.askedBy).toHaveLength(asked);
    await read(`${ITEMS} ${PROBLEMS} totals { ${TOTALS} }`);
    expect(orders.products.askedBy).toHaveLength(asked + 1);
  });

  it('shows each change of an operation as it was made', async () => {
    const cartId = await cartWith([kettle, 1]);
    const add = `addToCart(input: { cartId: "${cartId}", productId: "${kettle}", quantity: 1 }) {
      ... on AddToCartSuccess { cart { version items { quantity } totals { subtotal ${MONEY} } } }
    }`;
    const { first, second } = await orders.query(`mutation { first: ${add} second: ${add} }`);
    const shown = (version: number, subtotal: string) => ({
      cart: { version, items: [{ quantity: version }], totals: { subtotal: eur(subtotal) } },
    });
    expect([first, second]).toEqual([shown(2, '39.98'), shown(3, '59.97')]);
  });
});
