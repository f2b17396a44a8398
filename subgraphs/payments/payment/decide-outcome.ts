import type { OrderPayment, OrderPaymentState } from '../order-payment/order-payment.ts';

/**
 * What an approval makes of an order's payment that stands at `order` by now. Late: the order has ended meanwhile, what is
 * held goes back, and payment-voided follows when it has.
 */
export function decideApproval(order: OrderPaymentState): { order: OrderPaymentState; late: boolean } {
  return order === 'OPEN' ? { order: 'AUTHORIZED', late: false } : { order, late: true };
}

export interface DeclineEffect {
  order: OrderPaymentState;
  publish: readonly ('declined' | 'closed' | 'voided')[];
}

/** What a decline makes of an order's payment as it stands by now, and what is told of it. */
export function decideDecline(
  { state, closing }: Pick<OrderPayment, 'state' | 'closing'>,
  retryable: boolean,
): DeclineEffect {
  // The void's answer waited for this outcome.
  if (state === 'VOIDED') return { order: state, publish: ['voided'] };
  if (!retryable) return { order: 'CLOSED', publish: ['declined'] };
  // The closing waited for this outcome, too.
  return closing ? { order: 'CLOSED', publish: ['declined', 'closed'] } : { order: state, publish: ['declined'] };
}

/** Whether an order may still be paid by a transfer that the provider awaits. If not, the transfer is to be given up. */
export const isTransferWelcome = ({ state, closing }: Pick<OrderPayment, 'state' | 'closing'>): boolean =>
  state === 'OPEN' && !closing;
