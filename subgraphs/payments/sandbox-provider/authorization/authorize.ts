import type { Authorization, Outcome, Refusal } from './authorization.ts';
import type { AuthorizationRequest } from './requests.ts';

const declines = new Map<string, Refusal>([
  ['tok_declined', { code: 'card_declined', message: 'The card was declined.', retryable: false }],
  ['tok_insufficient_funds', { code: 'insufficient_funds', message: 'The funds are insufficient.', retryable: true }],
]);

/** The token whose authorization succeeds while its answer never arrives. */
export const timeoutToken = 'tok_timeout';

const known = new Set(['tok_visa', 'tok_mastercard', timeoutToken, ...declines.keys()]);

export const isSandboxToken = (token: string): boolean => known.has(token);

/** Decides a request whose token is a sandbox token; `id` becomes the authorization's (or the decline's) id. */
export const authorize = (request: AuthorizationRequest, id: string): Outcome => {
  const { amount, currency, reference } = request;
  const error = declines.get(request.token);
  const authorization: Authorization = {
    id,
    status: error ? 'declined' : 'authorized',
    amount,
    currency,
    captured: '0',
    refunded: '0',
    reference,
    ...(error && { error }),
  };
  return { type: error ? 'declined' : 'authorized', amount, authorization };
};
