import type { Money } from '#platform/subgraph/money.ts';

export interface AuthorisationRequest {
  /** Stands for this one authorisation for ever: however often it is sent, the money is held once. */
  key: string;
  amount: Money;
  method: 'CARD' | 'BANK_TRANSFER';
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
  /** The reference of what was held once and has been given back. */
  heldUnder?: string;
}

export type Decision = Approval | Decline;

/** A transfer that the provider waits for, under this reference; the decision follows in minutes or days. */
export interface Awaited {
  kind: 'awaited';
  reference: string;
}

/** The token is none of the provider's. A decline like others to the books, a wrong input to the client. */
export const INVALID_TOKEN = 'invalid_token';

/** Refused: nothing was given back, and under this key nothing will be. `code` is for machines. */
export type RefundOutcome = { kind: 'refunded' } | { kind: 'refused'; code: string };

/** The provider cannot be reached or does not make sense: the same call may be made again later. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** The provider has understood and refuses; asking again changes nothing. */
export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused';
}

/** Longest time that `authorise` takes; what it sent is over by then. In ms. */
export const AUTHORISE_DEADLINE_MS = 1_400;

/** Whoever moves the money. */
export interface PaymentProvider extends AsyncDisposable {
  /** Holds an amount. `unknown`: it may or may not have happened, `find` will tell. Never throws for the provider's sake. */
  authorise(request: AuthorisationRequest): Promise<Decision | Awaited | { kind: 'unknown' }>;
  /** What became of the authorisation with this key; `none` if the provider never saw it. @throws ProviderUnavailable */
  find(key: string): Promise<Decision | Awaited | { kind: 'none' }>;
  /**
   * Takes all of what an authorisation holds. Done already is done.
   *
   * @throws ProviderUnavailable, ProviderRefused
   */
  capture(reference: string, key: string): Promise<void>;
  /**
   * Gives up what an authorisation holds, or a transfer that has not arrived. Done already is done.
   *
   * @throws ProviderUnavailable, ProviderRefused
   */
  void(reference: string, key: string): Promise<void>;
  /**
   * Gives back `amountMinor` minor units of what was taken. The key stands for this one refund for ever.
   *
   * @throws ProviderUnavailable, ProviderRefused when the key stands for another request
   */
  refund(reference: string, key: string, amountMinor: bigint): Promise<RefundOutcome>;
}
