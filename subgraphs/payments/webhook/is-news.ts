import type { Payment } from '../payment/payment.ts';
import { NEVER_SENT } from '../payment/record-outcome.ts';
import type { ProviderEventType } from './provider-event.ts';

/** Whether an event may tell something that a payment in this state does not know: then the provider is asked. */
export function isNews(type: ProviderEventType, payment: Payment): boolean {
  switch (payment.state) {
    case 'PENDING':
      return true;
    case 'AUTHORIZED':
      return type === 'authorization.captured' || type === 'authorization.voided';
    case 'DECLINED':
      // It may have arrived after all; once it has been given back there is nothing more to know.
      return payment.code === NEVER_SENT.code && payment.providerReference === undefined;
    case 'CAPTURED':
      return type === 'authorization.refunded';
    case 'VOIDED':
      return false;
  }
}
