import { z } from 'zod';
import { text } from '#platform/subgraph/user-errors.ts';
import { moneyInput } from '../money-input.ts';

/** Most uses that can be counted: PostgreSQL's integer. */
const MAX_LIMIT = 2 ** 31 - 1;

const limit = z.int().min(1, 'must be at least 1').max(MAX_LIMIT, `must be at most ${MAX_LIMIT}`);
const sum = moneyInput.refine(({ amountMinor }) => amountMinor > 0n, {
  path: ['amount'],
  error: 'must be more than zero',
});

/** PostgreSQL and JavaScript agree on these years. */
const instant = z.date().refine((date) => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999, {
  error: 'must be in a year from 1 to 9999',
});

/** What is said of a promotion when it is made and when it is changed, each for itself. */
export const promotionFields = {
  name: text(1, 200),
  basisPoints: z.int().min(1, 'must be from 1 to 10000').max(10_000, 'must be from 1 to 10000'),
  amount: sum,
  minimum: sum,
  categoryId: z.uuid('must be the id of a category').toLowerCase(),
  perCustomerLimit: limit,
  totalLimit: limit,
  validFrom: instant,
  validUntil: instant,
};
