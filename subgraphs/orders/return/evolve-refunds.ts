import type { OrderEvent } from '../order/order-events.ts';
import type { OrderState, Refund } from '../order/order-state.ts';
import { givenBackBy, refundAskedBy } from './given-back.ts';
import { withGivenBack } from './returnable.ts';

const withRefund = ({ refunds }: OrderState, refundId: string, refund: Refund): ReadonlyMap<string, Refund> =>
  new Map(refunds).set(refundId, refund);

function refunded(state: OrderState, { refundId, amount }: { refundId?: string; amount: { amountMinor: string } }) {
  const amountMinor = BigInt(amount.amountMinor);
  const refundedMinor = state.refundedMinor + amountMinor;
  const refunds =
    refundId === undefined ? state.refunds : withRefund(state, refundId, { amountMinor, state: 'REFUNDED' });
  const all = refundedMinor >= BigInt(state.total.amountMinor);
  return { ...state, refunds, refundedMinor, paymentStatus: all ? 'REFUNDED' : 'PARTIALLY_REFUNDED' } as const;
}

type AboutRefunds = Extract<
  OrderEvent,
  { type: 'ItemsReturned' | 'ItemsUndelivered' | 'RefundRequested' | 'PaymentRefunded' | 'PaymentRefundFailed' }
>;

/** What comes of an event about goods or money that go back. */
export function evolveRefunds(state: OrderState, event: AboutRefunds): OrderState {
  if (event.type === 'PaymentRefunded') return refunded(state, event.data);
  if (event.type === 'PaymentRefundFailed') {
    const { refundId } = event.data;
    const amountMinor = state.refunds.get(refundId)?.amountMinor ?? 0n;
    return { ...state, refunds: withRefund(state, refundId, { amountMinor, state: 'FAILED' }) };
  }
  const back = givenBackBy(event);
  const asked = refundAskedBy(event);
  return {
    ...state,
    givenBack: back === undefined ? state.givenBack : withGivenBack(state.givenBack, back.lines),
    refunds:
      asked === undefined
        ? state.refunds
        : withRefund(state, asked.refundId, { amountMinor: BigInt(asked.amount.amountMinor), state: 'REQUESTED' }),
  };
}
