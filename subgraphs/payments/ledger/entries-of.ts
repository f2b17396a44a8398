import type { PaymentMethod } from '../payment/payment.ts';

export type PaymentStep = 'AUTHORIZE' | 'CAPTURE' | 'VOID' | 'REFUND';

/** A CREDIT gives a customer money to spend here. */
export type LedgerKind = PaymentStep | 'CREDIT';

/**
 * authorized-funds and customer-holds mirror each other: what the provider holds for us, and that it is the customer's still.
 * provider-clearing: what the provider owes us. revenue: what we have sold. customer-wallet: what customers can spend of
 * their wallets. wallet-holds: what is held of them for orders under way. goodwill: what we gave away.
 */
export type LedgerAccount =
  | 'authorized-funds'
  | 'customer-holds'
  | 'provider-clearing'
  | 'revenue'
  | 'customer-wallet'
  | 'wallet-holds'
  | 'goodwill';

export interface LedgerEntry {
  account: LedgerAccount;
  /** Minor units; debits are positive, credits negative. */
  amountMinor: bigint;
}

const move = (debit: LedgerAccount, credit: LedgerAccount, amountMinor: bigint): LedgerEntry[] => [
  { account: debit, amountMinor },
  { account: credit, amountMinor: -amountMinor },
];

function throughProvider(step: PaymentStep, amountMinor: bigint): LedgerEntry[] {
  const release = move('customer-holds', 'authorized-funds', amountMinor);
  switch (step) {
    case 'AUTHORIZE':
      return move('authorized-funds', 'customer-holds', amountMinor);
    case 'VOID':
      return release;
    case 'CAPTURE':
      return [...release, ...move('provider-clearing', 'revenue', amountMinor)];
    case 'REFUND':
      return move('revenue', 'provider-clearing', amountMinor);
  }
}

function throughWallet(step: PaymentStep, amountMinor: bigint): LedgerEntry[] {
  switch (step) {
    case 'AUTHORIZE':
      return move('customer-wallet', 'wallet-holds', amountMinor);
    case 'VOID':
      return move('wallet-holds', 'customer-wallet', amountMinor);
    case 'CAPTURE':
      return move('wallet-holds', 'revenue', amountMinor);
    case 'REFUND':
      return move('revenue', 'customer-wallet', amountMinor);
  }
}

/** The entries that book a payment's step of `amountMinor` minor units; they add up to zero. */
export const entriesOf = (step: PaymentStep, method: PaymentMethod, amountMinor: bigint): LedgerEntry[] =>
  method === 'WALLET' ? throughWallet(step, amountMinor) : throughProvider(step, amountMinor);

/** The entries that book money given to a customer's wallet. */
export const creditEntries = (amountMinor: bigint): LedgerEntry[] => move('goodwill', 'customer-wallet', amountMinor);
