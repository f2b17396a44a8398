import type { UserResolvers, WalletBalanceResolvers } from '../generated.ts';

export const user: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  wallet: ({ id }, _args, { loaders }) => loaders.walletsOfUser.load(id),
};

export const walletBalance: WalletBalanceResolvers = {
  available: ({ currency, balanceMinor }) => ({ currency, amountMinor: balanceMinor }),
  held: ({ currency, heldMinor }) => ({ currency, amountMinor: heldMinor }),
};
