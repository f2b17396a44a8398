import { z } from 'zod';
import { text } from './user-errors.ts';

/** A postal address as a client gives it; `country` is ISO 3166-1 alpha-2, in upper case. */
export const addressInput = z.object({
  name: text(1, 200),
  street: text(1, 200),
  city: text(1, 100),
  state: text(1, 100)
    .nullish()
    .transform((state) => state ?? undefined),
  postalCode: text(1, 20),
  country: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{2}$/, 'must be a country code of two letters')
    .transform((country) => country.toUpperCase()),
});

export type Address = z.infer<typeof addressInput>;
