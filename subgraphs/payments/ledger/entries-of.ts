export type LedgerKind = 'AUTHORIZE' | 'CAPTURE' | 'VOID';

/**
 * authorized-funds and customer-holds mirror each other: what the provider holds for us, and that it is the customer's still.
 * provider-clearing: what the provider owes us. revenue: what we have sold.
 */
export type LedgerAccount = 'authorized-funds' | 'customer-holds' | 'provider-clearing' | 'revenue';

export interface LedgerEntry {
  account: LedgerAccount;
  /** Minor units; debits are positive, credits negative. */
  amountMinor: bigint;
}

const move = (debit: LedgerAccount, credit: LedgerAccount, amountMinor: bigint): LedgerEntry[] => [
  { account: debit, amountMinor },
  { account: credit, amountMinor: -amountMinor },
];

/** The entries that book a step of `amountMinor` minor units; they add up to zero. */
export function entriesOf(kind: LedgerKind, amountMinor: bigint): LedgerEntry[] {
  const hold = move('authorized-funds', 'customer-holds', amountMinor);
  const release = move('customer-holds', 'authorized-funds', amountMinor);
  switch (kind) {
    case 'AUTHORIZE':
      return hold;
    case 'VOID':
      return release;
    case 'CAPTURE':
      return [...release, ...move('provider-clearing', 'revenue', amountMinor)];
  }
}
