import type { Envelope } from '#contracts/envelope.ts';
import type { Money } from '#platform/subgraph/money.ts';

/**
 * OPEN: may be paid. AUTHORIZED: the money is held. CAPTURED: it is taken. VOIDED: the order has ended, nothing is taken
 * any more (what is held is being given back). CLOSED: declined for good, or not paid in time.
 */
export type OrderPaymentState = 'OPEN' | 'AUTHORIZED' | 'CAPTURED' | 'VOIDED' | 'CLOSED';

/** What is to be paid for an order, and how far that has come. */
export interface OrderPayment {
  orderId: string;
  customerId: string;
  amount: Money;
  state: OrderPaymentState;
  /** No further attempt is to be taken; while it is OPEN, the one under way decides. */
  closing: boolean;
  /** Grows with every change. */
  version: number;
  /** The newest command about it. */
  cause: Envelope;
}
