import { z } from 'zod';
import { type Money, parseAmount } from '#platform/subgraph/money.ts';
import { text } from '#platform/subgraph/user-errors.ts';
import { slug } from './slug.ts';

/** Highest price in minor units: a hundred thousand million of a currency with cents. Totals of orders stay within bigint. */
const MAX_PRICE_MINOR = 10n ** 13n;

/** Most units that are stocked or taken at once. */
export const MAX_UNITS = 1_000_000;

const price = z
  .object({ amount: z.string(), currency: z.string() })
  .transform(({ amount, currency }, context): Money => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', path: ['amount'], message });
      return z.NEVER;
    };
    const amountMinor = parseAmount(amount, currency);
    if (amountMinor === undefined) return refuse(`must have no more digits than ${currency} has`);
    if (amountMinor <= 0n) return refuse('must be more than zero');
    if (amountMinor > MAX_PRICE_MINOR) return refuse('is too high');
    return { amountMinor, currency };
  });

const name = text(1, 200);
const description = text(0, 10_000);

/** CreateProductInput, checked. */
export const createProductInput = z.object({
  name,
  slug,
  description,
  price,
  initialStock: z.int().min(0, 'must not be negative').max(MAX_UNITS, `must be at most ${MAX_UNITS}`),
  category: z.string().nullish(),
});

export type CreateProduct = z.infer<typeof createProductInput>;

/** UpdateProductInput, checked. What is absent or null stays as it is, but for a category of null: that takes it away. */
export const updateProductInput = z.object({
  productId: z.string(),
  name: name.nullish(),
  description: description.nullish(),
  price: price.nullish(),
  category: z.string().nullish(),
});

export type UpdateProduct = z.infer<typeof updateProductInput>;
