import { z } from 'zod';
import { invalidInput, parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { createPromotion as create } from '../../promotion/create-promotion.ts';
import { normalCode } from '../../promotion/promotion-store.ts';
import { agreeTerms } from '../../promotion/promotion-terms.ts';
import type { MutationResolvers } from '../generated.ts';
import { promotionFields } from './promotion-input.ts';

const code = z
  .string()
  .transform(normalCode)
  .refine((code) => /^[A-Z0-9-]{3,40}$/.test(code), 'must have 3 to 40 letters, digits and dashes');

const createPromotionInput = z.object({
  name: promotionFields.name,
  code: code.nullable().default(null),
  basisPoints: promotionFields.basisPoints.nullable().default(null),
  amount: promotionFields.amount.nullable().default(null),
  minimum: promotionFields.minimum.nullable().default(null),
  categoryId: promotionFields.categoryId.nullable().default(null),
  perCustomerLimit: promotionFields.perCustomerLimit.nullable().default(null),
  totalLimit: promotionFields.totalLimit.nullable().default(null),
  validFrom: promotionFields.validFrom.nullish().transform((from) => from ?? new Date()),
  validUntil: promotionFields.validUntil.nullable().default(null),
});

export const createPromotion: NonNullable<MutationResolvers['createPromotion']> = async (
  _parent,
  { input },
  context,
) => {
  const parsed = parseInput(createPromotionInput, input);
  if (!parsed.ok) return parsed.error;
  const { code, ...terms } = parsed.value;
  const agreed = agreeTerms(terms);
  if ('problems' in agreed) return invalidInput(agreed.problems);
  const promotion = await create(context.database, { ...agreed, code });
  if (promotion === undefined) return userError('CodeTaken', 'Another promotion has this code, or had it.');
  return { __typename: 'CreatePromotionSuccess', promotion };
};
