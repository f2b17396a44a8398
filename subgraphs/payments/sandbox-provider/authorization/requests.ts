import { z } from 'zod';

// 18 digits keep a sum of amounts inside a 64-bit integer, which is what merchants store.
const amount = z
  .union([z.string().regex(/^[1-9]\d{0,17}$/), z.int().positive()], {
    error: 'must be a whole number of minor units above 0',
  })
  .transform(String);

export const authorizationRequest = z.object({
  amount,
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code'),
  method: z.enum(['CARD', 'BANK_TRANSFER']),
  token: z.string(),
  reference: z.string().min(1).max(255),
});
export type AuthorizationRequest = z.infer<typeof authorizationRequest>;

export const captureRequest = z.object({ amount: amount.optional() }).default({});
export const voidRequest = z.object({}).default({});
export const refundRequest = z.object({ amount });
export const settleRequest = z.object({ outcome: z.enum(['authorized', 'declined']) });

export const idempotencyKey = z.string().min(1).max(255);
