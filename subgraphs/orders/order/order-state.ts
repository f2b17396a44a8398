import type { z } from 'zod';
import type { DataOf } from '#contracts/message-contract.ts';
import type { orderCancelled, orderStatus, paymentStatus } from '#contracts/orders.ts';
import type { OrderBreakdown, OrderLine, ProductQuantity, ShippingAddress, StoredMoney } from './order-events.ts';

export type OrderStatus = z.infer<typeof orderStatus>;
export type PaymentStatus = z.infer<typeof paymentStatus>;
export type FailedStatus = DataOf<typeof orderCancelled>['status'];

/** Money that payments was asked to give back. */
export interface Refund {
  amountMinor: bigint;
  state: 'REQUESTED' | 'REFUNDED' | 'FAILED';
}

/** What an order's events add up to. */
export interface OrderState {
  customerId: string;
  lines: readonly OrderLine[];
  total: StoredMoney;
  breakdown?: OrderBreakdown;
  shippingAddress: ShippingAddress;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  /** Whether stock was ever held for it. */
  stockReserved: boolean;
  /** Stock is held until then, and the customer can pay. */
  paymentDueAt: Date | undefined;
  /** The payment that was authorised, if one ever was. */
  paymentId: string | undefined;
  /** Payments has been asked whether it was paid in time, and to take no further attempt. */
  paymentDeadlinePassed: boolean;
  /** Since when it is COMPLETED. */
  completedAt: Date | undefined;
  /** What has not left, of a parcel that has: it is given back as soon as the money is captured. */
  undelivered: { shipmentId: string; lines: readonly ProductQuantity[] } | undefined;
  /** How many of each product were returned, or never delivered. */
  givenBack: ReadonlyMap<string, number>;
  /** Of each return, whether its goods are in stock again. */
  restocked: ReadonlyMap<string, boolean>;
  refundedMinor: bigint;
  /** The sum of those that were asked for and not answered. */
  refundsUnderWayMinor: bigint;
  /** The refunds by their ids. */
  refunds: ReadonlyMap<string, Refund>;
  shipmentBooked: boolean;
  /** The parcel has left: nothing can be stopped any more. */
  dispatched: boolean;
  /** Somebody wants it stopped, the carrier has not answered yet. */
  cancellationRequested: boolean;
  /** Why, where that was said. */
  cancellationReason: string | undefined;
}

const FAILED: ReadonlySet<OrderStatus> = new Set<FailedStatus>([
  'CANCELLED_NO_STOCK',
  'PAYMENT_FAILED',
  'CANCELLED',
  'SHIPMENT_FAILED',
]);

/** Whether it ended without being fulfilled. */
export const isFailed = (status: OrderStatus): status is FailedStatus => FAILED.has(status);

/** Whether its status is the last one. */
export const hasEnded = (status: OrderStatus): boolean => status === 'COMPLETED' || isFailed(status);
