import { CurrencyCode, DateTime, Decimal, moneyResolvers } from '#platform/subgraph/scalars.ts';
import type { Resolvers } from './generated.ts';
import { payOrder } from './mutations/pay-order.ts';
import { order } from './types/order.ts';
import { payment } from './types/payment.ts';

export const resolvers: Resolvers = {
  DateTime,
  Decimal,
  CurrencyCode,
  Money: moneyResolvers,
  Mutation: { payOrder },
  Order: order,
  Payment: payment,
};
