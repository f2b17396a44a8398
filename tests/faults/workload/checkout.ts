import { setTimeout as delay } from 'node:timers/promises';
import type { Catalogue } from './catalogue.ts';
import { fillCart, planCart } from './fill-cart.ts';
import { type Guest, type GuestPlan, planGuest, signIn, startGuest } from './guest.ts';
import * as operations from './operations.ts';
import type { Random } from './random.ts';
import { ANONYMOUS, type Client, type ShopClient } from './shop-client.ts';

/** How goods get into an order: named in it, from the customer's cart, or from one that was filled before signing in. */
type Basket = 'items' | 'cart' | 'anonymous-cart';

/** What a customer is going to do, decided before it begins: answers and their times change nothing of it. */
export interface CheckoutPlan {
  customer: Client;
  /** Comes in the place of the customer, with a cart of its own. */
  guest: GuestPlan | undefined;
  basket: Basket;
  /** Looks at the customer's cart. */
  stranger: Client | undefined;
  coupon: string | undefined;
  items: readonly operations.OrderLine[];
  placeKey: string;
  payKey: string;
  cancelKey: string;
  returnKey: string;
  payment: operations.Means;
  /** Sends the order once more with the same key, as a client does that lost the first answer. */
  placesTwice: boolean;
  paysTwice: boolean;
  /** Pays; cancels first; cancels right after it has paid; sends a unit back that it got; goes away without paying. */
  ends: 'pay' | 'cancel' | 'pay-and-cancel' | 'return' | 'leave';
}

/** Who comes to the shop. */
export interface Visitors {
  customers: readonly Client[];
  /** That guests sign in to. */
  accounts: readonly operations.Account[];
}

function paymentOf(random: Random): operations.Means {
  const draw = random.next();
  if (draw < 0.05) return { method: 'CARD', token: 'tok_declined' };
  if (draw < 0.08) return { method: 'CARD', token: 'tok_timeout' };
  if (draw < 0.12) return { method: 'BANK_TRANSFER', token: 'tok_transfer' };
  return operations.GOOD_CARD;
}

function endOf(random: Random): CheckoutPlan['ends'] {
  const draw = random.next();
  if (draw < 0.04) return 'leave';
  if (draw < 0.09) return 'cancel';
  if (draw < 0.14) return 'pay-and-cancel';
  return draw < 0.2 ? 'return' : 'pay';
}

function basketOf(random: Random): Basket {
  const draw = random.next();
  if (draw < 0.15) return 'cart';
  return draw < 0.2 ? 'anonymous-cart' : 'items';
}

export function planCheckout(random: Random, visitors: Visitors, catalogue: Catalogue): CheckoutPlan {
  const first = random.pick(random.chance(0.2) ? catalogue.scarce : catalogue.plenty);
  const second = random.pick(catalogue.plenty);
  const items = [{ productId: first, quantity: 1 + random.below(2) }];
  if (random.chance(0.3) && second !== first) items.push({ productId: second, quantity: 1 });
  return {
    customer: random.pick(visitors.customers),
    guest: random.chance(0.1) ? planGuest(random, visitors.accounts) : undefined,
    basket: basketOf(random),
    stranger: random.chance(0.3) ? random.pick(visitors.customers) : undefined,
    coupon: random.chance(0.3) ? random.pick(catalogue.coupons) : undefined,
    items,
    placeKey: random.uuid(),
    payKey: random.uuid(),
    cancelKey: random.uuid(),
    returnKey: random.uuid(),
    payment: paymentOf(random),
    placesTwice: random.chance(0.05),
    paysTwice: random.chance(0.05),
    ends: endOf(random),
  };
}

/** A customer who orders an item directly, as somebody who has been one for long. */
export const asCustomer = (plan: CheckoutPlan): CheckoutPlan => ({ ...plan, guest: undefined, basket: 'items' });

/** Reads the order until it is no longer `before`. Gives what it is then; undefined when the customer has had enough. */
export async function statusAfter(shop: ShopClient, customer: Client, id: string, before: readonly string[]) {
  const deadline = performance.now() + shop.patienceMs;
  for (let pauseMs = 100; performance.now() < deadline; pauseMs = Math.min(1_000, pauseMs * 1.5)) {
    await delay(pauseMs);
    const status: string | undefined = (await shop.read(customer, operations.ORDER_STATUS, { id }))?.order?.status;
    if (status !== undefined && !before.includes(status)) return status;
  }
  return undefined;
}

const isCompleted = async (shop: ShopClient, customer: Client, id: string) =>
  (await statusAfter(shop, customer, id, ['AWAITING_PAYMENT', 'AWAITING_SHIPMENT'])) === 'COMPLETED';

/** Somebody with an order in mind, and where the goods are. */
interface Visit {
  customer: Client;
  /** Undefined: the order names them. */
  cartId?: string;
  /** That the customer is a guest still. */
  guest?: Guest;
}

/** Waits until what the guest had in the cart is in the account's. */
async function adoptedCart(shop: ShopClient, account: Client): Promise<string | undefined> {
  const deadline = performance.now() + shop.patienceMs;
  for (let pauseMs = 100; performance.now() < deadline; pauseMs = Math.min(1_000, pauseMs * 1.5)) {
    const cart = (await shop.read(account, operations.MY_CART, {}))?.myCart;
    if (cart?.items.length > 0) return cart.id;
    await delay(pauseMs);
  }
  return undefined;
}

async function visitAsGuest(shop: ShopClient, plan: CheckoutPlan, guestPlan: GuestPlan): Promise<Visit | undefined> {
  const guest = await startGuest(shop);
  if (guest === undefined) return undefined;
  const filled = await fillCart(shop, guest, planCart(plan.items, plan.coupon));
  if (filled === undefined) return undefined;
  if (guestPlan.signsIn !== 'filled') return { customer: guest, cartId: filled, guest };
  const customer = await signIn(shop, guest, guestPlan);
  if (customer === undefined || customer === guest) return undefined;
  const cartId = await adoptedCart(shop, customer);
  return cartId === undefined ? undefined : { customer, cartId };
}

/** The customer comes and collects what is to be ordered; undefined where the shop does not let that happen. */
async function visit(shop: ShopClient, plan: CheckoutPlan): Promise<Visit | undefined> {
  const { customer, guest, basket, stranger, items, coupon } = plan;
  if (guest !== undefined) return visitAsGuest(shop, plan, guest);
  if (basket === 'items') return { customer };
  const cartId = await fillCart(shop, basket === 'cart' ? customer : ANONYMOUS, planCart(items, coupon));
  if (cartId === undefined) return undefined;
  if (basket === 'cart') {
    if (stranger !== undefined) await shop.read(stranger, operations.READS.cart, { id: cartId });
    return { customer, cartId };
  }
  const { seen } = await shop.mutate(customer, operations.mergeCarts(cartId));
  return seen.outcome === 'ok' && seen.cartId !== undefined ? { customer, cartId: seen.cartId } : undefined;
}

/** An order, and who has it. */
export interface Placed {
  id: string;
  customer: Client;
}

/** The guest signs in, and waits until the order is the account's. Undefined when that does not happen. */
async function signInWithOrder(shop: ShopClient, guest: Guest, plan: GuestPlan, id: string) {
  const customer = await signIn(shop, guest, plan);
  if (customer === undefined) return undefined;
  return (await statusAfter(shop, customer, id, [])) === undefined ? undefined : customer;
}

/**
 * A customer buys something. Gives the order and whose it is in the end; undefined when none was acknowledged. Does not reject.
 *
 * @param onOwned told of the order as soon as it is acknowledged, and again when it becomes somebody else's
 */
export async function checkOut(
  shop: ShopClient,
  plan: CheckoutPlan,
  onOwned = (_placed: Placed) => {},
): Promise<Placed | undefined> {
  const visitor = await visit(shop, plan);
  if (visitor === undefined) return undefined;
  let { customer } = visitor;
  const place =
    visitor.cartId === undefined
      ? operations.placeOrder(plan.items, plan.placeKey)
      : operations.placeOrderFrom(visitor.cartId, plan.placeKey);
  const { seen } = await shop.mutate(customer, place);
  if (plan.placesTwice) await shop.mutate(customer, place);
  if (seen.outcome !== 'ok' || seen.orderId === undefined) return undefined;
  const id = seen.orderId;
  onOwned({ id, customer });
  /** Says whether the customer is one who can go on. */
  async function signInIf(moment: GuestPlan['signsIn']): Promise<boolean> {
    if (visitor?.guest === undefined || plan.guest?.signsIn !== moment) return true;
    const account = await signInWithOrder(shop, visitor.guest, plan.guest, id);
    if (account === undefined) return false;
    customer = account;
    onOwned({ id, customer });
    return true;
  }

  if (plan.ends === 'leave' || !(await signInIf('placed'))) return { id, customer };
  const cancel = operations.cancelOrder(id, plan.cancelKey);
  if (plan.ends === 'cancel') {
    await shop.mutate(customer, cancel);
    return { id, customer };
  }
  if ((await statusAfter(shop, customer, id, ['PENDING'])) !== 'AWAITING_PAYMENT') return { id, customer };
  const pay = operations.payOrder(id, plan.payment, plan.payKey);
  await shop.mutate(customer, pay);
  if (plan.paysTwice) await shop.mutate(customer, pay);
  if (!(await signInIf('paid'))) return { id, customer };
  if (plan.ends === 'pay-and-cancel') await shop.mutate(customer, cancel);
  if (plan.ends === 'return' && (await isCompleted(shop, customer, id))) {
    const [line] = plan.items;
    if (line !== undefined) await shop.mutate(customer, operations.returnItems(id, line.productId, plan.returnKey));
  }
  return { id, customer };
}
