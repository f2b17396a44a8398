import type { Payment } from '../payment/payment.ts';
import type { OrderPayment } from './order-payment.ts';

export type CloseDecision =
  /** Nothing is held or under way: that is answered now. */
  | 'close'
  /** An attempt is under way: its outcome is the answer, and closes the payment if it is a decline. */
  | 'await-outcome'
  /** The same, of a transfer that may take days: it is given up, unless it has come to its end before. */
  | 'give-up'
  | 'nothing'
  | 'answer-again';

/** @param leading the order's payment that is under way, held, taken or given back */
export function decideClose(
  { state, closing }: Pick<OrderPayment, 'state' | 'closing'>,
  leading: Payment | undefined,
): CloseDecision {
  if (state === 'OPEN') {
    if (leading?.state !== 'PENDING') return 'close';
    return leading.providerReference === undefined ? 'await-outcome' : 'give-up';
  }
  // What was closed by a decline for good was answered by that.
  return state === 'CLOSED' && closing ? 'answer-again' : 'nothing';
}
