import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '#platform/postgres/database.ts';
import { bookCredit } from '../ledger/book.ts';
import { decideCredit } from './decide-credit.ts';
import { insertCredit, lockWallet, type WalletCredit } from './wallet-repository.ts';

/** Gives a customer money to spend here; told 'too-much' where the wallet would hold more than it may. */
export async function creditWallet(
  tx: Transaction,
  credit: Omit<WalletCredit, 'id'>,
): Promise<{ kind: 'credited' | 'too-much' }> {
  const { customerId, amount } = credit;
  const wallet = await lockWallet(tx, { customerId, currency: amount.currency });
  if (decideCredit(wallet, amount) === 'too-much') return { kind: 'too-much' };
  const id = uuidv7();
  await insertCredit(tx, { ...credit, id });
  await bookCredit(tx, { id, customerId, amount });
  return { kind: 'credited' };
}
