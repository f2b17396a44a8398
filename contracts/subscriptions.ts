import type { MessageContract } from './message-contract.ts';
import { itemsReturned, orderAttached, orderCancelled, orderCompleted, orderPlaced } from './orders.ts';
import {
  capturePayment,
  closePayment,
  openPayment,
  paymentAuthorized,
  paymentCaptured,
  paymentClosed,
  paymentDeclined,
  paymentRefunded,
  paymentRefundFailed,
  paymentVoided,
  refundPayment,
  voidPayment,
} from './payments.ts';
import {
  commitStock,
  releaseStock,
  reserveStock,
  returnStock,
  stockReservationFailed,
  stockReserved,
  stockReturned,
} from './products.ts';
import {
  cancelShipment,
  parcelTracked,
  shipmentCompleted,
  shipmentFailed,
  shipmentInitiated,
  shipOrder,
} from './shipping.ts';
import { guestAdopted, userRegistered } from './users.ts';

/**
 * Which messages each service consumes. Whoever publishes declares the queues of them all first, so that a message is kept
 * for a service that has never run yet; and a service whose consumers are others than these does not start.
 */
export const subscriptions: Readonly<Record<string, readonly MessageContract[]>> = {
  users: [],
  products: [reserveStock, releaseStock, commitStock, returnStock],
  orders: [
    stockReserved,
    stockReservationFailed,
    stockReturned,
    paymentAuthorized,
    paymentDeclined,
    paymentClosed,
    paymentCaptured,
    paymentVoided,
    paymentRefunded,
    paymentRefundFailed,
    shipmentInitiated,
    shipmentCompleted,
    shipmentFailed,
    guestAdopted,
  ],
  payments: [openPayment, closePayment, capturePayment, voidPayment, refundPayment, orderCancelled, orderAttached],
  shipping: [shipOrder, cancelShipment, orderAttached],
  notifications: [
    userRegistered,
    orderPlaced,
    orderCompleted,
    orderCancelled,
    orderAttached,
    itemsReturned,
    paymentAuthorized,
    paymentRefunded,
    parcelTracked,
  ],
};
