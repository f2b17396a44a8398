import { z } from 'zod';

/** Money on the wire: minor units as digits (no precision is lost in JSON) and an ISO 4217 code. */
export const money = z.object({ amountMinor: z.string().regex(/^-?\d+$/), currency: z.string().length(3) });

/** A number of one product. */
export const productQuantity = z.object({ productId: z.uuid(), quantity: z.int().positive() });

/** A postal address; `country` is ISO 3166-1 alpha-2. */
export const address = z.object({
  name: z.string(),
  street: z.string(),
  city: z.string(),
  state: z.string().optional(),
  postalCode: z.string(),
  country: z.string().length(2),
});
