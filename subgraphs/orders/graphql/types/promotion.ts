import { z } from 'zod';
import { connectionOf, pageOf } from '#platform/subgraph/connection.ts';
import type { Promotion } from '../../promotion/promotion.ts';
import { listPromotions } from '../../promotion/promotion-store.ts';
import type { PromotionResolvers, QueryResolvers } from '../generated.ts';

export type PromotionView = Promotion;

/** Ids are in the order of time. */
const promotionCursor = z.tuple([z.uuid()]);

export const promotions: NonNullable<QueryResolvers['promotions']> = async (_parent, args, { database }) => {
  const { first, after } = pageOf(args, promotionCursor);
  const rows = await listPromotions(database, first + 1, after?.[0]);
  return connectionOf(rows, first, ({ id }) => [id]);
};

export const promotionResolvers: PromotionResolvers = {
  discount: ({ discount, currency }) => {
    if (discount.kind === 'PERCENTAGE') return { __typename: 'PercentageDiscount', basisPoints: discount.basisPoints };
    if (currency === null) throw new Error('a fixed discount without a currency');
    return { __typename: 'FixedDiscount', amount: { amountMinor: discount.amountMinor, currency } };
  },
  minimum: ({ minimumMinor, currency }) =>
    minimumMinor === null || currency === null ? null : { amountMinor: minimumMinor, currency },
  uses: ({ id }, _args, { loaders }) => loaders.promotionUses.load(id),
};
