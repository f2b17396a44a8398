import type { Money } from '#platform/subgraph/money.ts';

/** WALLET: out of the store credit that customers have with us; the others by way of the provider. */
export type PaymentMethod = 'CARD' | 'WALLET' | 'BANK_TRANSFER';

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
    | {
        state: 'PENDING';
        /** Known once the provider has taken up a transfer, whose money it awaits. */
        providerReference: string | undefined;
        /** The transfer is to be given up. */
        wanted: 'VOID' | undefined;
      }
    | {
        state: 'AUTHORIZED';
        providerReference: string;
        /** Approved when the order had ended already. */
        approvedLate: boolean;
        /** What the provider has still to do. */
        wanted: 'CAPTURE' | 'VOID' | undefined;
      }
    | {
        state: 'CAPTURED';
        providerReference: string;
        /** The sum of all refunds that were asked for or are done, in minor units. */
        refundsMinor: bigint;
      }
    | { state: 'VOIDED'; providerReference: string; approvedLate: boolean }
    | {
        state: 'DECLINED';
        code: string;
        /** Another attempt was welcome then: the provider allowed it, and the order was open. */
        retryable: boolean;
        providerReference: string | undefined;
      }
  );

export type PaymentIn<State extends Payment['state']> = Extract<Payment, { state: State }>;
