import type { OrderEvent, StoredMoney } from '../order/order-events.ts';
import type { OrderState, Refund } from '../order/order-state.ts';
import { givenBackBy, refundAskedBy } from './given-back.ts';
import { withGivenBack } from './returnable.ts';

/** The map with a value put in. */
export type Put = <Value>(map: ReadonlyMap<string, Value>, key: string, value: Value) => ReadonlyMap<string, Value>;

/** Leaves the map as it is for whoever holds it. */
export const inCopy: Put = (map, key, value) => new Map(map).set(key, value);

/** For a map that nobody else holds: a copy at every event would make the work grow by the square of their number. */
export const inPlace: Put = <Value>(map: ReadonlyMap<string, Value>, key: string, value: Value) =>
  (map as Map<string, Value>).set(key, value);

function withRefund(state: OrderState, refundId: string, refund: Refund, put: Put): OrderState {
  const underWayOf = (known: Refund | undefined) => (known?.state === 'REQUESTED' ? known.amountMinor : 0n);
  const change = underWayOf(refund) - underWayOf(state.refunds.get(refundId));
  return {
    ...state,
    refunds: put(state.refunds, refundId, refund),
    refundsUnderWayMinor: state.refundsUnderWayMinor + change,
  };
}

function refunded(
  before: OrderState,
  { refundId, amount }: { refundId?: string; amount: StoredMoney },
  put: Put,
): OrderState {
  const amountMinor = BigInt(amount.amountMinor);
  const state = refundId === undefined ? before : withRefund(before, refundId, { amountMinor, state: 'REFUNDED' }, put);
  const refundedMinor = state.refundedMinor + amountMinor;
  const all = refundedMinor >= BigInt(state.total.amountMinor);
  return { ...state, refundedMinor, paymentStatus: all ? 'REFUNDED' : 'PARTIALLY_REFUNDED' };
}

type AboutRefunds = Extract<
  OrderEvent,
  {
    type:
      | 'ItemsReturned'
      | 'ItemsUndelivered'
      | 'ItemsRestocked'
      | 'RefundRequested'
      | 'PaymentRefunded'
      | 'PaymentRefundFailed';
  }
>;

/** What comes of an event about goods or money that go back. */
export function evolveRefunds(before: OrderState, event: AboutRefunds, put: Put): OrderState {
  if (event.type === 'PaymentRefunded') return refunded(before, event.data, put);
  if (event.type === 'PaymentRefundFailed') {
    const { refundId } = event.data;
    const amountMinor = before.refunds.get(refundId)?.amountMinor ?? 0n;
    return withRefund(before, refundId, { amountMinor, state: 'FAILED' }, put);
  }
  if (event.type === 'ItemsRestocked') {
    return { ...before, restocked: put(before.restocked, event.data.returnId, true) };
  }
  let state = before;
  const back = givenBackBy(event);
  if (back !== undefined) {
    const givenBack = withGivenBack(state.givenBack, back.lines);
    state = { ...state, givenBack, restocked: put(state.restocked, back.returnId, false) };
  }
  const asked = refundAskedBy(event);
  if (asked === undefined) return state;
  return withRefund(state, asked.refundId, { amountMinor: BigInt(asked.amount.amountMinor), state: 'REQUESTED' }, put);
}
