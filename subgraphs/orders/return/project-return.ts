import type { StoredEvent } from '../order/order-events.ts';
import { type GivenBack, givenBackBy, type RefundAsked, refundAskedBy } from './given-back.ts';

/** What an event changes in what is shown of an order's returns and refunds. */
export interface ReturnProjection {
  givenBack?: GivenBack & { reason: string | null; at: Date };
  restocked?: { returnId: string; at: Date };
  refundAsked?: RefundAsked & { reason: string | null; at: Date };
  refundSettled?: { refundId: string; status: 'REFUNDED' | 'FAILED'; failure: string | null; at: Date };
}

const reasonOf = ({ event }: StoredEvent): string | null =>
  event.type === 'ItemsReturned' || event.type === 'RefundRequested' ? event.data.reason : null;

/** What an event means for the returns and refunds that are shown. */
export function projectReturn(stored: StoredEvent): ReturnProjection {
  const { event, occurredAt: at } = stored;
  if (event.type === 'PaymentRefunded') {
    const { refundId } = event.data;
    return refundId === undefined ? {} : { refundSettled: { refundId, status: 'REFUNDED', failure: null, at } };
  }
  if (event.type === 'PaymentRefundFailed') {
    const { refundId, reason } = event.data;
    return { refundSettled: { refundId, status: 'FAILED', failure: reason, at } };
  }
  if (event.type === 'ItemsRestocked') return { restocked: { returnId: event.data.returnId, at } };
  const back = givenBackBy(event);
  const asked = refundAskedBy(event);
  const reason = reasonOf(stored);
  return {
    ...(back === undefined ? {} : { givenBack: { ...back, reason, at } }),
    ...(asked === undefined ? {} : { refundAsked: { ...asked, reason, at } }),
  };
}
