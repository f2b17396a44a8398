import type { Money } from '#platform/subgraph/money.ts';
import type { Wallet } from './wallet-repository.ts';

/** Most that a wallet may come to by being credited, in minor units; far below what a bigint column takes. */
export const MAX_WALLET_MINOR = 10n ** 15n;

/** Whether a wallet in the amount's currency may be credited with it. */
export const decideCredit = ({ balanceMinor, heldMinor }: Wallet, { amountMinor }: Money): 'credit' | 'too-much' =>
  balanceMinor + heldMinor + amountMinor > MAX_WALLET_MINOR ? 'too-much' : 'credit';
