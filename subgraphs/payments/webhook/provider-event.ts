import { z } from 'zod';

export const providerEventType = z.enum([
  'authorization.authorized',
  'authorization.declined',
  'authorization.captured',
  'authorization.voided',
  'authorization.refunded',
]);
export type ProviderEventType = z.infer<typeof providerEventType>;

const name = z.string().min(1).max(255);

/** What every event of the provider has, those that we know nothing of included. */
export const anyEvent = z.object({ id: name, type: name });

/** An event about an authorization. Of what it tells, only what it is about is believed. */
export const providerEvent = z.object({
  id: name,
  type: providerEventType,
  data: z.object({
    authorization: z.object({ id: name }),
    /** Of the request that brought it about: the payment's id where that was the authorisation. */
    idempotencyKey: name,
  }),
});
export type ProviderEvent = z.infer<typeof providerEvent>;
