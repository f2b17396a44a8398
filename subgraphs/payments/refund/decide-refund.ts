import type { Money } from '#platform/subgraph/money.ts';
import type { Payment } from '../payment/payment.ts';
import type { Refund } from './refund.ts';

export type RefundDecision =
  /** The provider is asked for it. */
  | { do: 'ask'; paymentId: string }
  /** It does not fit now, and may later: that is kept, so that the same id never gets another answer. */
  | { do: 'fail'; paymentId: string; failure: string }
  /** It never fits, or nobody has paid anything: there is nothing that it could be kept with. */
  | { do: 'refuse'; failure: string }
  | { do: 'answer-again'; refund: Refund }
  /** It is under way. */
  | { do: 'nothing' }
  /** The id stands for another refund. */
  | { do: 'reject'; why: string };

export interface RefundRequest {
  orderId: string;
  amount: Money;
}

const isSame = (refund: Refund, { orderId, amount }: RefundRequest): boolean =>
  refund.orderId === orderId &&
  refund.amount.amountMinor === amount.amountMinor &&
  refund.amount.currency === amount.currency;

/**
 * @param known the refund with the request's id
 * @param leading the order's payment that is under way, held, taken or given back
 */
export function decideRefund(
  request: RefundRequest,
  known: Refund | undefined,
  leading: Payment | undefined,
): RefundDecision {
  if (known !== undefined) {
    if (!isSame(known, request)) return { do: 'reject', why: 'the id stands for another refund' };
    return known.state === 'PENDING' ? { do: 'nothing' } : { do: 'answer-again', refund: known };
  }
  if (leading === undefined) return { do: 'refuse', failure: 'not_captured' };
  const { id: paymentId, amount } = leading;
  if (request.amount.currency !== amount.currency) return { do: 'refuse', failure: 'other_currency' };
  if (request.amount.amountMinor > amount.amountMinor) return { do: 'refuse', failure: 'amount_too_large' };
  if (leading.state !== 'CAPTURED') return { do: 'fail', paymentId, failure: 'not_captured' };
  if (leading.refundsMinor + request.amount.amountMinor > amount.amountMinor) {
    return { do: 'fail', paymentId, failure: 'amount_too_large' };
  }
  return { do: 'ask', paymentId };
}
