import type { Settlement } from '../payment/settlement.ts';
import { decideHold } from './decide-hold.ts';
import { lockWallet } from './wallet-repository.ts';

/** Settles out of the customer's wallet. It is ours: the booking of each step moves it, and nobody has to be asked. */
export const walletSettlement: Settlement = {
  async decideAtOnce(tx, { customerId, amount }) {
    const { currency } = amount;
    return decideHold(await lockWallet(tx, { customerId, currency }), amount);
  },
  capture: async () => {},
  void: async () => {},
  refund: async () => ({ kind: 'refunded' }),
};
