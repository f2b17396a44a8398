import type { Settlement } from '../payment/settlement.ts';
import type { PaymentProvider } from './payment-provider.ts';

/** The key of a step after the authorisation, whose own key is the payment's id. */
export const stepKey = (paymentId: string, step: 'capture' | 'void'): string => `${paymentId}:${step}`;

/** Settles by asking the provider. */
export const providerSettlement = (provider: PaymentProvider): Settlement => ({
  decideAtOnce: async () => undefined,
  capture: ({ id, providerReference }) => provider.capture(providerReference, stepKey(id, 'capture')),
  void: ({ id, providerReference }) => provider.void(providerReference, stepKey(id, 'void')),
  refund: ({ providerReference }, { id, amount }) => provider.refund(providerReference, id, amount.amountMinor),
});
