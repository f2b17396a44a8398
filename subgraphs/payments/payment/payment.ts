import type { Money } from '#platform/subgraph/money.ts';
import type { PaymentMethod } from '../provider/payment-provider.ts';

/** One attempt to pay for an order. */
interface Attempt {
  /** The provider knows it by the same id. */
  id: string;
  orderId: string;
  customerId: string;
  method: PaymentMethod;
  amount: Money;
  /** SHA-256 of the input that asked for it. */
  fingerprint: Buffer;
  createdAt: Date;
}

export type Payment = Attempt &
  (
    | { state: 'PENDING' }
    | {
        state: 'AUTHORIZED';
        providerReference: string;
        /** Approved when the order had ended already. */
        approvedLate: boolean;
        /** What the provider has still to do. */
        wanted: 'CAPTURE' | 'VOID' | undefined;
      }
    | { state: 'CAPTURED'; providerReference: string }
    | { state: 'VOIDED'; providerReference: string; approvedLate: boolean }
    | { state: 'DECLINED'; code: string; retryable: boolean }
  );

export type PaymentIn<State extends Payment['state']> = Extract<Payment, { state: State }>;
