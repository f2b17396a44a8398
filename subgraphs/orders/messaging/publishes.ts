import type { Envelope } from '#contracts/envelope.ts';
import { newMessage } from '#contracts/new-message.ts';
import { orderCancelled, orderCompleted, orderPlaced, orderUpdated } from '#contracts/orders.ts';
import { capturePayment, closePayment, openPayment, voidPayment } from '#contracts/payments.ts';
import { commitStock, releaseStock, reserveStock } from '#contracts/products.ts';
import { cancelShipment, shipOrder } from '#contracts/shipping.ts';
import type { CheckoutCommand } from '../checkout/decide-next.ts';
import type { StoredEvent } from '../order/order-events.ts';
import { isFailed, type OrderState } from '../order/order-state.ts';

/** Every message that this service publishes: its events, and the checkout's commands. */
export const publishes = [
  orderPlaced,
  orderUpdated,
  orderCompleted,
  orderCancelled,
  reserveStock,
  releaseStock,
  commitStock,
  openPayment,
  closePayment,
  capturePayment,
  voidPayment,
  shipOrder,
  cancelShipment,
];

/** Where a message belongs: the order, the version of the event that it is about, and what brought it about. */
interface Place {
  aggregateId: string;
  aggregateVersion: number;
  cause: Envelope | undefined;
}

function commandMessage(command: CheckoutCommand, state: OrderState, place: Place): Envelope {
  const orderId = place.aggregateId;
  const { customerId, lines, total, shippingAddress } = state;
  const message = { ...place, data: { orderId } };
  switch (command) {
    case 'ReserveStock': {
      const quantities = lines.map(({ productId, quantity }) => ({ productId, quantity }));
      return newMessage(reserveStock, { ...place, data: { orderId, lines: quantities } });
    }
    case 'ReleaseStock':
      return newMessage(releaseStock, message);
    case 'CommitStock':
      return newMessage(commitStock, message);
    case 'OpenPayment':
      return newMessage(openPayment, { ...place, data: { orderId, customerId, amount: total } });
    case 'ClosePayment':
      return newMessage(closePayment, message);
    case 'CapturePayment':
      return newMessage(capturePayment, message);
    case 'VoidPayment':
      return newMessage(voidPayment, message);
    case 'ShipOrder': {
      const items = lines.map(({ name, quantity }) => ({ description: name, quantity }));
      return newMessage(shipOrder, { ...place, data: { orderId, customerId, address: shippingAddress, items } });
    }
    case 'CancelShipment':
      return newMessage(cancelShipment, message);
  }
}

export interface OrderProgress {
  orderId: string;
  stored: StoredEvent;
  /** The order before the event, and after it. */
  before: OrderState | undefined;
  after: OrderState;
  commands: readonly CheckoutCommand[];
  cause: Envelope | undefined;
}

/** All that is to be published for an event of an order. */
export function messagesOf({ orderId, stored, before, after, commands, cause }: OrderProgress): Envelope[] {
  const place: Place = { aggregateId: orderId, aggregateVersion: stored.version, cause };
  const { customerId, status, paymentStatus, lines, total } = after;
  const messages: Envelope[] = [];
  if (before === undefined) {
    messages.push(newMessage(orderPlaced, { ...place, data: { orderId, customerId, lines: [...lines], total } }));
  }
  messages.push(newMessage(orderUpdated, { ...place, data: { orderId, customerId, status, paymentStatus } }));
  if (before?.status !== status) {
    if (status === 'COMPLETED') {
      messages.push(newMessage(orderCompleted, { ...place, data: { orderId, customerId, total } }));
    }
    if (isFailed(status)) {
      messages.push(newMessage(orderCancelled, { ...place, data: { orderId, customerId, status } }));
    }
  }
  for (const command of commands) messages.push(commandMessage(command, after, place));
  return messages;
}
