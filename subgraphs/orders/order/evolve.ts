import type { OrderEvent } from './order-events.ts';
import type { OrderState, OrderStatus } from './order-state.ts';

/** The status that follows from `from`; an order that stands elsewhere stays where it is. */
const moved = (state: OrderState, from: OrderStatus, to: OrderStatus): OrderStatus =>
  state.status === from ? to : state.status;

/**
 * What an event makes of an order.
 *
 * @throws Error when the first event is not OrderPlaced, or a later one is: the stream is damaged
 */
export function evolve(state: OrderState | undefined, event: OrderEvent): OrderState {
  if (event.type === 'OrderPlaced') {
    if (state !== undefined) throw new Error('a second OrderPlaced in one stream');
    return {
      ...event.data,
      status: 'PENDING',
      paymentStatus: 'UNPAID',
      stockReserved: false,
      paymentId: undefined,
      paymentDeadlinePassed: false,
      refundedMinor: 0n,
      shipmentBooked: false,
      dispatched: false,
      cancellationRequested: false,
    };
  }
  if (state === undefined) throw new Error(`the stream begins with ${event.type}`);
  switch (event.type) {
    case 'StockReserved':
      return { ...state, stockReserved: true, status: moved(state, 'PENDING', 'AWAITING_PAYMENT') };
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
      return { ...state, status: 'COMPLETED', paymentStatus: 'CAPTURED' };
    case 'PaymentVoided':
      return { ...state, paymentStatus: 'VOIDED' };
    case 'PaymentRefunded': {
      const refundedMinor = state.refundedMinor + BigInt(event.data.amount.amountMinor);
      const paymentStatus = refundedMinor >= BigInt(state.total.amountMinor) ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
      return { ...state, refundedMinor, paymentStatus };
    }
    case 'ShipmentInitiated':
      return { ...state, shipmentBooked: true };
    case 'ShipmentCompleted':
      return { ...state, dispatched: true };
    case 'ShipmentFailed':
      return { ...state, status: 'SHIPMENT_FAILED' };
    case 'CancellationRequested':
      return { ...state, cancellationRequested: true };
    case 'OrderCancelled':
      return { ...state, status: 'CANCELLED' };
  }
}
