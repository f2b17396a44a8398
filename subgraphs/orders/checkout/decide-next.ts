import type { OrderEvent } from '../order/order-events.ts';
import type { OrderState } from '../order/order-state.ts';
import { givenBackBy, refundAskedBy } from '../return/given-back.ts';

/** What the checkout has the other subgraphs do for an order. */
export type CheckoutCommand =
  | 'ReserveStock'
  | 'ReleaseStock'
  | 'CommitStock'
  | 'OpenPayment'
  | 'ClosePayment'
  | 'CapturePayment'
  | 'VoidPayment'
  | 'RefundPayment'
  | 'ReturnStock'
  | 'ShipOrder'
  | 'CancelShipment';

/** What the checkout wants to be told of when its time has come. */
export type DeadlineKind = 'PAYMENT';

export interface NextSteps {
  commands: readonly CheckoutCommand[];
  deadlines: readonly { kind: DeadlineKind; dueAt: Date }[];
}

const next = (...commands: CheckoutCommand[]): NextSteps => ({ commands, deadlines: [] });

function awaitPayment({ paymentDueAt }: OrderState): NextSteps {
  const deadlines = paymentDueAt === undefined ? [] : [{ kind: 'PAYMENT', dueAt: paymentDueAt } as const];
  return { commands: ['OpenPayment'], deadlines };
}

/** Money and goods that go back. */
function giveBack(event: OrderEvent): NextSteps {
  const commands: CheckoutCommand[] = [];
  if (refundAskedBy(event) !== undefined) commands.push('RefundPayment');
  if (givenBackBy(event) !== undefined) commands.push('ReturnStock');
  return next(...commands);
}

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
      return state.status === 'AWAITING_PAYMENT' ? awaitPayment(state) : next('ReleaseStock');
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
    case 'ItemsReturned':
    case 'ItemsUndelivered':
    case 'RefundRequested':
      return giveBack(event);
    case 'CustomerAttached':
    case 'ItemsRestocked':
    case 'StockReservationFailed':
    case 'ShipmentInitiated':
    case 'PaymentCaptured':
    case 'PaymentVoided':
    case 'PaymentRefunded':
    case 'PaymentRefundFailed':
      return next();
  }
}
