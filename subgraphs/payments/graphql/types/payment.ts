import type { PaymentResolvers } from '../generated.ts';

export const payment: PaymentResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (await loaders.payment.load(id)) ?? null,
  status: ({ state }) => state,
};
