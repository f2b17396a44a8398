import type { ProductQuantity } from '../order/order-events.ts';
import type { OrderState } from '../order/order-state.ts';

/** How many of each product were ordered: an order has one line a product. */
const orderedOf = ({ lines }: OrderState) => new Map(lines.map(({ productId, quantity }) => [productId, quantity]));

/** How many of a product the customer has got and not given back. Nothing is got before the order is completed. */
export function returnableOf(state: OrderState, productId: string): number {
  if (state.status !== 'COMPLETED') return 0;
  return (orderedOf(state).get(productId) ?? 0) - (state.givenBack.get(productId) ?? 0);
}

/** Whether these, one line a product, are all in the order. */
export function areOrdered(state: OrderState, lines: readonly ProductQuantity[]): boolean {
  const ordered = orderedOf(state);
  return lines.every(({ productId, quantity }) => quantity <= (ordered.get(productId) ?? 0));
}

/** What was given back of each product, with these lines more. */
export function withGivenBack(
  givenBack: ReadonlyMap<string, number>,
  lines: readonly ProductQuantity[],
): ReadonlyMap<string, number> {
  const sum = new Map(givenBack);
  for (const { productId, quantity } of lines) sum.set(productId, (sum.get(productId) ?? 0) + quantity);
  return sum;
}
