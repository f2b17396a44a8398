import { idOrNone, userError } from '#platform/subgraph/user-errors.ts';
import { endPromotion as end } from '../../promotion/promotion-store.ts';
import type { MutationResolvers } from '../generated.ts';

export const endPromotion: NonNullable<MutationResolvers['endPromotion']> = async (_parent, { input }, context) => {
  const promotion = await end(context.database, idOrNone(input.promotionId));
  if (promotion === undefined) return userError('PromotionNotFound', 'There is no such promotion.');
  return { __typename: 'EndPromotionSuccess', promotion };
};
