import type { Evidence } from '../evidence.ts';
import type { FoldedOrder } from '../fold-order.ts';
import { ANONYMOUS, type Call } from '../history.ts';
import type { Findings, Invariant } from '../invariant.ts';
import { type People, readPeople } from '../people.ts';
import { readOrders } from '../read-orders.ts';
import { type CartHistory, checkVersions, isCartChange } from './cart-versions.ts';

interface Cart {
  id: string;
  customer_id: string | null;
  version: number;
  /** Units by product id. */
  items: Record<string, number> | null;
}

const CARTS = `
  SELECT id, customer_id, version,
    (SELECT json_object_agg(product_id, quantity) FROM cart_items i WHERE i.cart_id = c.id) AS items
  FROM carts c`;

/** An order that a client was told of, made from a cart. */
interface CartOrder extends FoldedOrder {
  id: string;
  cartId: string;
  client: string;
  /** Between these two it was placed. */
  begunAt: Date;
  answeredAt: Date;
  discount: bigint;
}

interface Books {
  history: readonly Call[];
  people: People;
  carts: ReadonlyMap<string, Cart>;
  fromCarts: readonly CartOrder[];
  /** Orders that nobody was told of: they may have been made from carts. */
  untold: readonly { person: string; order: FoldedOrder }[];
}

const isAddition = ({ op }: Call) => op === 'addToCart';
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
const unitsOf = (order: FoldedOrder, productId: string) => order.units.get(productId) ?? 0;

async function readBooks(evidence: Evidence): Promise<Books> {
  const { query, history } = evidence;
  const people = await readPeople(evidence);
  const orders = await readOrders(evidence);
  const carts = new Map((await query<Cart & Record<string, unknown>>('orders', CARTS)).map((cart) => [cart.id, cart]));
  const placed = await query<{ id: string; customer: string; discount: string | null }>(
    'orders',
    `SELECT order_id AS id, data->>'customerId' AS customer, data->'breakdown'->'discount'->>'amountMinor' AS discount
     FROM order_events WHERE type = 'OrderPlaced'`,
  );
  const discounts = new Map(placed.map(({ id, discount }) => [id, BigInt(discount ?? 0)]));
  const placements = history.filter(({ op }) => op === 'placeOrder');
  const begunAt = new Map<string, Date>();
  for (const { key, at } of placements) if (key != null && !begunAt.has(key)) begunAt.set(key, at);
  const fromCarts = new Map<string, CartOrder>();
  for (const { client, key, orderId, outcome, input, at, answeredAt } of placements) {
    const order = orders.get(orderId ?? '');
    if (outcome !== 'ok' || orderId == null || input.cartId === undefined || order === undefined) continue;
    if (fromCarts.has(orderId)) continue;
    const discount = discounts.get(orderId) ?? 0n;
    const times = { begunAt: begunAt.get(key ?? '') ?? at, answeredAt };
    fromCarts.set(orderId, { ...order, ...times, id: orderId, cartId: input.cartId, client, discount });
  }
  const unsure = new Set(
    placements
      .filter(({ outcome, input }) => outcome === 'unknown' && input.cartId !== undefined)
      .map(({ client }) => people.personOf(client)),
  );
  const told = new Set(placements.map(({ orderId }) => orderId));
  const untold = placed
    .filter(({ id, customer }) => !told.has(id) && unsure.has(people.personOf(customer)))
    .flatMap(({ id, customer }) => {
      const order = orders.get(id);
      return order === undefined ? [] : [{ person: people.personOf(customer), order }];
    });
  return { history, people, carts, fromCarts: [...fromCarts.values()], untold };
}

/** Names who has a cart: a person, or the cart itself as long as it is nobody's. */
function holders({ history, people }: Books): (client: string, cartId: string | undefined) => string {
  const mergedBy = new Map<string, string>();
  for (const { op, client, outcome, input } of history) {
    if (op !== 'mergeCarts' || outcome === 'failed' || input.guestCartId === undefined) continue;
    mergedBy.set(input.guestCartId, people.personOf(client));
  }
  return (client, cartId) =>
    client === ANONYMOUS ? (mergedBy.get(cartId ?? '') ?? `cart ${cartId}`) : people.personOf(client);
}

/** What was put into a holder's carts, and where it is. */
interface Sums {
  acknowledged: number;
  /** Put in by changes without an answer: they may have been made or not. */
  unknown: number;
  held: number;
  ordered: number;
  /** In orders without an answer. */
  untold: number;
}

const NOTHING: Sums = { acknowledged: 0, unknown: 0, held: 0, ordered: 0, untold: 0 };

/** By holder and product. */
function sumUp(books: Books): Map<string, Map<string, Sums>> {
  const holderOf = holders(books);
  const sums = new Map<string, Map<string, Sums>>();
  const add = (holder: string, productId: string, to: keyof Sums, units: number) => {
    const products = sums.get(holder) ?? new Map<string, Sums>();
    sums.set(holder, products);
    const before = products.get(productId) ?? NOTHING;
    products.set(productId, { ...before, [to]: before[to] + units });
  };
  for (const { client, outcome, cartId, input } of books.history.filter(isAddition)) {
    if (outcome === 'failed' || input.productId === undefined) continue;
    const to = outcome === 'ok' ? 'acknowledged' : 'unknown';
    add(holderOf(client, cartId ?? undefined), input.productId, to, input.quantity ?? 0);
  }
  for (const { id, customer_id, items } of books.carts.values()) {
    const holder = holderOf(customer_id ?? ANONYMOUS, id);
    for (const [productId, units] of Object.entries(items ?? {})) add(holder, productId, 'held', units);
  }
  for (const { client, cartId, units } of books.fromCarts) {
    for (const [productId, quantity] of units) add(holderOf(client, cartId), productId, 'ordered', quantity);
  }
  for (const { person, order } of books.untold) {
    for (const [productId, quantity] of order.units) add(person, productId, 'untold', quantity);
  }
  return sums;
}

function checkSums(books: Books, findings: Findings): void {
  // A cart of somebody who had no answer has a name that nobody knows.
  const known = new Set(books.history.map(({ cartId }) => `cart ${cartId}`));
  const isKnown = (holder: string) => !holder.startsWith('cart ') || known.has(holder);
  for (const [holder, products] of sumUp(books)) {
    if (!isKnown(holder)) continue;
    for (const [productId, { acknowledged, unknown, held, ordered, untold }] of products) {
      const counts = `${acknowledged} were acknowledged, ${unknown} not; carts hold ${held}, orders ${ordered}`;
      const expect = (holds: boolean, what: string) =>
        findings.expect(holds, `${what} of product ${productId} in the carts of ${holder}: ${counts}`);
      expect(acknowledged <= held + ordered + untold, 'something was lost');
      expect(held + ordered <= acknowledged + unknown, 'something came from nowhere');
    }
  }
}

/** Orders that may have taken what was in the cart before this one did. */
const othersBefore = (order: CartOrder, { fromCarts }: Books) =>
  fromCarts.filter(
    ({ id, cartId, begunAt }) => cartId === order.cartId && id !== order.id && begunAt < order.answeredAt,
  );

/** An order has what its cart had acknowledged before, unless another order has it; and the coupon. */
function checkOrder(order: CartOrder, books: Books, findings: Findings): void {
  const { id, cartId, begunAt, client } = order;
  const person = books.people.personOf(client);
  const untold = books.untold.filter((one) => one.person === person).map((one) => one.order);
  const others = [...othersBefore(order, books), ...untold];
  const before = books.history.filter(
    (call) => call.cartId === cartId && call.outcome === 'ok' && call.answeredAt <= begunAt,
  );
  for (const [productId, calls] of Map.groupBy(before.filter(isAddition), ({ input }) => input.productId ?? '')) {
    const put = sumOf(calls.map(({ input }) => input.quantity ?? 0));
    const elsewhere = sumOf(others.map((other) => unitsOf(other, productId)));
    findings.expect(
      unitsOf(order, productId) >= put - elsewhere,
      `order ${id} has ${unitsOf(order, productId)} of product ${productId}, its cart ${cartId} had ${put}, other orders ${elsewhere}`,
    );
  }
  if (others.length === 0 && before.some(({ op }) => op === 'applyCoupon')) {
    findings.expect(order.discount > 0n, `order ${id}: its cart ${cartId} had a coupon, and nothing is cheaper`);
  }
}

/** A cart ends only in another one. */
function mayBeGone(cart: CartHistory, { history, people }: Books): boolean {
  const guests = new Set(people.adoptions.map(({ guest }) => guest));
  return (
    cart.changes.some(({ client }) => guests.has(client)) ||
    history.some(
      ({ op, outcome, input }) => op === 'mergeCarts' && outcome !== 'failed' && input.guestCartId === cart.id,
    )
  );
}

/** What was put into a cart, and acknowledged, is in it or in an order that was made from it. */
export const cartsInvariant: Invariant = {
  name: 'carts',
  async check(evidence: Evidence, findings: Findings) {
    const books = await readBooks(evidence);
    checkSums(books, findings);
    for (const order of books.fromCarts) checkOrder(order, books, findings);
    const changes = books.history.filter((call) => isCartChange(call) && call.cartId != null);
    for (const [id, ofCart] of Map.groupBy(changes, ({ cartId }) => cartId ?? '')) {
      const orders = books.fromCarts.filter(({ cartId }) => cartId === id).length;
      const cart = { id, changes: ofCart, orders, version: books.carts.get(id)?.version };
      checkVersions(cart, books.history, books.people, findings);
      const isThere = cart.version !== undefined || !ofCart.some(({ outcome }) => outcome === 'ok');
      findings.expect(isThere || mayBeGone(cart, books), `cart ${id}: it was acknowledged, and is not there`);
    }
  },
};
