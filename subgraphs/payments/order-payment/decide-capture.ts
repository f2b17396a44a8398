import type { Payment } from '../payment/payment.ts';
import type { OrderPaymentState } from './order-payment.ts';

/** `refuse` names why the command cannot be obeyed, now or later. */
export type CaptureDecision =
  | { do: 'capture' }
  | { do: 'nothing' }
  | { do: 'answer-again' }
  | { do: 'refuse'; why: string };

/** @param leading the order's payment that is under way, held, taken or given back */
export function decideCapture(order: OrderPaymentState, leading: Payment | undefined): CaptureDecision {
  if (order === 'CAPTURED') return { do: 'answer-again' };
  if (order !== 'AUTHORIZED' || leading?.state !== 'AUTHORIZED') {
    return { do: 'refuse', why: `there is nothing to capture, the payment is ${order}` };
  }
  return leading.wanted === 'CAPTURE' ? { do: 'nothing' } : { do: 'capture' };
}
