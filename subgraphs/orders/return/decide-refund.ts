import { type Decision, happened, nothing, refused } from '../order/decision.ts';
import type { RecordPaymentRefunded, RecordPaymentRefundFailed, RequestRefund } from '../order/order-commands.ts';
import type { OrderState } from '../order/order-state.ts';
import { refundableMinor } from './refund-amount.ts';

/** Money back without goods: at most what was captured and not asked back yet. */
export function requestRefund(state: OrderState, { refundId, amount, reason }: RequestRefund): Decision {
  if (BigInt(amount.amountMinor) > refundableMinor(state)) return refused('REFUND_TOO_LARGE');
  return happened({ type: 'RefundRequested', data: { refundId, amount, reason } });
}

/** Only what was asked for is paid back, once, and never after it was said to have failed. */
export function recordRefund(state: OrderState, { refundId, amount }: RecordPaymentRefunded): Decision {
  const refund = state.refunds.get(refundId);
  if (refund?.state === 'REFUNDED') return nothing;
  if (refund?.state !== 'REQUESTED' || refund.amountMinor !== BigInt(amount.amountMinor)) return refused('UNEXPECTED');
  return happened({ type: 'PaymentRefunded', data: { refundId, amount } });
}

/** A refund that failed can be asked for again, by staff. */
export function recordRefundFailure(state: OrderState, { refundId, reason }: RecordPaymentRefundFailed): Decision {
  const refund = state.refunds.get(refundId);
  if (refund?.state === 'FAILED') return nothing;
  if (refund?.state !== 'REQUESTED') return refused('UNEXPECTED');
  return happened({ type: 'PaymentRefundFailed', data: { refundId, reason } });
}
