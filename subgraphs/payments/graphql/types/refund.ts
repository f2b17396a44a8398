import type { RefundResolvers } from '../generated.ts';

export const refund: RefundResolvers = { status: ({ state }) => state };
