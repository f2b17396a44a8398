import type { OrderResolvers } from '../generated.ts';

export const order: OrderResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  payments: ({ id }, _args, { loaders }) => loaders.paymentsOfOrder.load(id),
};
