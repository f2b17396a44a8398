import type { OrderEvent } from '../order/order-events.ts';
import type { OrderState } from '../order/order-state.ts';

/** What the checkout has the other subgraphs do for an order. */
export type CheckoutCommand =
  | 'ReserveStock'
  | 'ReleaseStock'
  | 'CommitStock'
  | 'OpenPayment'
  | 'ClosePayment'
  | 'CapturePayment'
  | 'VoidPayment'
  | 'ShipOrder'
  | 'CancelShipment';

/** What the checkout wants to be told of when its time has come. */
export type DeadlineKind = 'PAYMENT';

export interface NextSteps {
  commands: readonly CheckoutCommand[];
  deadlines: readonly DeadlineKind[];
}

const next = (...commands: CheckoutCommand[]): NextSteps => ({ commands, deadlines: [] });

/**
 * What has to be done after an event of an order: the saga, whose memory is the order's own stream. Every event is in the
 * stream once, so every command is given once.
 *
 * @param state the order after the event
 */
export function decideNext(event: OrderEvent, state: OrderState): NextSteps {
  switch (event.type) {
    case 'OrderPlaced':
      return next('ReserveStock');
    case 'StockReserved':
      if (state.status === 'AWAITING_PAYMENT') return { commands: ['OpenPayment'], deadlines: ['PAYMENT'] };
      return next('ReleaseStock');
    case 'PaymentAuthorized':
      return state.status === 'AWAITING_SHIPMENT' ? next('ShipOrder') : next('VoidPayment');
    case 'PaymentDeadlinePassed':
      // An authorisation may be on its way to us: only payments knows whether the order was paid in time.
      return next('ClosePayment');
    case 'PaymentFailed':
      // Payments takes no further attempt: it has closed the payment, at our wish or by a final decline.
      return next('ReleaseStock');
    case 'OrderCancelled':
      // Without stock no payment was opened; stock that comes later is released then.
      return state.stockReserved ? next('VoidPayment', 'ReleaseStock') : next();
    case 'CancellationRequested':
      return next('CancelShipment');
    case 'ShipmentCompleted':
      return next('CommitStock', 'CapturePayment');
    case 'ShipmentFailed':
      return next('VoidPayment', 'ReleaseStock');
    case 'StockReservationFailed':
    case 'ShipmentInitiated':
    case 'PaymentCaptured':
    case 'PaymentVoided':
    case 'PaymentRefunded':
      return next();
  }
}
