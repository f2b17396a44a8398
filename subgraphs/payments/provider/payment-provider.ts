import type { Money } from '#platform/subgraph/money.ts';

export type PaymentMethod = 'CARD' | 'WALLET' | 'BANK_TRANSFER';

export interface AuthorisationRequest {
  /** Stands for this one authorisation for ever: however often it is sent, the money is held once. */
  key: string;
  amount: Money;
  method: PaymentMethod;
  token: string;
  /** What the customer's statement and the provider's journal call it. */
  reference: string;
}

/** The money is held. `reference` is the provider's own name for the authorisation. */
export interface Approval {
  kind: 'approved';
  reference: string;
}

/** Nothing is held. `code` is for machines; a retryable decline may be followed by another attempt. */
export interface Decline {
  kind: 'declined';
  code: string;
  retryable: boolean;
}

export type Decision = Approval | Decline;

/** The decline of what was held once and has been given back. */
export const GIVEN_BACK = 'voided';

/** The token is none of the provider's. A decline like others to the books, a wrong input to the client. */
export const INVALID_TOKEN = 'invalid_token';

/** The provider cannot be reached or does not make sense: the same call may be made again later. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** The provider has understood and refuses; asking again changes nothing. */
export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused';
}

/** Longest time that `authorise` takes; what it sent is over by then. In ms. */
export const AUTHORISE_DEADLINE_MS = 4_500;

/** Whoever moves the money. */
export interface PaymentProvider extends AsyncDisposable {
  /** Holds an amount. `unknown`: it may or may not have happened, `find` will tell. Never throws for the provider's sake. */
  authorise(request: AuthorisationRequest): Promise<Decision | { kind: 'unknown' }>;
  /** What became of the authorisation with this key; `none` if the provider never saw it. @throws ProviderUnavailable */
  find(key: string): Promise<Decision | { kind: 'none' }>;
  /**
   * Takes all of what an authorisation holds. Done already is done.
   *
   * @throws ProviderUnavailable, ProviderRefused
   */
  capture(reference: string, key: string): Promise<void>;
  /**
   * Gives up what an authorisation holds. Done already is done.
   *
   * @throws ProviderUnavailable, ProviderRefused
   */
  void(reference: string, key: string): Promise<void>;
}
