import type { OrderEvent, ProductQuantity, StoredMoney } from '../order/order-events.ts';

/** Goods that an event brings back: their customer returns them, or they have never left. */
export interface GivenBack {
  returnId: string;
  kind: 'RETURNED' | 'UNDELIVERED';
  lines: readonly ProductQuantity[];
  /** What is paid back for them. */
  amount: StoredMoney;
}

/** Money that an event asks payments to give back. */
export interface RefundAsked {
  refundId: string;
  amount: StoredMoney;
}

/** The goods that come back by this event. */
export function givenBackBy(event: OrderEvent): GivenBack | undefined {
  if (event.type !== 'ItemsReturned' && event.type !== 'ItemsUndelivered') return undefined;
  const { returnId, lines, amount } = event.data;
  return { returnId, lines, amount, kind: event.type === 'ItemsReturned' ? 'RETURNED' : 'UNDELIVERED' };
}

/** The refund that this event asks for. Goods whose money was given back before, or that cost none, bring none. */
export function refundAskedBy(event: OrderEvent): RefundAsked | undefined {
  if (event.type === 'RefundRequested') return { refundId: event.data.refundId, amount: event.data.amount };
  const back = givenBackBy(event);
  if (back === undefined || BigInt(back.amount.amountMinor) <= 0n) return undefined;
  return { refundId: back.returnId, amount: back.amount };
}
