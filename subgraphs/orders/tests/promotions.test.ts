import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderPlaced } from '#contracts/orders.ts';
import { stockReservationFailed } from '#contracts/products.ts';
import { guestAdopted } from '#contracts/users.ts';
import { guest, type UserViewer, type Viewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { type Data, staffMember } from '#platform/testkit/test-subgraph.ts';
import { cartsOf } from './carts.ts';
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
let carts: ReturnType<typeof cartsOf>;
beforeAll(async () => {
  orders = await startOrders({ TAX_RATES: { DE: 1_900 } });
  carts = cartsOf(orders);
});
afterAll(async () => orders[Symbol.asyncDispose]());

const staff = staffMember(randomUUID());
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const newCode = () => `C-${randomUUID().slice(0, 8)}`.toUpperCase();

const PROMOTION = `id name code minimum { amount currency } categoryId perCustomerLimit totalLimit endedAt uses
  discount { ... on PercentageDiscount { basisPoints } ... on FixedDiscount { amount { amount currency } } }`;
const CREATE = `mutation ($input: CreatePromotionInput!) {
  createPromotion(input: $input) {
    __typename
    ... on CreatePromotionSuccess { promotion { ${PROMOTION} } }
    ... on UserError { code }
    ... on InvalidInput { fields { path } }
  }
}`;
const END = `mutation ($input: EndPromotionInput!) {
  endPromotion(input: $input) {
    __typename ... on EndPromotionSuccess { promotion { ${PROMOTION} } } ... on UserError { code }
  }
}`;

const UPDATE = `mutation ($input: UpdatePromotionInput!) {
  updatePromotion(input: $input) {
    __typename
    ... on UpdatePromotionSuccess { promotion { ${PROMOTION} validFrom validUntil } }
    ... on UserError { code }
    ... on InvalidInput { fields { path } }
  }
}`;

const create = async (input: object): Promise<Data> =>
  (await orders.query(CREATE, { input: { name: 'Sale', ...input } }, staff)).createPromotion;
const update = async (promotionId: string, input: object): Promise<Data> =>
  (await orders.query(UPDATE, { input: { promotionId, ...input } }, staff)).updatePromotion;
const end = async (promotionId: string): Promise<Data> =>
  (await orders.query(END, { input: { promotionId } }, staff)).endPromotion;

/** A promotion with a code of its own: a tenth off, unless it is said otherwise. */
async function coupon(more: object = { basisPoints: 1_000 }): Promise<{ id: string; code: string }> {
  const { promotion } = await create({ code: newCode(), ...more });
  return promotion;
}

async function place(input: object, as: Viewer = newCustomer()): Promise<Data> {
  const key = { shippingAddress: address, idempotencyKey: randomUUID() };
  return (await orders.query(PLACE_ORDER, { input: { ...key, ...input } }, as)).placeOrder;
}

const teapots = (quantity: number) => [{ productId: teapot, quantity }];
/** An order of a teapot, which costs 5.00 and 0.95 of tax. */
const placeTeapot = (couponCode: string, as?: Viewer) => place({ items: teapots(1), couponCode }, as);

const countOrders = async (customers: readonly UserViewer[]) => {
  const text = 'SELECT 1 FROM orders WHERE customer_id = ANY($1)';
  return (await orders.database.query({ text, values: [customers.map(({ id }) => id)] })).rowCount;
};

/** Until something waits for a row that is held. */
const somebodyWaits = () =>
  eventually('somebody waits for a lock', async () => {
    const text = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    return (await orders.database.query({ text })).rowCount === 1;
  });

const usesOf = async (id: string): Promise<number> => {
  const { promotions } = await orders.query(`{ promotions(first: 100) { nodes { id uses } } }`, {}, staff);
  return promotions.nodes.find((promotion: Data) => promotion.id === id).uses;
};

describe('staff', () => {
  it('makes promotions, and reads them a page at a time, the newest first', async () => {
    const code = newCode();
    const made = await create({
      code: code.toLowerCase(),
      basisPoints: 1_500,
      minimum: eur('50'),
      categoryId: randomUUID(),
      totalLimit: 3,
    });
    expect(made.promotion).toMatchObject({ code, discount: { basisPoints: 1_500 }, minimum: eur('50.00'), uses: 0 });
    const { promotion: fixed } = await create({ code: newCode(), amount: eur('5'), perCustomerLimit: 1 });
    expect(fixed.discount).toEqual({ amount: eur('5.00') });
    const page = `query ($after: String) {
      promotions(first: 1, after: $after) { nodes { ${PROMOTION} } pageInfo { hasNextPage endCursor } }
    }`;
    const first = (await orders.query(page, {}, staff)).promotions;
    expect(first.nodes).toEqual([fixed]);
    const second = (await orders.query(page, { after: first.pageInfo.endCursor }, staff)).promotions;
    expect(second.nodes).toEqual([made.promotion]);
  });

  it('ends them, once', async () => {
    const { id, code } = await coupon();
    const { promotion } = await end(id);
    expect(promotion.endedAt).not.toBeNull();
    expect((await end(id)).promotion).toEqual(promotion);
    expect(await placeTeapot(code)).toMatchObject({ __typename: 'CouponNotApplicable', reason: 'EXPIRED' });
    for (const unknown of [randomUUID(), 'no-uuid']) {
      expect(await end(unknown)).toEqual({ __typename: 'PromotionNotFound', code: 'PROMOTION_NOT_FOUND' });
    }
  });

  it('cannot give a code twice', async () => {
    const { id, code } = await coupon();
    await end(id);
    expect(await create({ code, basisPoints: 1 })).toEqual({ __typename: 'CodeTaken', code: 'CODE_TAKEN' });
  });

  it.each<[string, object, string]>([
    ['no discount', {}, 'basisPoints'],
    ['two discounts', { basisPoints: 1, amount: eur('1') }, 'basisPoints'],
    ['more than all', { basisPoints: 10_001 }, 'basisPoints'],
    ['nothing off', { amount: eur('0') }, 'amount.amount'],
    ['half a cent off', { amount: eur('0.005') }, 'amount.amount'],
    ['two currencies', { amount: eur('1'), minimum: { amount: '1', currency: 'JPY' } }, 'minimum.currency'],
    ['a code with spaces', { basisPoints: 1, code: 'A B C' }, 'code'],
    ['a limit of nothing', { basisPoints: 1, totalLimit: 0 }, 'totalLimit'],
    ['a category by its name', { basisPoints: 1, categoryId: 'lamps' }, 'categoryId'],
    ['a validity that is over', { basisPoints: 1, validUntil: '2020-01-01T00:00:00Z' }, 'validUntil'],
    ['a beginning before all time', { basisPoints: 1, validFrom: '-005000-01-01T00:00:00Z' }, 'validFrom'],
    ['an end after the year 9999', { basisPoints: 1, validUntil: '+010000-01-01T00:00:00Z' }, 'validUntil'],
    ['no name', { basisPoints: 1, name: ' ' }, 'name'],
  ])('cannot make one with %s', async (_, input, path) => {
    expect(await create(input)).toMatchObject({ __typename: 'InvalidInput', fields: [{ path }] });
  });

  it('alone may do so', async () => {
    const operations = [
      ['{ promotions { nodes { id } } }', {}],
      [CREATE, { input: { name: 'Sale', basisPoints: 1 } }],
      [UPDATE, { input: { promotionId: randomUUID() } }],
      [END, { input: { promotionId: randomUUID() } }],
    ] as const;
    for (const [text, variables] of operations) {
      const { errors } = await orders.execute(text, variables, newCustomer());
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
      expect((await orders.execute(text, variables)).errors?.[0].extensions.code).toBe('UNAUTHENTICATED');
    }
  });
});

describe('a promotion that staff changes', () => {
  it('is otherwise in what is given, and stays as it was in all else', async () => {
    const categoryId = randomUUID();
    const made = { amount: eur('5'), minimum: eur('50'), perCustomerLimit: 1, totalLimit: 3, categoryId };
    const { id, code } = await coupon({ ...made, validFrom: '2020-01-01T00:00:00Z' });
    const { promotion } = await update(id, { name: 'Winter', totalLimit: 7, validUntil: '2999-01-01T00:00:00Z' });
    expect(promotion).toEqual({
      ...{ id, name: 'Winter', code, categoryId, perCustomerLimit: 1, totalLimit: 7, endedAt: null, uses: 0 },
      ...{ discount: { amount: eur('5.00') }, minimum: eur('50.00') },
      ...{ validFrom: '2020-01-01T00:00:00.000Z', validUntil: '2999-01-01T00:00:00.000Z' },
    });
    const gone = { minimum: null, categoryId: null, perCustomerLimit: null, totalLimit: null, validUntil: null };
    const bare = await update(id, { ...gone, name: null, basisPoints: null, amount: null, validFrom: null });
    expect(bare.promotion).toEqual({ ...promotion, ...gone });
    const percentage = await update(id, { basisPoints: 1_000 });
    expect(percentage.promotion).toEqual({ ...bare.promotion, discount: { basisPoints: 1_000 } });
    const fixed = await update(id, { amount: { amount: '7', currency: 'USD' }, totalLimit: null });
    expect(fixed.promotion.discount).toEqual({ amount: { amount: '7.00', currency: 'USD' } });
  });

  it('makes orders from then on otherwise cheaper, and those that were placed keep their numbers', async () => {
    const { id, code } = await coupon();
    const ada = newCustomer();
    const { order } = await placeTeapot(code, ada);
    expect(order.total).toEqual(eur('5.36'));
    await update(id, { basisPoints: 5_000 });
    expect((await placeTeapot(code)).order.total).toEqual(eur('2.98'));
    const paid = '{ total { amount currency } breakdown { discount { amount } } }';
    const { order: before } = await orders.query(`query ($id: ID!) { order(id: $id) ${paid} }`, { id: order.id }, ada);
    expect(before).toEqual({ total: eur('5.36'), breakdown: { discount: { amount: '0.50' } } });
    await update(id, { minimum: eur('100') });
    expect(await placeTeapot(code)).toMatchObject({ reason: 'BELOW_MINIMUM' });
    expect(await usesOf(id)).toBe(2);
  });

  it('has a new limit for orders that wait for it, and never less than was used', async () => {
    const { id, code } = await coupon({ basisPoints: 1_000, totalLimit: 2 });
    await placeTeapot(code);
    const { late } = await orders.database.transaction(async (tx) => {
      await tx.query({ text: 'UPDATE promotions SET total_limit = 1 WHERE id = $1', values: [id] });
      const late = placeTeapot(code);
      await somebodyWaits();
      return { late };
    });
    expect(await late).toMatchObject({ __typename: 'CouponNotApplicable', reason: 'USED_UP' });
    await update(id, { totalLimit: 2 });
    await placeTeapot(code);
    expect(await update(id, { totalLimit: 1 })).toMatchObject({ fields: [{ path: 'totalLimit' }] });
    expect(await update(id, { totalLimit: 2 })).toMatchObject({ promotion: { totalLimit: 2, uses: 2 } });
    expect(await placeTeapot(code)).toMatchObject({ reason: 'USED_UP' });
  });

  it('waits for the orders that are limited by it', async () => {
    const { id } = await coupon({ basisPoints: 1_000, totalLimit: 2 });
    const { changing } = await orders.database.transaction(async (tx) => {
      await tx.query({ text: 'UPDATE promotions SET uses = 2 WHERE id = $1', values: [id] });
      const changing = update(id, { totalLimit: 1 });
      await somebodyWaits();
      return { changing };
    });
    expect(await changing).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'totalLimit' }] });
  });

  it.each<[string, object, string]>([
    ['two discounts', { basisPoints: 1, amount: eur('1') }, 'basisPoints'],
    ['more than all', { basisPoints: 10_001 }, 'basisPoints'],
    ['nothing off', { amount: eur('0') }, 'amount.amount'],
    [
      'a discount in another currency than its minimum',
      { amount: { amount: '1', currency: 'JPY' } },
      'minimum.currency',
    ],
    ['a limit of nothing', { perCustomerLimit: 0 }, 'perCustomerLimit'],
    ['a total limit that it never had', { totalLimit: 10 }, 'totalLimit'],
    ['a category by its name', { categoryId: 'lamps' }, 'categoryId'],
    ['an end before its beginning', { validUntil: '2020-01-01T00:00:00Z' }, 'validUntil'],
    ['a beginning before all time', { validFrom: '-005000-01-01T00:00:00Z' }, 'validFrom'],
    ['no name', { name: ' ' }, 'name'],
  ])('cannot be given %s', async (_, input, path) => {
    const { id } = await coupon({ basisPoints: 1_000, minimum: eur('1') });
    const before = await update(id, {});
    expect(await update(id, input)).toMatchObject({ __typename: 'InvalidInput', fields: [{ path }] });
    expect(await update(id, {})).toEqual(before);
  });

  it('stays ended, and has to be there', async () => {
    const { id, code } = await coupon();
    await end(id);
    const { promotion } = await update(id, { validUntil: '2999-01-01T00:00:00Z' });
    expect(promotion.endedAt).not.toBeNull();
    expect(await placeTeapot(code)).toMatchObject({ reason: 'EXPIRED' });
    for (const unknown of [randomUUID(), 'no-uuid']) {
      expect(await update(unknown, {})).toEqual({ __typename: 'PromotionNotFound', code: 'PROMOTION_NOT_FOUND' });
    }
  });
});

describe('a coupon', () => {
  const TOTALS = `coupon totals {
    discount { amount } tax { amount } total { amount } promotions { name code discount { amount currency } }
  } problems { __typename ... on CouponNotApplicable { coupon reason } }`;

  it('makes a cart cheaper, and the order that is made of it', async () => {
    const { id, code } = await coupon();
    const ada = newCustomer();
    const cartId = (await carts.add({ productId: kettle, quantity: 3 }, ada)).cart.id;
    const { cart } = await carts.applyCoupon({ cartId, code: ` ${code.toLowerCase()} ` }, ada);
    expect(cart).toMatchObject({ coupon: code, version: 2 });
    expect(await carts.read(cartId, ada, TOTALS)).toEqual({
      coupon: code,
      totals: {
        discount: { amount: '6.00' },
        tax: { amount: '10.25' },
        total: { amount: '64.22' },
        promotions: [{ name: 'Sale', code, discount: eur('6.00') }],
      },
      problems: [],
    });
    const { order } = await place({ cartId }, ada);
    expect(order.total).toEqual(eur('64.22'));
    expect(await carts.read(cartId, ada, 'coupon version')).toEqual({ coupon: null, version: 3 });
    expect(await usesOf(id)).toBe(1);
    const { data } = await orders.published(orderPlaced, ({ orderId }) => orderId === order.id);
    const money = (amountMinor: string) => ({ amountMinor, currency: 'EUR' });
    expect(data).toMatchObject({
      total: money('6422'),
      breakdown: { subtotal: money('5997'), discount: money('600'), shipping: money('0'), tax: money('1025') },
    });
  });

  it('that could be used by no cart is not put to one', async () => {
    const { cart } = await carts.add({ productId: kettle, quantity: 1 });
    const early = await coupon({ basisPoints: 1, validFrom: '2999-01-01T00:00:00Z' });
    for (const [code, reason] of [
      [early.code, 'NOT_YET_VALID'],
      ['NOBODY-HAS-THIS', 'UNKNOWN_CODE'],
    ]) {
      const answer = await carts.applyCoupon({ cartId: cart.id, code });
      expect(answer).toMatchObject({ code: 'COUPON_NOT_APPLICABLE', coupon: code, reason });
      expect(await place({ items: teapots(1), couponCode: code })).toMatchObject({ coupon: code, reason });
    }
    expect((await carts.read(cart.id)).coupon).toBeNull();
  });

  it('that the cart does not fit is a problem of the cart, and no order of it is placed', async () => {
    const { code } = await coupon({ amount: eur('1'), minimum: eur('10.00') });
    const ada = newCustomer();
    const cartId = (await carts.add({ productId: teapot, quantity: 1 }, ada)).cart.id;
    await carts.applyCoupon({ cartId, code }, ada);
    const problem = { __typename: 'CouponNotApplicable', coupon: code, reason: 'BELOW_MINIMUM' };
    expect((await carts.read(cartId, ada, TOTALS)).problems).toEqual([problem]);
    expect(await place({ cartId }, ada)).toMatchObject(problem);
    expect((await carts.read(cartId, ada)).items).toHaveLength(1);
    await carts.add({ cartId, productId: teapot, quantity: 1 }, ada);
    expect((await place({ cartId }, ada)).order.total).toEqual(eur('10.71'));
  });

  it('limited by customer goes to the cart of somebody who is not known yet', async () => {
    const { code } = await coupon({ basisPoints: 1_000, perCustomerLimit: 1 });
    const cartId = (await carts.add({ productId: teapot, quantity: 1 }, guest)).cart.id;
    expect((await carts.applyCoupon({ cartId, code }, guest)).cart.coupon).toBe(code);
  });

  it('is taken away again', async () => {
    const { code } = await coupon();
    const cartId = (await carts.add({ productId: teapot, quantity: 1 })).cart.id;
    await carts.applyCoupon({ cartId, code });
    expect((await carts.removeCoupon({ cartId })).cart.coupon).toBeNull();
  });

  it('for a category makes only its products cheaper', async () => {
    const [categoryId, productId] = [randomUUID(), randomUUID()];
    orders.products.products.set(productId, { id: productId, name: 'Lamp', price: eur('8.00'), categoryId });
    const { code } = await coupon({ basisPoints: 5_000, categoryId });
    const { order } = await place({ items: [...teapots(1), { productId, quantity: 1 }], couponCode: code });
    // (5.00 + 4.00) and 0.95 + 0.76 of tax.
    expect(order.total).toEqual(eur('10.71'));
    const only = await place({ items: teapots(1), couponCode: code });
    expect(only).toMatchObject({ __typename: 'CouponNotApplicable', reason: 'NO_MATCHING_PRODUCT' });
  });

  it('of a cart and one beside it are too much', async () => {
    const cartId = (await carts.add({ productId: teapot, quantity: 1 })).cart.id;
    const answer = await place({ cartId, couponCode: 'ANY' });
    expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'couponCode' }] });
  });
});

describe('a promotion that applies by itself', () => {
  it('makes orders cheaper until it ends, and then none', async () => {
    const { promotion } = await create({ basisPoints: 2_000 });
    expect((await place({ items: teapots(1) })).order.total).toEqual(eur('4.76'));
    const { code } = await coupon({ basisPoints: 5_000 });
    expect((await placeTeapot(code)).order.total).toEqual(eur('2.38'));
    await end(promotion.id);
    expect((await place({ items: teapots(1) })).order.total).toEqual(eur('5.95'));
    expect(await usesOf(promotion.id)).toBe(2);
  });

  it('whose uses are limited gives way, it refuses nobody', async () => {
    const { promotion } = await create({ basisPoints: 2_000, totalLimit: 3 });
    const placed = await Promise.all(Array.from({ length: 8 }, () => place({ items: teapots(1) })));
    const totals = placed.map(({ order }) => order.total.amount).sort();
    expect(totals).toEqual([...Array(3).fill('4.76'), ...Array(5).fill('5.95')]);
    await end(promotion.id);
  });
});

describe('a promotion that is used up', () => {
  const withHeld = <Result>(id: string, work: () => Promise<Result>) =>
    orders.database.transaction(async (tx) => {
      await tx.query({ text: 'SELECT FROM promotions WHERE id = $1 FOR NO KEY UPDATE', values: [id] });
      return work();
    });

  it('makes no order wait for another one', async () => {
    const { promotion } = await create({ basisPoints: 2_000, totalLimit: 1 });
    expect((await place({ items: teapots(1) })).order.total).toEqual(eur('4.76'));
    const { order } = await withHeld(promotion.id, () => place({ items: teapots(1) }));
    expect(order.total).toEqual(eur('5.95'));
    await end(promotion.id);
  });

  it('refuses its coupon at once', async () => {
    const { id, code } = await coupon({ basisPoints: 1_000, totalLimit: 1 });
    await placeTeapot(code);
    expect(await withHeld(id, () => placeTeapot(code))).toMatchObject({ reason: 'USED_UP' });
  });
});

describe('the uses of a coupon', () => {
  it('are as many as it has, however many come at once; the others’ orders are not placed', async () => {
    const { id, code } = await coupon({ basisPoints: 1_000, totalLimit: 10 });
    const customers = Array.from({ length: 50 }, () => newCustomer() as UserViewer);
    const answers = await Promise.all(customers.map((customer) => placeTeapot(code, customer)));
    const placed = answers.filter(({ __typename }) => __typename === 'PlaceOrderSuccess');
    expect(placed.map(({ order }) => order.total)).toEqual(Array(10).fill(eur('5.36')));
    for (const answer of answers) {
      if (answer.__typename !== 'PlaceOrderSuccess') expect(answer).toMatchObject({ coupon: code, reason: 'USED_UP' });
    }
    expect(await countOrders(customers)).toBe(10);
    expect(await usesOf(id)).toBe(10);
  });

  it('are limited by customer, also when that one orders twice at once', async () => {
    const { code } = await coupon({ basisPoints: 1_000, perCustomerLimit: 1 });
    const ada = newCustomer();
    const cartId = (await carts.add({ productId: teapot, quantity: 1 }, ada)).cart.id;
    await carts.applyCoupon({ cartId, code }, ada);
    const answers = await Promise.all([placeTeapot(code, ada), placeTeapot(code, ada), place({ cartId }, ada)]);
    const refused = answers.filter(({ __typename }) => __typename === 'CouponNotApplicable');
    expect(refused.map(({ reason }) => reason)).toEqual(['USED_BY_CUSTOMER', 'USED_BY_CUSTOMER']);
    expect((await placeTeapot(code)).__typename).toBe('PlaceOrderSuccess');
    expect(await carts.applyCoupon({ cartId, code }, ada)).toMatchObject({ reason: 'USED_BY_CUSTOMER' });
  });

  it('hold between processes', async () => {
    const { code } = await coupon({ basisPoints: 1_000, totalLimit: 1 });
    const { late } = await orders.database.transaction(async (tx) => {
      const text = 'UPDATE promotions SET uses = uses + 1 WHERE code = $1';
      await tx.query({ text, values: [code] });
      const late = placeTeapot(code);
      await somebodyWaits();
      return { late };
    });
    expect(await late).toMatchObject({ __typename: 'CouponNotApplicable', reason: 'USED_UP' });
  });

  it('that are not limited make no order wait for another one', async () => {
    const { code } = await coupon();
    const ada = newCustomer();
    const cartId = (await carts.add({ productId: teapot, quantity: 1 }, ada)).cart.id;
    await carts.applyCoupon({ cartId, code }, ada);
    const { waiting } = await orders.database.transaction(async (tx) => {
      await tx.query({ text: 'SELECT FROM carts WHERE id = $1 FOR UPDATE', values: [cartId] });
      const waiting = place({ cartId }, ada);
      await somebodyWaits();
      expect((await placeTeapot(code)).__typename).toBe('PlaceOrderSuccess');
      return { waiting };
    });
    expect((await waiting).__typename).toBe('PlaceOrderSuccess');
  });

  it('come back when an order ends unfulfilled', async () => {
    const { id, code } = await coupon({ basisPoints: 1_000, totalLimit: 1, perCustomerLimit: 1 });
    const ada = newCustomer();
    const { order } = await placeTeapot(code, ada);
    expect((await placeTeapot(code, ada)).__typename).toBe('CouponNotApplicable');
    await orders.cancel(order.id, ada);
    const again = await placeTeapot(code, ada);
    expect(again.__typename).toBe('PlaceOrderSuccess');
    await orders.send(stockReservationFailed, {
      aggregateId: again.order.id,
      data: { orderId: again.order.id, shortages: [] },
    });
    await orders.reaches(again.order.id, 'CANCELLED_NO_STOCK');
    expect(await usesOf(id)).toBe(0);
    expect((await placeTeapot(code, ada)).__typename).toBe('PlaceOrderSuccess');
  });

  it('of a guest are the user’s who signs in', async () => {
    const { code } = await coupon({ basisPoints: 1_000, perCustomerLimit: 1 });
    const visitor: UserViewer = { ...(newCustomer() as UserViewer), roles: [] };
    const ada = newCustomer() as UserViewer;
    await placeTeapot(code, visitor);
    await orders.send(guestAdopted, { aggregateId: ada.id, data: { guestId: visitor.id, userId: ada.id } });
    const text = 'SELECT 1 FROM promotion_uses WHERE customer_id = $1';
    await eventually('the use is moved', async () => {
      return (await orders.database.query({ text, values: [ada.id] })).rowCount === 1;
    });
    expect(await placeTeapot(code, ada)).toMatchObject({ reason: 'USED_BY_CUSTOMER' });
  });
});

describe('an expected total', () => {
  it('that the order does not cost places nothing', async () => {
    const ada = newCustomer() as UserViewer;
    const input = { items: teapots(1), idempotencyKey: 'expected', expectedTotal: eur('5.94') };
    const answer = await place(input, ada);
    expect(answer).toMatchObject({ code: 'PRICE_CHANGED', was: eur('5.94'), now: eur('5.95') });
    expect(await place(input, ada)).toEqual(answer);
    const yen = { amount: '595', currency: 'JPY' };
    expect((await place({ items: teapots(1), expectedTotal: yen }, ada)).__typename).toBe('PriceChanged');
    expect(await countOrders([ada])).toBe(0);
    expect((await place({ items: teapots(1), expectedTotal: eur('5.95') }, ada)).__typename).toBe('PlaceOrderSuccess');
  });

  it.each(['-1', '1.234', '99999999999999.99'])('cannot be %s', async (amount) => {
    const answer = await place({ items: teapots(1), expectedTotal: eur(amount) });
    expect(answer).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'expectedTotal.amount' }] });
  });
});
