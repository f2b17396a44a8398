import type { OrderEvent } from './order-events.ts';

/**
 * Why an order does not do what it is asked. UNEXPECTED is an answer to something that was never asked of the others in
 * this state: a fault somewhere, for a person to look at.
 */
export type Refusal =
  | 'ALREADY_PLACED'
  | 'UNKNOWN_ORDER'
  | 'NOT_CANCELLABLE'
  | 'NOT_COMPLETED'
  | 'RETURN_PERIOD_OVER'
  | 'TOO_MANY_RETURNED'
  | 'REFUND_TOO_LARGE'
  | 'UNEXPECTED';

export type Decision = { ok: true; events: readonly OrderEvent[] } | { ok: false; reason: Refusal };

export const happened = (...events: OrderEvent[]): Decision => ({ ok: true, events });
export const refused = (reason: Refusal): Decision => ({ ok: false, reason });
/** Told before, or no longer of interest. */
export const nothing: Decision = { ok: true, events: [] };
