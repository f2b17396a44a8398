import { projectReturn, type ReturnProjection } from '../return/project-return.ts';
import { refundableMinor } from '../return/refund-amount.ts';
import type { OrderBreakdown, OrderLine, ShippingAddress, StoredEvent, StoredMoney } from './order-events.ts';
import type { OrderState, OrderStatus, PaymentStatus } from './order-state.ts';

/** What an event changes in the read model. */
export interface Projection extends ReturnProjection {
  version: number;
  customerId: string;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  /** While the payment is awaited. */
  paymentDueAt: Date | null;
  refundableMinor: bigint;
  /** The order as it was placed; with the first event only. */
  placed?: {
    lines: readonly OrderLine[];
    total: StoredMoney;
    breakdown?: OrderBreakdown;
    shippingAddress: ShippingAddress;
    placedAt: Date;
  };
  /** Where the status is another one now; with the reason that somebody gave for it. */
  statusChange?: { status: OrderStatus; at: Date; reason: string | null };
}

/**
 * What an event means for the read model, which follows from the events alone: folding them through here builds it anew.
 *
 * @param after the order after the event
 * @param statusBefore its status before the event; undefined for the first one
 */
export function project(stored: StoredEvent, after: OrderState, statusBefore: OrderStatus | undefined): Projection {
  const { version, occurredAt: at, event } = stored;
  const { customerId, status, paymentStatus, paymentDueAt } = after;
  const reason = event.type === 'OrderCancelled' ? (event.data.reason ?? null) : null;
  return {
    ...projectReturn(stored),
    version,
    customerId,
    status,
    paymentStatus,
    paymentDueAt: status === 'AWAITING_PAYMENT' ? (paymentDueAt ?? null) : null,
    refundableMinor: refundableMinor(after),
    ...(event.type === 'OrderPlaced' ? { placed: { ...event.data, placedAt: at } } : {}),
    ...(statusBefore === status ? {} : { statusChange: { status, at, reason } }),
  };
}
