import type { Envelope } from '#contracts/envelope.ts';
import type { Money } from '#platform/subgraph/money.ts';

/** PENDING: the provider is asked. FAILED: nothing was given back, and will not be. */
export type RefundState = 'PENDING' | 'REFUNDED' | 'FAILED';

/** A part of what a payment took, given back; or all of it. */
export interface Refund {
  /** The provider knows it by the same id. */
  id: string;
  orderId: string;
  paymentId: string;
  amount: Money;
  state: RefundState;
  /** Why it failed, for machines. */
  failure: string | undefined;
  /** The command that asked for it. */
  cause: Envelope;
  createdAt: Date;
}
