import type { OrderPaymentState } from '../order-payment/order-payment.ts';

/**
 * What an approval makes of an order's payment that stands at `order` by now. Late: the order has ended meanwhile, what is
 * held goes back, and payment-voided follows when it has.
 */
export function decideApproval(order: OrderPaymentState): { order: OrderPaymentState; late: boolean } {
  return order === 'OPEN' ? { order: 'AUTHORIZED', late: false } : { order, late: true };
}

/** What a decline makes of an order's payment that stands at `order` by now, and what is told of it. */
export function decideDecline(
  order: OrderPaymentState,
  retryable: boolean,
): { order: OrderPaymentState; publish: 'declined' | 'voided' } {
  // The void's answer waited for this outcome.
  if (order === 'VOIDED') return { order, publish: 'voided' };
  return { order: retryable ? order : 'CLOSED', publish: 'declined' };
}
