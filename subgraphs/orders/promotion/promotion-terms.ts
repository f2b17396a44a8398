import type { Money } from '#platform/subgraph/money.ts';
import type { Discount, Promotion } from './promotion.ts';

/** What staff says of a promotion, besides its code. */
export interface PromotionTerms {
  name: string;
  basisPoints: number | null;
  amount: Money | null;
  minimum: Money | null;
  categoryId: string | null;
  perCustomerLimit: number | null;
  totalLimit: number | null;
  validFrom: Date;
  validUntil: Date | null;
}

/** What is to become otherwise: another discount takes the place of the one there is. */
export type TermsChange = { [Term in keyof PromotionTerms]?: PromotionTerms[Term] | undefined };

type AgreedTerms = Omit<Promotion, 'id' | 'code' | 'endedAt'>;

export type TermsProblem = { path: string; message: string };

function discountOf({ basisPoints, amount }: PromotionTerms): Discount | undefined {
  if (basisPoints !== null && amount === null) return { kind: 'PERCENTAGE', basisPoints };
  if (amount !== null && basisPoints === null) return { kind: 'FIXED', amountMinor: amount.amountMinor };
  return undefined;
}

/** What a promotion is by these terms, or why there can be none. */
export function agreeTerms(terms: PromotionTerms): AgreedTerms | { problems: TermsProblem[] } {
  const { basisPoints: _basisPoints, amount, minimum, ...rest } = terms;
  const problems: TermsProblem[] = [];
  const discount = discountOf(terms);
  if (discount === undefined) {
    problems.push({ path: 'basisPoints', message: 'give exactly one of basisPoints and amount' });
  }
  if (amount !== null && minimum !== null && amount.currency !== minimum.currency) {
    problems.push({ path: 'minimum.currency', message: 'must be that of the amount' });
  }
  if (terms.validUntil !== null && terms.validUntil <= terms.validFrom) {
    problems.push({ path: 'validUntil', message: 'must be later than validFrom and now' });
  }
  if (discount === undefined || problems.length > 0) return { problems };
  const currency = amount?.currency ?? minimum?.currency ?? null;
  return { ...rest, discount, currency, minimumMinor: minimum?.amountMinor ?? null };
}

function termsOf({ discount, currency, minimumMinor, ...rest }: Promotion): PromotionTerms {
  const money = (amountMinor: bigint | null) =>
    amountMinor === null || currency === null ? null : { amountMinor, currency };
  const { name, categoryId, perCustomerLimit, totalLimit, validFrom, validUntil } = rest;
  return {
    name,
    basisPoints: discount.kind === 'PERCENTAGE' ? discount.basisPoints : null,
    amount: discount.kind === 'FIXED' ? money(discount.amountMinor) : null,
    minimum: money(minimumMinor),
    categoryId,
    perCustomerLimit,
    totalLimit,
    validFrom,
    validUntil,
  };
}

function changed(before: PromotionTerms, change: TermsChange): PromotionTerms {
  const { basisPoints = null, amount = null } = change;
  const discount = basisPoints === null && amount === null ? before : { basisPoints, amount };
  const { name = before.name, categoryId = before.categoryId, minimum = before.minimum } = change;
  const { perCustomerLimit = before.perCustomerLimit, totalLimit = before.totalLimit } = change;
  const { validFrom = before.validFrom, validUntil = before.validUntil } = change;
  return {
    name,
    basisPoints: discount.basisPoints,
    amount: discount.amount,
    minimum,
    categoryId,
    perCustomerLimit,
    totalLimit,
    validFrom,
    validUntil,
  };
}

/**
 * What becomes of a promotion by a change, or why it cannot.
 *
 * @param uses how often it was used; counted only where that is limited, so a limit cannot be put on afterwards
 */
export function changeTerms(
  promotion: Promotion,
  change: TermsChange,
  uses: number,
): Promotion | { problems: TermsProblem[] } {
  const terms = changed(termsOf(promotion), change);
  const { totalLimit } = terms;
  if (totalLimit !== null && promotion.totalLimit === null) {
    return { problems: [{ path: 'totalLimit', message: 'cannot be put on a promotion that was made without one' }] };
  }
  if (totalLimit !== null && totalLimit < uses) {
    return { problems: [{ path: 'totalLimit', message: `must be at least ${uses}: it was used as often` }] };
  }
  const agreed = agreeTerms(terms);
  return 'problems' in agreed ? agreed : { ...promotion, ...agreed };
}
