import type { OrderLine, ProductQuantity } from '../order/order-events.ts';
import type { OrderState } from '../order/order-state.ts';
import { withGivenBack } from './returnable.ts';

/** What was paid for a line: its price less its share of the discount, and its share of the tax. */
const paidFor = ({ unitPrice, quantity, discountMinor, taxMinor }: OrderLine): bigint =>
  BigInt(unitPrice.amountMinor) * BigInt(quantity) - BigInt(discountMinor ?? 0) + BigInt(taxMinor ?? 0);

/**
 * What was paid for all that has been given back. A part of a line is rounded down; the line's last piece brings what
 * rounding has left, so that its parts add up. What no line bears (the shipping cost) comes back with the last piece of all.
 */
function worthOf({ lines, total }: OrderState, givenBack: ReadonlyMap<string, number>): bigint {
  const parts = lines.map((line) => {
    const back = BigInt(givenBack.get(line.productId) ?? 0);
    return (paidFor(line) * back) / BigInt(line.quantity);
  });
  const everything = lines.every(({ productId, quantity }) => givenBack.get(productId) === quantity);
  return everything ? BigInt(total.amountMinor) : parts.reduce((sum, part) => sum + part, 0n);
}

/** What was paid for lines that come back now, in minor units. */
export const worthOfLines = (state: OrderState, lines: readonly ProductQuantity[]): bigint =>
  worthOf(state, withGivenBack(state.givenBack, lines)) - worthOf(state, state.givenBack);

/** What can still be asked back of the captured amount: all that was not refunded and is not being refunded. */
export function refundableMinor({ status, total, refundedMinor, refundsUnderWayMinor }: OrderState): bigint {
  return status === 'COMPLETED' ? BigInt(total.amountMinor) - refundedMinor - refundsUnderWayMinor : 0n;
}
