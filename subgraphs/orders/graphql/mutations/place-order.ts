import { z } from 'zod';
import { addressInput } from '#platform/subgraph/address.ts';
import { moneyFromWire, moneyToWire } from '#platform/subgraph/money.ts';
import { idempotencyKey, idOrNone, parseInput } from '#platform/subgraph/user-errors.ts';
import { MAX_LINES, MAX_QUANTITY } from '../../cart/cart-items.ts';
import type { OrderSource } from '../../checkout/place-order.ts';
import type { MutationResolvers } from '../generated.ts';
import { moneyInput } from '../money-input.ts';
import { customerIdOf } from '../viewer-id.ts';
import { couponCode } from './coupon-code.ts';
import { answerOf } from './idempotent-answer.ts';
import { productId, quantity } from './product-quantity.ts';

type Items = { productId: string; quantity: number }[];

/** Several lines of one product count together: the line that exceeds the limit is named. */
function checkSums(items: Items, refusal: z.RefinementCtx): void {
  const sums = new Map<string, number>();
  items.forEach((item, index) => {
    const sum = (sums.get(item.productId) ?? 0) + item.quantity;
    sums.set(item.productId, sum);
    if (sum <= MAX_QUANTITY || item.quantity > MAX_QUANTITY) return;
    const message = `at most ${MAX_QUANTITY} of a product can be ordered`;
    refusal.addIssue({ code: 'custom', path: [index, 'quantity'], message });
  });
}

const placeOrderInput = z
  .object({
    items: z
      .array(z.object({ productId, quantity: quantity(1) }))
      .min(1, 'must not be empty')
      .max(MAX_LINES, `must be at most ${MAX_LINES}`)
      .superRefine(checkSums)
      .nullish(),
    cartId: z.string().nullish(),
    couponCode: couponCode.nullish(),
    expectedTotal: moneyInput.nullish(),
    shippingAddress: addressInput,
    idempotencyKey,
  })
  .transform(({ items, cartId, couponCode, expectedTotal, shippingAddress, idempotencyKey }, refusal) => {
    let source: OrderSource | undefined;
    if (items && !cartId) source = { kind: 'items', items, ...(couponCode ? { couponCode } : {}) };
    if (cartId && !items) source = { kind: 'cart', cartId: idOrNone(cartId) };
    if (source === undefined) {
      refusal.addIssue({ code: 'custom', path: ['items'], message: 'give exactly one of items and cartId' });
      return z.NEVER;
    }
    if (source.kind === 'cart' && couponCode) {
      refusal.addIssue({ code: 'custom', path: ['couponCode'], message: 'is for items: a cart has its own' });
      return z.NEVER;
    }
    const { state, ...address } = shippingAddress;
    return {
      idempotencyKey,
      source,
      shippingAddress: state === undefined ? address : { ...address, state },
      ...(expectedTotal ? { expectedTotal: moneyToWire(expectedTotal) } : {}),
    };
  });

export const placeOrder: NonNullable<MutationResolvers['placeOrder']> = async (_parent, { input }, context) => {
  const parsed = parseInput(placeOrderInput, input);
  if (!parsed.ok) return parsed.error;
  const { idempotencyKey, ...request } = parsed.value;
  const answer = answerOf(await context.placeOrder(customerIdOf(context.viewer), idempotencyKey, request));
  switch (answer.__typename) {
    case 'PlaceOrderSuccess':
      return { __typename: 'PlaceOrderSuccess', order: await context.loaders.changedOrder(answer.orderId) };
    case 'PriceChanged':
      return { ...answer, was: moneyFromWire(answer.was), now: moneyFromWire(answer.now) };
    default:
      return answer;
  }
};
