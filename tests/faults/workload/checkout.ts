import { setTimeout as delay } from 'node:timers/promises';
import type { Catalogue } from './catalogue.ts';
import * as operations from './operations.ts';
import type { Random } from './random.ts';
import type { Client, ShopClient } from './shop-client.ts';

/** What a customer is going to do, decided before it begins: answers and their times change nothing of it. */
export interface CheckoutPlan {
  customer: Client;
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

export function planCheckout(random: Random, customers: readonly Client[], catalogue: Catalogue): CheckoutPlan {
  const first = random.pick(random.chance(0.2) ? catalogue.scarce : catalogue.plenty);
  const second = random.pick(catalogue.plenty);
  const items = [{ productId: first, quantity: 1 + random.below(2) }];
  if (random.chance(0.3) && second !== first) items.push({ productId: second, quantity: 1 });
  return {
    customer: random.pick(customers),
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

/** How long a customer looks at a page that says that the order is being prepared. */
const PATIENCE_MS = 20_000;

/** Reads the order until it is no longer `before`. Gives what it is then; undefined when the customer has had enough. */
async function statusAfter(shop: ShopClient, customer: Client, id: string, before: readonly string[]) {
  const deadline = performance.now() + PATIENCE_MS;
  for (let pauseMs = 100; performance.now() < deadline; pauseMs = Math.min(1_000, pauseMs * 1.5)) {
    await delay(pauseMs);
    const status: string | undefined = (await shop.read(customer, operations.ORDER_STATUS, { id }))?.order?.status;
    if (status !== undefined && !before.includes(status)) return status;
  }
  return undefined;
}

const isCompleted = async (shop: ShopClient, customer: Client, id: string) =>
  (await statusAfter(shop, customer, id, ['AWAITING_PAYMENT', 'AWAITING_SHIPMENT'])) === 'COMPLETED';

/**
 * A customer buys something. Gives the order's id; undefined when none was acknowledged. Does not reject.
 *
 * @param onPlaced told of the id as soon as the order is acknowledged
 */
export async function checkOut(
  shop: ShopClient,
  plan: CheckoutPlan,
  onPlaced = (_id: string) => {},
): Promise<string | undefined> {
  const { customer } = plan;
  const place = operations.placeOrder(plan.items, plan.placeKey);
  const { seen } = await shop.mutate(customer, place);
  if (plan.placesTwice) await shop.mutate(customer, place);
  if (seen.outcome !== 'ok' || seen.orderId === undefined) return undefined;
  const id = seen.orderId;
  onPlaced(id);
  if (plan.ends === 'leave') return id;
  const cancel = operations.cancelOrder(id, plan.cancelKey);
  if (plan.ends === 'cancel') {
    await shop.mutate(customer, cancel);
    return id;
  }
  if ((await statusAfter(shop, customer, id, ['PENDING'])) !== 'AWAITING_PAYMENT') return id;
  const pay = operations.payOrder(id, plan.payment, plan.payKey);
  await shop.mutate(customer, pay);
  if (plan.paysTwice) await shop.mutate(customer, pay);
  if (plan.ends === 'pay-and-cancel') await shop.mutate(customer, cancel);
  if (plan.ends === 'return' && (await isCompleted(shop, customer, id))) {
    const [line] = plan.items;
    if (line !== undefined) await shop.mutate(customer, operations.returnItems(id, line.productId, plan.returnKey));
  }
  return id;
}
