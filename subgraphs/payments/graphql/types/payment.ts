import type { PaymentResolvers } from '../generated.ts';

export const payment: PaymentResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (await loaders.payment.load(id)) ?? null,
  status: ({ state }) => state,
  awaitingTransfer: (attempt) =>
    attempt.state === 'PENDING' && attempt.providerReference !== undefined && attempt.wanted === undefined,
  refunds: ({ id }, _args, { loaders }) => loaders.refundsOfPayment.load(id),
  async refundedAmount({ id, amount }, _args, { loaders }) {
    const refunds = await loaders.refundsOfPayment.load(id);
    const done = refunds.filter(({ state }) => state === 'REFUNDED');
    return { ...amount, amountMinor: done.reduce((sum, refund) => sum + refund.amount.amountMinor, 0n) };
  },
};
