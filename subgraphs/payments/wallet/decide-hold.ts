import type { Money } from '#platform/subgraph/money.ts';
import type { Decision } from '../provider/payment-provider.ts';
import type { Wallet } from './wallet-repository.ts';

/** Whether a wallet in the amount's currency can hold it for an order. The wallet may be filled, so a decline is not for good. */
export function decideHold({ balanceMinor }: Wallet, { amountMinor }: Money): Decision {
  return balanceMinor >= amountMinor
    ? { kind: 'approved', reference: 'wallet' }
    : { kind: 'declined', code: 'insufficient_funds', retryable: true };
}
