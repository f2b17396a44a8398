import { z } from 'zod';

export const refusal = z.object({ code: z.string(), message: z.string(), retryable: z.boolean() });
export type Refusal = z.infer<typeof refusal>;

/** Amounts are whole minor units as decimal strings. */
export const authorization = z.object({
  id: z.string(),
  status: z.enum(['pending', 'authorized', 'captured', 'voided', 'declined']),
  amount: z.string(),
  currency: z.string(),
  /** What was ever held; absent in journals from before there were transfers. */
  authorized: z.string().optional(),
  captured: z.string(),
  refunded: z.string(),
  reference: z.string(),
  error: refusal.optional(),
});
export type Authorization = z.infer<typeof authorization>;

/** How a pending transfer ends: by itself, or when it is told to. */
const settlement = z.enum(['authorized', 'declined', 'by hand']);
export type Settlement = z.infer<typeof settlement>;

export const outcome = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['pending', 'authorized', 'declined', 'captured', 'voided', 'refunded']),
    /** What this step moved or held, in minor units. */
    amount: z.string(),
    authorization,
    /** With `pending`. */
    settles: settlement.optional(),
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
  if (state.status === 'pending') return refused('pending', 'The transfer has not arrived.');
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

/** Ends a pending transfer: the money has arrived and is held, or will not arrive. */
export const settle = (state: Authorization, as: 'authorized' | 'declined'): Outcome => {
  const { amount, status } = state;
  if (status !== 'pending') return refused('not_pending', 'Only a pending transfer can be settled.');
  if (as === 'authorized')
    return { type: 'authorized', amount, authorization: { ...state, status: 'authorized', authorized: amount } };
  const error = { code: 'transfer_failed', message: 'The transfer did not arrive.', retryable: true };
  return { type: 'declined', amount, authorization: { ...state, status: 'declined', error } };
};

/** Gives up an authorization that was not captured, or a transfer that has not arrived. */
export const voidAuthorization = (state: Authorization): Outcome =>
  state.status === 'authorized' || state.status === 'pending'
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
