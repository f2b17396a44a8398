import type { Authorization, Outcome, Refusal, Settlement } from './authorization.ts';
import type { AuthorizationRequest } from './requests.ts';

const cardDeclined: Refusal = { code: 'card_declined', message: 'The card was declined.', retryable: false };
const noFunds: Refusal = { code: 'insufficient_funds', message: 'The funds are insufficient.', retryable: true };

/** The token whose authorization succeeds while its answer never arrives. */
export const timeoutToken = 'tok_timeout';

/** What each card is answered; undefined is an approval. */
const cards = new Map<string, Refusal | undefined>([
  ['tok_visa', undefined],
  ['tok_mastercard', undefined],
  [timeoutToken, undefined],
  ['tok_declined', cardDeclined],
  ['tok_insufficient_funds', noFunds],
]);

/** What becomes of each transfer. */
const transfers = new Map<string, Settlement>([
  ['tok_transfer', 'authorized'],
  ['tok_transfer_failed', 'declined'],
  ['tok_transfer_manual', 'by hand'],
]);

/** Whether it is a sandbox token for this way of paying. */
export const isSandboxToken = ({ method, token }: AuthorizationRequest): boolean =>
  (method === 'CARD' ? cards : transfers).has(token);

/**
 * Decides a request whose token is a sandbox token; `id` becomes the authorization's (or the decline's) id.
 * @param unlucky whether what would succeed is declined
 */
export const authorize = (request: AuthorizationRequest, id: string, unlucky: boolean): Outcome => {
  const { amount, currency, reference, method, token } = request;
  const asked = { id, amount, currency, authorized: '0', captured: '0', refunded: '0', reference };
  const settles = transfers.get(token);
  if (method === 'BANK_TRANSFER' && settles !== undefined) {
    const authorization: Authorization = { ...asked, status: 'pending' };
    return { type: 'pending', amount, authorization, settles: unlucky ? 'declined' : settles };
  }
  const error = cards.get(token) ?? (unlucky ? cardDeclined : undefined);
  if (error) return { type: 'declined', amount, authorization: { ...asked, status: 'declined', error } };
  return { type: 'authorized', amount, authorization: { ...asked, status: 'authorized', authorized: amount } };
};
