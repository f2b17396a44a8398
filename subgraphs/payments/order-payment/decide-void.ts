import type { Payment } from '../payment/payment.ts';
import type { OrderPaymentState } from './order-payment.ts';

/** `refuse` names why the command cannot be obeyed, now or later. */
export type VoidDecision =
  /** What is held goes back, a transfer that is awaited is given up; the answer follows when it has. */
  | { do: 'give-back' }
  /** An attempt is under way: its outcome decides what is to be given back, and the answer follows then. */
  | { do: 'await-outcome' }
  /** Nothing is held: that is answered now. */
  | { do: 'end' }
  | { do: 'nothing' }
  | { do: 'answer-again' }
  | { do: 'refuse'; why: string };

/** @param leading the order's payment that is under way, held, taken or given back */
export function decideVoid(order: OrderPaymentState, leading: Payment | undefined): VoidDecision {
  const underWay = leading?.state === 'PENDING' || leading?.state === 'AUTHORIZED';
  switch (order) {
    case 'CAPTURED':
      return { do: 'refuse', why: 'the money has been taken already' };
    case 'AUTHORIZED':
      if (leading?.state === 'AUTHORIZED' && leading.wanted === 'CAPTURE') {
        return { do: 'refuse', why: 'the money is being taken already' };
      }
      return { do: 'give-back' };
    case 'OPEN':
    case 'CLOSED':
      if (leading?.state === 'PENDING' && leading.providerReference !== undefined) return { do: 'give-back' };
      return underWay ? { do: 'await-outcome' } : { do: 'end' };
    case 'VOIDED':
      return underWay ? { do: 'nothing' } : { do: 'answer-again' };
  }
}
