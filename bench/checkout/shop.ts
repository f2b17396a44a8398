import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../tests/faults/workload/random.ts';
import type { Ask, GraphAnswer } from './graph-client.ts';
import type { Attempt } from './open-loop.ts';

const CATALOGUE = `query Catalogue($after: String) {
  products(first: 20, after: $after) { nodes { id name price { amount currency } averageRating } pageInfo { endCursor } }
}`;
const PRODUCT = `query Product($id: ID!) {
  product(id: $id) { id name description price { amount currency } stock { available } reviews(first: 5) { nodes { rating } } }
}`;
const SEARCH = 'query Search($text: String!) { products(search: $text, first: 10) { nodes { id name } } }';
const ORDER = `query MyOrder($id: ID!) {
  order(id: $id) { id status paymentStatus total { amount currency } items { name quantity } payments { status } shipment { status } }
}`;
const ADD = `mutation Add($input: AddToCartInput!) {
  addToCart(input: $input) { __typename ... on AddToCartSuccess { cart { id items { quantity product { name } } } } }
}`;
const PLACE = `mutation Place($input: PlaceOrderInput!) {
  placeOrder(input: $input) { __typename ... on PlaceOrderSuccess { order { id status total { amount } } } }
}`;
const PAY = `mutation Pay($input: PayOrderInput!) {
  payOrder(input: $input) { __typename ... on PayOrderSuccess { payment { status } } }
}`;

const WORDS = ['lamp', 'shoe', 'mug', 'desk', 'tent', 'ball', 'chair', 'speaker'];

const ADDRESS = { name: 'Ada Lovelace', street: 'Ringstraße 1', city: 'Wien', postalCode: '1010', country: 'AT' };

/** A signed-in customer and what the bench knows of them. */
export interface Customer {
  readonly token: string;
  cartId: string | undefined;
  lastOrderId: string | undefined;
}

const STATUS = 'query Status($id: ID!) { order(id: $id) { status } }';

const SHED = new Set([429, 503]);

/** Has not ended. */
export const UNDER_WAY: ReadonlySet<string> = new Set(['PENDING', 'AWAITING_PAYMENT', 'AWAITING_SHIPMENT']);
/** No other service has done anything about it. */
export const UNTOUCHED: ReadonlySet<string> = new Set(['PENDING']);

/** Pauses of a front end that asks again with the same key, in ms: payments has not heard of the order yet. */
const ASK_AGAIN_MS = [250, 500, 1_000, 2_000];

/** Judges an answer; `expected` are the members of its result union that a shop without a fault gives. */
function judge({ status, data, codes }: GraphAnswer, field: string, expected?: string): Attempt {
  if (SHED.has(status)) return { outcome: 'shed' };
  const value = data[field];
  if (status !== 200 || codes.length > 0 || value === null || value === undefined) {
    return { outcome: 'unexpected', reason: `${field}: HTTP ${status} ${[...new Set(codes)].join(' ')}` };
  }
  const { __typename: typeName } = value as { __typename?: string };
  if (expected === undefined || typeName === expected) return { outcome: 'ok' };
  return { outcome: 'unexpected', reason: `${field}: ${typeName}` };
}

/** What customers do in the shop; orders that were accepted are remembered. */
export function createShop(ask: Ask, customers: readonly Customer[], productIds: readonly string[], random: Random) {
  /** Orders by id, with the token of who placed them. */
  const accepted = new Map<string, string>();

  async function read(): Promise<Attempt> {
    const customer = random.pick(customers);
    const dice = random.next();
    if (dice < 0.3) return judge(await ask(CATALOGUE, {}), 'products');
    if (dice < 0.4) return judge(await ask(SEARCH, { text: random.pick(WORDS) }), 'products');
    if (dice < 0.8 || customer.lastOrderId === undefined) {
      return judge(await ask(PRODUCT, { id: random.pick(productIds) }), 'product');
    }
    return judge(await ask(ORDER, { id: customer.lastOrderId }, customer.token), 'order');
  }

  async function changeCart(): Promise<Attempt> {
    const customer = random.pick(customers);
    const input = { productId: random.pick(productIds), quantity: 1, cartId: customer.cartId };
    const answer = await ask(ADD, { input }, customer.token);
    const { cart } = (answer.data['addToCart'] ?? {}) as { cart?: { id: string } };
    customer.cartId ??= cart?.id;
    const attempt = judge(answer, 'addToCart', 'AddToCartSuccess');
    // Full after weeks of shopping: begin a new one.
    if (attempt.outcome === 'unexpected' && answer.codes.length === 0) customer.cartId = undefined;
    return attempt;
  }

  async function place(customer: Customer): Promise<{ attempt: Attempt; orderId: string }> {
    const items = [{ productId: random.pick(productIds), quantity: 1 + Math.floor(random.next() * 3) }];
    const input = { items, shippingAddress: ADDRESS, idempotencyKey: randomUUID() };
    const placed = await ask(PLACE, { input }, customer.token);
    const attempt = judge(placed, 'placeOrder', 'PlaceOrderSuccess');
    if (attempt.outcome !== 'ok') return { attempt, orderId: '' };
    const { order } = placed.data['placeOrder'] as { order: { id: string } };
    accepted.set(order.id, customer.token);
    customer.lastOrderId = order.id;
    return { attempt, orderId: order.id };
  }

  async function checkOut(): Promise<Attempt> {
    const customer = random.pick(customers);
    const { attempt, orderId } = await place(customer);
    if (attempt.outcome !== 'ok') return attempt;
    const payment = { orderId, method: 'CARD', paymentToken: 'tok_visa', idempotencyKey: randomUUID() };
    const pay = () => ask(PAY, { input: payment }, customer.token);
    let paid = await pay();
    for (const pauseMs of ASK_AGAIN_MS) {
      if (judge(paid, 'payOrder', 'PaymentNotOpenYet').outcome !== 'ok') break;
      await delay(pauseMs);
      paid = await pay();
    }
    const settled = judge(paid, 'payOrder', 'PayOrderSuccess');
    return settled.outcome === 'shed' ? { ...settled, lastMs: paid.ms } : settled;
  }

  return {
    read,
    changeCart,
    checkOut,
    /** The first half of a checkout, which needs no other service's answer by message. */
    placeOrder: async (): Promise<Attempt> => (await place(random.pick(customers))).attempt,
    /** How many of the accepted orders have one of these statuses, as the graph says; the others are not asked for again. */
    async left(statuses: ReadonlySet<string>): Promise<number> {
      for (const [id, token] of accepted) {
        const { data } = await ask(STATUS, { id }, token);
        const { status } = (data['order'] ?? {}) as { status?: string };
        if (status !== undefined && !statuses.has(status)) accepted.delete(id);
      }
      return accepted.size;
    },
  };
}

export type Shop = ReturnType<typeof createShop>;
