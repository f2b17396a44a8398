import type { Transaction } from '#platform/postgres/database.ts';
import type { Money } from '#platform/subgraph/money.ts';

/** What a customer has in one currency, in minor units. */
export interface Wallet {
  currency: string;
  /** Can be spent. */
  balanceMinor: bigint;
  /** Held for orders under way. */
  heldMinor: bigint;
}

export interface WalletRow {
  [column: string]: unknown;
  currency: string;
  balance_minor: string;
  held_minor: string;
}

export const WALLET_COLUMNS = 'currency, balance_minor, held_minor';

export const walletFromRow = (row: WalletRow): Wallet => ({
  currency: row.currency,
  balanceMinor: BigInt(row.balance_minor),
  heldMinor: BigInt(row.held_minor),
});

interface WalletKey {
  customerId: string;
  currency: string;
}

/** Reads a customer's wallet, an empty one if there was none, and holds its lock to the end of the transaction. */
export async function lockWallet(tx: Transaction, { customerId, currency }: WalletKey): Promise<Wallet> {
  const { rows } = await tx.query<WalletRow>({
    name: 'wallet.lock',
    text: `SELECT ${WALLET_COLUMNS} FROM wallets WHERE customer_id = $1 AND currency = $2 FOR UPDATE`,
    values: [customerId, currency],
  });
  return rows[0] === undefined ? { currency, balanceMinor: 0n, heldMinor: 0n } : walletFromRow(rows[0]);
}

/**
 * Moves a customer's wallet along with the ledger.
 *
 * @param change in minor units
 * @throws DatabaseError when it would fall below zero
 */
export async function moveWallet(
  tx: Transaction,
  { customerId, currency }: WalletKey,
  change: { balance: bigint; held: bigint },
): Promise<void> {
  await tx.query({
    name: 'wallet.open',
    text: 'INSERT INTO wallets (customer_id, currency) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    values: [customerId, currency],
  });
  await tx.query({
    name: 'wallet.move',
    text: `UPDATE wallets SET balance_minor = balance_minor + $3, held_minor = held_minor + $4
           WHERE customer_id = $1 AND currency = $2`,
    values: [customerId, currency, change.balance, change.held],
  });
}

export interface WalletCredit {
  id: string;
  customerId: string;
  amount: Money;
  reason: string;
  creditedBy: string;
}

export async function insertCredit(tx: Transaction, credit: WalletCredit): Promise<void> {
  const { id, customerId, amount, reason, creditedBy } = credit;
  await tx.query({
    name: 'wallet.insert-credit',
    text: `INSERT INTO wallet_credits (id, customer_id, amount_minor, currency, reason, credited_by)
           VALUES ($1, $2, $3, $4, $5, $6)`,
    values: [id, customerId, amount.amountMinor, amount.currency, reason, creditedBy],
  });
}
