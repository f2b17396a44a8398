import { z } from 'zod';

export const refusal = z.object({ code: z.string(), message: z.string(), retryable: z.boolean() });
export type Refusal = z.infer<typeof refusal>;

/** Amounts are whole minor units as decimal strings. */
export const authorization = z.object({
  id: z.string(),
  status: z.enum(['authorized', 'captured', 'voided', 'declined']),
  amount: z.string(),
  currency: z.string(),
  captured: z.string(),
  refunded: z.string(),
  reference: z.string(),
  error: refusal.optional(),
});
export type Authorization = z.infer<typeof authorization>;

export const outcome = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['authorized', 'declined', 'captured', 'voided', 'refunded']),
    /** What this step moved or held, in minor units. */
    amount: z.string(),
    authorization,
  }),
  z.object({ type: z.literal('refused'), refusal }),
]);
/** What a request came to: a step that changed an authorization (given as it is afterwards), or a refusal. */
export type Outcome = z.infer<typeof outcome>;

const refused = (code: string, message: string): Outcome => ({
  type: 'refused',
  refusal: { code, message, retryable: false },
});

const whyNotAuthorized = (state: Authorization): Outcome => {
  if (state.status === 'captured') return refused('already_captured', 'The authorization has been captured.');
  if (state.status === 'voided') return refused('already_voided', 'The authorization has been voided.');
  return refused('declined', 'The authorization was declined.');
};

/** Captures all of an authorization, or `amount` minor units of it. It can be captured once. */
export const capture = (state: Authorization, amount: string = state.amount): Outcome => {
  if (state.status !== 'authorized') return whyNotAuthorized(state);
  if (BigInt(amount) > BigInt(state.amount)) {
    return refused('amount_too_large', 'amount: is more than was authorized.');
  }
  return { type: 'captured', amount, authorization: { ...state, status: 'captured', captured: amount } };
};

/** Gives up an authorization that was not captured. */
export const voidAuthorization = (state: Authorization): Outcome =>
  state.status === 'authorized'
    ? { type: 'voided', amount: state.amount, authorization: { ...state, status: 'voided' } }
    : whyNotAuthorized(state);

/** Pays back `amount` minor units; all refunds together are at most what was captured. */
export const refund = (state: Authorization, amount: string): Outcome => {
  if (state.status !== 'captured') return refused('not_captured', 'Only a captured authorization can be refunded.');
  const refunded = BigInt(state.refunded) + BigInt(amount);
  if (refunded > BigInt(state.captured)) {
    return refused('amount_too_large', 'amount: all refunds together are more than was captured.');
  }
  return { type: 'refunded', amount, authorization: { ...state, refunded: refunded.toString() } };
};
