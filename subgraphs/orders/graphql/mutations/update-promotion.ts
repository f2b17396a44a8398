import { z } from 'zod';
import { idOrNone, invalidInput, parseInput, userError } from '#platform/subgraph/user-errors.ts';
import type { MutationResolvers } from '../generated.ts';
import { promotionFields } from './promotion-input.ts';

/** Stays as it is when nothing is given. */
const kept = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);

const updatePromotionInput = z.object({
  promotionId: z.string().transform(idOrNone),
  name: kept(promotionFields.name),
  basisPoints: kept(promotionFields.basisPoints),
  amount: kept(promotionFields.amount),
  minimum: promotionFields.minimum.nullish(),
  categoryId: promotionFields.categoryId.nullish(),
  perCustomerLimit: promotionFields.perCustomerLimit.nullish(),
  totalLimit: promotionFields.totalLimit.nullish(),
  validFrom: kept(promotionFields.validFrom),
  validUntil: promotionFields.validUntil.nullish(),
});

export const updatePromotion: NonNullable<MutationResolvers['updatePromotion']> = async (
  _parent,
  { input },
  context,
) => {
  const parsed = parseInput(updatePromotionInput, input);
  if (!parsed.ok) return parsed.error;
  const { promotionId, ...change } = parsed.value;
  const promotion = await context.updatePromotion(promotionId, change);
  if (promotion === undefined) return userError('PromotionNotFound', 'There is no such promotion.');
  if ('problems' in promotion) return invalidInput(promotion.problems);
  return { __typename: 'UpdatePromotionSuccess', promotion };
};
