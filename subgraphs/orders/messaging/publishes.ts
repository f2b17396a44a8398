import type { Envelope } from '#contracts/envelope.ts';
import type { DataOf } from '#contracts/message-contract.ts';
import { newMessage } from '#contracts/new-message.ts';
import {
  itemsReturned,
  orderAttached,
  orderCancelled,
  orderCompleted,
  orderPlaced,
  orderUpdated,
} from '#contracts/orders.ts';
import { capturePayment, closePayment, openPayment, refundPayment, voidPayment } from '#contracts/payments.ts';
import { commitStock, releaseStock, reserveStock, returnStock } from '#contracts/products.ts';
import { cancelShipment, shipOrder } from '#contracts/shipping.ts';
import type { CheckoutCommand } from '../checkout/decide-next.ts';
import type { OrderEvent, StoredEvent } from '../order/order-events.ts';
import { isFailed, type OrderState } from '../order/order-state.ts';
import { givenBackBy, refundAskedBy } from '../return/given-back.ts';

/** Every message that this service publishes: its events, and the checkout's commands. */
export const publishes = [
  orderPlaced,
  orderUpdated,
  orderCompleted,
  orderCancelled,
  orderAttached,
  itemsReturned,
  reserveStock,
  releaseStock,
  commitStock,
  returnStock,
  openPayment,
  closePayment,
  capturePayment,
  voidPayment,
  refundPayment,
  shipOrder,
  cancelShipment,
];

/** Where a message belongs: the order, the version of the event that it is about, and what brought it about. */
interface Place {
  aggregateId: string;
  aggregateVersion: number;
  cause: Envelope | undefined;
}

function asked<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a command without what it is about');
  return value;
}

function commandMessage(command: CheckoutCommand, event: OrderEvent, state: OrderState, place: Place): Envelope {
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
    case 'RefundPayment': {
      const { refundId, amount } = asked(refundAskedBy(event));
      return newMessage(refundPayment, { ...place, data: { orderId, refundId, amount } });
    }
    case 'ReturnStock': {
      const { returnId, lines } = asked(givenBackBy(event));
      return newMessage(returnStock, { ...place, data: { orderId, returnId, lines: [...lines] } });
    }
    case 'ShipOrder': {
      const items = lines.map(({ productId, name, quantity }) => ({ productId, description: name, quantity }));
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

function placedData(orderId: string, { customerId, lines, total, breakdown }: OrderState): DataOf<typeof orderPlaced> {
  const bought = lines.map(({ productId, quantity, name, unitPrice }) => ({ productId, quantity, name, unitPrice }));
  return { orderId, customerId, lines: bought, total, ...(breakdown === undefined ? {} : { breakdown }) };
}

/** All that is to be published for an event of an order. */
export function messagesOf({ orderId, stored, before, after, commands, cause }: OrderProgress): Envelope[] {
  const place: Place = { aggregateId: orderId, aggregateVersion: stored.version, cause };
  const { event } = stored;
  const { customerId, status, paymentStatus, total } = after;
  const messages: Envelope[] = [];
  if (event.type === 'CustomerAttached' && before !== undefined) {
    const formerCustomerId = before.customerId;
    messages.push(newMessage(orderAttached, { ...place, data: { orderId, customerId, formerCustomerId } }));
  }
  if (before === undefined) {
    messages.push(newMessage(orderPlaced, { ...place, data: placedData(orderId, after) }));
  }
  messages.push(newMessage(orderUpdated, { ...place, data: { orderId, customerId, status, paymentStatus } }));
  if (event.type === 'ItemsReturned') {
    const { returnId, lines, amount } = event.data;
    const data = { orderId, customerId, returnId, lines: [...lines], amount };
    messages.push(newMessage(itemsReturned, { ...place, data }));
  }
  if (before?.status !== status) {
    if (status === 'COMPLETED') {
      messages.push(newMessage(orderCompleted, { ...place, data: { orderId, customerId, total } }));
    }
    if (isFailed(status)) {
      messages.push(newMessage(orderCancelled, { ...place, data: { orderId, customerId, status } }));
    }
  }
  for (const command of commands) messages.push(commandMessage(command, event, after, place));
  return messages;
}
