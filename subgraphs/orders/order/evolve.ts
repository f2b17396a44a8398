import { evolveRefunds, inCopy, inPlace, type Put } from '../return/evolve-refunds.ts';
import type { OrderEvent, StoredEvent } from './order-events.ts';
import type { OrderState, OrderStatus } from './order-state.ts';

/** The status that follows from `from`; an order that stands elsewhere stays where it is. */
const moved = (state: OrderState, from: OrderStatus, to: OrderStatus): OrderStatus =>
  state.status === from ? to : state.status;

const secondsAfter = (at: Date, seconds: number | undefined): Date | undefined =>
  seconds === undefined ? undefined : new Date(at.getTime() + seconds * 1_000);

function evolveBy(put: Put, state: OrderState | undefined, event: OrderEvent, at: Date): OrderState {
  if (event.type === 'OrderPlaced') {
    if (state !== undefined) throw new Error('a second OrderPlaced in one stream');
    return {
      ...event.data,
      status: 'PENDING',
      paymentStatus: 'UNPAID',
      stockReserved: false,
      paymentDueAt: undefined,
      paymentId: undefined,
      paymentDeadlinePassed: false,
      completedAt: undefined,
      undelivered: undefined,
      givenBack: new Map(),
      restocked: new Map(),
      refundedMinor: 0n,
      refundsUnderWayMinor: 0n,
      refunds: new Map(),
      shipmentBooked: false,
      dispatched: false,
      cancellationRequested: false,
      cancellationReason: undefined,
    };
  }
  if (state === undefined) throw new Error(`the stream begins with ${event.type}`);
  switch (event.type) {
    case 'StockReserved':
      return {
        ...state,
        stockReserved: true,
        paymentDueAt: secondsAfter(at, event.data.paymentSeconds),
        status: moved(state, 'PENDING', 'AWAITING_PAYMENT'),
      };
    case 'StockReservationFailed':
      return { ...state, status: 'CANCELLED_NO_STOCK' };
    case 'PaymentAuthorized':
      return {
        ...state,
        paymentId: event.data.paymentId,
        paymentStatus: 'AUTHORIZED',
        status: moved(state, 'AWAITING_PAYMENT', 'AWAITING_SHIPMENT'),
      };
    case 'PaymentDeadlinePassed':
      return { ...state, paymentDeadlinePassed: true };
    case 'PaymentFailed':
      return { ...state, status: 'PAYMENT_FAILED', paymentStatus: 'FAILED' };
    case 'PaymentCaptured':
      return { ...state, status: 'COMPLETED', paymentStatus: 'CAPTURED', completedAt: at };
    case 'PaymentVoided':
      return { ...state, paymentStatus: 'VOIDED' };
    case 'ShipmentInitiated':
      return { ...state, shipmentBooked: true };
    case 'ShipmentCompleted': {
      const { shipmentId, undelivered = [] } = event.data;
      const missing = undelivered.length === 0 ? undefined : { shipmentId, lines: undelivered };
      return { ...state, dispatched: true, undelivered: missing };
    }
    case 'ShipmentFailed':
      return { ...state, status: 'SHIPMENT_FAILED' };
    case 'CancellationRequested':
      return { ...state, cancellationRequested: true, cancellationReason: event.data.reason };
    case 'OrderCancelled':
      return { ...state, status: 'CANCELLED', cancellationReason: event.data.reason };
    case 'CustomerAttached':
      return { ...state, customerId: event.data.customerId };
    case 'ItemsReturned':
    case 'ItemsUndelivered':
    case 'ItemsRestocked':
    case 'RefundRequested':
    case 'PaymentRefunded':
    case 'PaymentRefundFailed':
      return evolveRefunds(state, event, put);
  }
}

/**
 * What an event makes of an order.
 *
 * @param at when it happened
 * @throws Error when the first event is not OrderPlaced, or a later one is: the stream is damaged
 */
export const evolve = (state: OrderState | undefined, event: OrderEvent, at: Date): OrderState =>
  evolveBy(inCopy, state, event, at);

/**
 * What an order's events add up to, in time that grows with their number. Undefined when there are none.
 *
 * @param each is told of every event, of the order after it, which changes when `each` has returned, and of its status before
 * @throws Error when the stream is damaged
 */
export function fold(
  events: readonly StoredEvent[],
  each: (stored: StoredEvent, after: OrderState, statusBefore: OrderStatus | undefined) => void = () => {},
): OrderState | undefined {
  let state: OrderState | undefined;
  for (const stored of events) {
    const after = evolveBy(inPlace, state, stored.event, stored.occurredAt);
    each(stored, after, state?.status);
    state = after;
  }
  return state;
}
