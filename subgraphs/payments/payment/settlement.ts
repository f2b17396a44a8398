import type { Transaction } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';
import type { Decision, RefundOutcome } from '../provider/payment-provider.ts';
import type { PaymentIn, PaymentMethod } from './payment.ts';

/** A way to move the money of payments. What it did is recorded, and booked, by its caller. */
export interface Settlement {
  /** Decides within the transaction that begins a payment. Undefined: somebody outside has to be asked. */
  decideAtOnce(tx: Transaction, attempt: { customerId: string; amount: Money }): Promise<Decision | undefined>;
  /** Takes what a payment holds. Done already is done. @throws ProviderUnavailable, ProviderRefused */
  capture(payment: PaymentIn<'AUTHORIZED'>): Promise<void>;
  /** Gives up what a payment holds. Done already is done. @throws ProviderUnavailable, ProviderRefused */
  void(payment: PaymentIn<'AUTHORIZED'>): Promise<void>;
  /** Gives back a part of what was taken, once for each id. @throws ProviderUnavailable, ProviderRefused */
  refund(payment: PaymentIn<'CAPTURED'>, refund: { id: string; amount: Money }): Promise<RefundOutcome>;
}

/** The way of each method. */
export type SettlementOf = (method: PaymentMethod) => Settlement;
