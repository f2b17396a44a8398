import { CurrencyCode, DateTime, Decimal, moneyResolvers } from '#platform/subgraph/scalars.ts';
import type { Resolvers } from './generated.ts';
import { creditWallet } from './mutations/credit-wallet.ts';
import { payOrder } from './mutations/pay-order.ts';
import { order } from './types/order.ts';
import { payment } from './types/payment.ts';
import { refund } from './types/refund.ts';
import { user, walletBalance } from './types/user.ts';

export const resolvers: Resolvers = {
  DateTime,
  Decimal,
  CurrencyCode,
  Money: moneyResolvers,
  Mutation: { payOrder, creditWallet },
  Order: order,
  Payment: payment,
  Refund: refund,
  User: user,
  WalletBalance: walletBalance,
};
