import { type Decision, happened, nothing, refused } from '../order/decision.ts';
import type { RecordStockReturned, ReturnItems } from '../order/order-commands.ts';
import type { OrderEvent } from '../order/order-events.ts';
import type { OrderState } from '../order/order-state.ts';
import { refundableMinor, worthOfLines } from './refund-amount.ts';
import { returnableOf } from './returnable.ts';

const DAY_MS = 86_400_000;

/** The customer gives lines back, within the return period, and gets what was paid for them: never more than is left of it. */
export function returnItems(state: OrderState, { returnId, lines, reason, at, returnDays }: ReturnItems): Decision {
  if (state.completedAt === undefined) return refused('NOT_COMPLETED');
  if (at.getTime() - state.completedAt.getTime() > returnDays * DAY_MS) return refused('RETURN_PERIOD_OVER');
  const tooMany = lines.some(({ productId, quantity }) => quantity > returnableOf(state, productId));
  if (tooMany) return refused('TOO_MANY_RETURNED');
  const worth = worthOfLines(state, lines);
  const left = refundableMinor(state);
  const amount = { ...state.total, amountMinor: String(worth < left ? worth : left) };
  return happened({ type: 'ItemsReturned', data: { returnId, lines, amount, reason } });
}

/** Only what was given back is in stock again, once. */
export function recordRestocked(state: OrderState, { returnId }: RecordStockReturned): Decision {
  const restocked = state.restocked.get(returnId);
  if (restocked === undefined) return refused('UNEXPECTED');
  return restocked ? nothing : happened({ type: 'ItemsRestocked', data: { returnId } });
}

/** What of an order that is being completed never left: its customer gets it paid back at once. */
export function giveBackUndelivered(state: OrderState): OrderEvent[] {
  if (state.undelivered === undefined) return [];
  const { shipmentId, lines } = state.undelivered;
  const amount = { ...state.total, amountMinor: String(worthOfLines(state, lines)) };
  return [{ type: 'ItemsUndelivered', data: { returnId: shipmentId, lines, amount } }];
}
