import { recordRefund, recordRefundFailure, requestRefund } from '../return/decide-refund.ts';
import { giveBackUndelivered, recordRestocked, returnItems } from '../return/decide-return.ts';
import { areOrdered } from '../return/returnable.ts';
import { type Decision, happened, nothing, refused } from './decision.ts';
import type { OrderCommand } from './order-commands.ts';
import { hasEnded, type OrderState } from './order-state.ts';

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
      return cancel(state, command.reason);
    case 'AttachCustomer':
      if (state.customerId !== command.formerCustomerId) return nothing;
      return happened({ type: 'CustomerAttached', data: { customerId: command.customerId } });
    case 'RecordStockReserved': {
      if (state.stockReserved) return nothing;
      return happened({ type: 'StockReserved', data: { paymentSeconds: command.paymentSeconds } });
    }
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
      if (!state.dispatched) return refused('UNEXPECTED');
      return happened({ type: 'PaymentCaptured', data: {} }, ...giveBackUndelivered(state));
    case 'RecordPaymentVoided':
      if (state.paymentStatus !== 'AUTHORIZED' || command.paymentId !== state.paymentId) return nothing;
      return hasEnded(state.status) ? happened({ type: 'PaymentVoided', data: {} }) : refused('UNEXPECTED');
    case 'ReturnItems':
      return returnItems(state, command);
    case 'RecordStockReturned':
      return recordRestocked(state, command);
    case 'RequestRefund':
      return requestRefund(state, command);
    case 'RecordPaymentRefunded':
      return recordRefund(state, command);
    case 'RecordPaymentRefundFailed':
      return recordRefundFailure(state, command);
    case 'RecordShipmentInitiated': {
      if (state.shipmentBooked || state.dispatched || hasEnded(state.status)) return nothing;
      if (state.status !== 'AWAITING_SHIPMENT') return refused('UNEXPECTED');
      const { shipmentId, trackingNumber } = command;
      return happened({ type: 'ShipmentInitiated', data: { shipmentId, trackingNumber } });
    }
    case 'RecordShipmentCompleted':
      return shipmentCompleted(state, command);
    case 'RecordShipmentFailed':
      return shipmentFailed(state, command);
  }
}

type Command<Type extends OrderCommand['type']> = Extract<OrderCommand, { type: Type }>;

function cancel({ status, dispatched, cancellationRequested }: OrderState, reason: string | undefined): Decision {
  const data = reason === undefined ? {} : { reason };
  if (status === 'PENDING' || status === 'AWAITING_PAYMENT') return happened({ type: 'OrderCancelled', data });
  if (status !== 'AWAITING_SHIPMENT' || dispatched) return refused('NOT_CANCELLABLE');
  return cancellationRequested ? nothing : happened({ type: 'CancellationRequested', data });
}

function authorized({ status, paymentId: known }: OrderState, paymentId: string): Decision {
  if (known !== undefined) return known === paymentId ? nothing : refused('UNEXPECTED');
  if (status === 'PENDING') return refused('UNEXPECTED');
  return happened({ type: 'PaymentAuthorized', data: { paymentId } });
}

function shipmentCompleted(state: OrderState, command: Command<'RecordShipmentCompleted'>): Decision {
  const { type: _, ...data } = command;
  if (state.dispatched) return nothing;
  if (state.status !== 'AWAITING_SHIPMENT') return refused('UNEXPECTED');
  if (!areOrdered(state, data.undelivered ?? [])) return refused('UNEXPECTED');
  return happened({ type: 'ShipmentCompleted', data });
}

function shipmentFailed(state: OrderState, { shipmentId, reason }: Command<'RecordShipmentFailed'>): Decision {
  if (hasEnded(state.status) && !state.dispatched) return nothing;
  if (state.status !== 'AWAITING_SHIPMENT' || state.dispatched) return refused('UNEXPECTED');
  if (reason === 'CANCELLED' && state.cancellationRequested) {
    const why = state.cancellationReason;
    return happened({ type: 'OrderCancelled', data: why === undefined ? {} : { reason: why } });
  }
  return happened({ type: 'ShipmentFailed', data: { shipmentId } });
}
