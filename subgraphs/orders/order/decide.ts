import type { OrderCommand } from './order-commands.ts';
import type { OrderEvent } from './order-events.ts';
import { hasEnded, type OrderState } from './order-state.ts';

/**
 * Why an order does not do what it is asked. UNEXPECTED is an answer to something that was never asked of the others in
 * this state: a fault somewhere, for a person to look at.
 */
export type Refusal = 'ALREADY_PLACED' | 'UNKNOWN_ORDER' | 'NOT_CANCELLABLE' | 'UNEXPECTED';

export type Decision = { ok: true; events: readonly OrderEvent[] } | { ok: false; reason: Refusal };

const happened = (event: OrderEvent): Decision => ({ ok: true, events: [event] });
const refused = (reason: Refusal): Decision => ({ ok: false, reason });
/** Told before, or no longer of interest. */
const nothing: Decision = { ok: true, events: [] };

/**
 * What comes of a command. Inputs may come twice and late: what an ended order still has to hear of (stock, an
 * authorisation) is recorded, so that the checkout gives it back; its status stays.
 */
export function decide(command: OrderCommand, state: OrderState | undefined): Decision {
  if (command.type === 'PlaceOrder') {
    const { type: _, ...data } = command;
    return state === undefined ? happened({ type: 'OrderPlaced', data }) : refused('ALREADY_PLACED');
  }
  if (state === undefined) return refused('UNKNOWN_ORDER');
  switch (command.type) {
    case 'CancelOrder':
      return cancel(state);
    case 'RecordStockReserved':
      return state.stockReserved ? nothing : happened({ type: 'StockReserved', data: {} });
    case 'RecordStockReservationFailed': {
      if (state.status !== 'PENDING') return nothing;
      return happened({ type: 'StockReservationFailed', data: { shortages: command.shortages } });
    }
    case 'RecordPaymentAuthorized':
      return authorized(state, command.paymentId);
    case 'RecordPaymentDeclined':
      if (state.status === 'PENDING') return refused('UNEXPECTED');
      if (state.status !== 'AWAITING_PAYMENT' || !command.final) return nothing;
      return happened({ type: 'PaymentFailed', data: { cause: 'DECLINED' } });
    case 'PassPaymentDeadline':
      if (state.status !== 'AWAITING_PAYMENT' || state.paymentDeadlinePassed) return nothing;
      return happened({ type: 'PaymentDeadlinePassed', data: {} });
    case 'RecordPaymentClosed':
      if (state.status !== 'AWAITING_PAYMENT') return nothing;
      return happened({ type: 'PaymentFailed', data: { cause: 'DEADLINE' } });
    case 'RecordPaymentCaptured':
      if (state.status === 'COMPLETED') return nothing;
      return state.dispatched ? happened({ type: 'PaymentCaptured', data: {} }) : refused('UNEXPECTED');
    case 'RecordPaymentVoided':
      if (state.paymentStatus !== 'AUTHORIZED' || command.paymentId !== state.paymentId) return nothing;
      return hasEnded(state.status) ? happened({ type: 'PaymentVoided', data: {} }) : refused('UNEXPECTED');
    case 'RecordPaymentRefunded':
      if (state.status !== 'COMPLETED') return refused('UNEXPECTED');
      return happened({ type: 'PaymentRefunded', data: { amount: command.amount } });
    case 'RecordShipmentInitiated': {
      if (state.shipmentBooked || state.dispatched || hasEnded(state.status)) return nothing;
      if (state.status !== 'AWAITING_SHIPMENT') return refused('UNEXPECTED');
      const { shipmentId, trackingNumber } = command;
      return happened({ type: 'ShipmentInitiated', data: { shipmentId, trackingNumber } });
    }
    case 'RecordShipmentCompleted': {
      if (state.dispatched) return nothing;
      if (state.status !== 'AWAITING_SHIPMENT') return refused('UNEXPECTED');
      const { shipmentId, trackingNumber } = command;
      return happened({ type: 'ShipmentCompleted', data: { shipmentId, trackingNumber } });
    }
    case 'RecordShipmentFailed':
      return shipmentFailed(state, command);
  }
}

function cancel({ status, dispatched, cancellationRequested }: OrderState): Decision {
  if (status === 'PENDING' || status === 'AWAITING_PAYMENT') return happened({ type: 'OrderCancelled', data: {} });
  if (status !== 'AWAITING_SHIPMENT' || dispatched) return refused('NOT_CANCELLABLE');
  return cancellationRequested ? nothing : happened({ type: 'CancellationRequested', data: {} });
}

function authorized({ status, paymentId: known }: OrderState, paymentId: string): Decision {
  if (known !== undefined) return known === paymentId ? nothing : refused('UNEXPECTED');
  if (status === 'PENDING') return refused('UNEXPECTED');
  return happened({ type: 'PaymentAuthorized', data: { paymentId } });
}

type ShipmentFailure = Extract<OrderCommand, { type: 'RecordShipmentFailed' }>;

function shipmentFailed(state: OrderState, { shipmentId, reason }: ShipmentFailure): Decision {
  if (hasEnded(state.status) && !state.dispatched) return nothing;
  if (state.status !== 'AWAITING_SHIPMENT' || state.dispatched) return refused('UNEXPECTED');
  if (reason === 'CANCELLED' && state.cancellationRequested) return happened({ type: 'OrderCancelled', data: {} });
  return happened({ type: 'ShipmentFailed', data: { shipmentId } });
}
