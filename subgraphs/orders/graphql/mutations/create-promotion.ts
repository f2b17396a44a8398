import { z } from 'zod';
import { parseInput, text, userError } from '#platform/subgraph/user-errors.ts';
import { createPromotion as create, type NewPromotion } from '../../promotion/create-promotion.ts';
import type { Discount } from '../../promotion/promotion.ts';
import { normalCode } from '../../promotion/promotion-store.ts';
import type { MutationResolvers } from '../generated.ts';
import { moneyInput } from '../money-input.ts';

/** Most uses that can be counted: PostgreSQL's integer. */
const MAX_LIMIT = 2 ** 31 - 1;

const limit = z.int().min(1, 'must be at least 1').max(MAX_LIMIT, `must be at most ${MAX_LIMIT}`).nullish();
const sum = moneyInput.refine(({ amountMinor }) => amountMinor > 0n, {
  path: ['amount'],
  error: 'must be more than zero',
});
const orNull = <Value>(value: Value | null | undefined): Value | null => value ?? null;

const createPromotionInput = z
  .object({
    name: text(1, 200),
    code: z
      .string()
      .transform(normalCode)
      .refine((code) => /^[A-Z0-9-]{3,40}$/.test(code), 'must have 3 to 40 letters, digits and dashes')
      .nullish(),
    basisPoints: z.int().min(1, 'must be from 1 to 10000').max(10_000, 'must be from 1 to 10000').nullish(),
    amount: sum.nullish(),
    minimum: sum.nullish(),
    categoryId: z.uuid('must be the id of a category').toLowerCase().nullish(),
    perCustomerLimit: limit,
    totalLimit: limit,
    validFrom: z.date().nullish(),
    validUntil: z.date().nullish(),
  })
  .transform((input, refusal): NewPromotion => {
    const { basisPoints, amount, minimum } = input;
    const refuse = (path: string, message: string) => refusal.addIssue({ code: 'custom', path: [path], message });
    let discount: Discount | undefined;
    if (basisPoints && !amount) discount = { kind: 'PERCENTAGE', basisPoints };
    if (amount && !basisPoints) discount = { kind: 'FIXED', amountMinor: amount.amountMinor };
    const validFrom = input.validFrom ?? new Date();
    if (discount === undefined) refuse('basisPoints', 'give exactly one of basisPoints and amount');
    if (amount && minimum && amount.currency !== minimum.currency) {
      refuse('minimum.currency', 'must be that of the amount');
    }
    if (input.validUntil && input.validUntil <= validFrom) refuse('validUntil', 'must be later than validFrom and now');
    if (discount === undefined) return z.NEVER;
    return {
      name: input.name,
      code: orNull(input.code),
      discount,
      currency: orNull(amount?.currency ?? minimum?.currency),
      minimumMinor: orNull(minimum?.amountMinor),
      categoryId: orNull(input.categoryId),
      perCustomerLimit: orNull(input.perCustomerLimit),
      totalLimit: orNull(input.totalLimit),
      validFrom,
      validUntil: orNull(input.validUntil),
    };
  });

export const createPromotion: NonNullable<MutationResolvers['createPromotion']> = async (
  _parent,
  { input },
  context,
) => {
  const parsed = parseInput(createPromotionInput, input);
  if (!parsed.ok) return parsed.error;
  const promotion = await create(context.database, parsed.value);
  if (promotion === undefined) return userError('CodeTaken', 'Another promotion has this code, or had it.');
  return { __typename: 'CreatePromotionSuccess', promotion };
};
