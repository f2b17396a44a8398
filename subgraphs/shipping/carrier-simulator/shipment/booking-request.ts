import { z } from 'zod';

const line = z.string().min(1).max(255);

export const bookingRequest = z.object({
  address: z.object({
    name: line,
    street: line,
    city: line,
    state: line.optional(),
    postalCode: line,
    country: line,
  }),
  items: z.array(z.object({ description: line, quantity: z.int().positive() })).min(1),
});
export type BookingRequest = z.infer<typeof bookingRequest>;
