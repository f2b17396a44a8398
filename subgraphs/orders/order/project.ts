import { evolve } from './evolve.ts';
import type { OrderLine, ShippingAddress, StoredEvent, StoredMoney } from './order-events.ts';
import type { OrderState, OrderStatus, PaymentStatus } from './order-state.ts';

/** What an event changes in the read model. */
export interface Projection {
  version: number;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  /** The order as it was placed; with the first event only. */
  placed?: {
    customerId: string;
    lines: readonly OrderLine[];
    total: StoredMoney;
    shippingAddress: ShippingAddress;
    placedAt: Date;
  };
  /** Where the status is another one now. */
  statusChange?: { status: OrderStatus; at: Date };
}

/**
 * What an event means for the read model, which follows from the events alone: folding them through here builds it anew.
 *
 * @param before the order before the event
 */
export function project(before: OrderState | undefined, { version, occurredAt, event }: StoredEvent): Projection {
  const { status, paymentStatus } = evolve(before, event);
  return {
    version,
    status,
    paymentStatus,
    ...(event.type === 'OrderPlaced' ? { placed: { ...event.data, placedAt: occurredAt } } : {}),
    ...(before?.status === status ? {} : { statusChange: { status, at: occurredAt } }),
  };
}
