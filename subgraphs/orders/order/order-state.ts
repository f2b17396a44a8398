import type { z } from 'zod';
import type { DataOf } from '#contracts/message-contract.ts';
import type { orderCancelled, orderStatus, paymentStatus } from '#contracts/orders.ts';
import type { OrderLine, ShippingAddress, StoredMoney } from './order-events.ts';

export type OrderStatus = z.infer<typeof orderStatus>;
export type PaymentStatus = z.infer<typeof paymentStatus>;
export type FailedStatus = DataOf<typeof orderCancelled>['status'];

/** What an order's events add up to. */
export interface OrderState {
  customerId: string;
  lines: readonly OrderLine[];
  total: StoredMoney;
  shippingAddress: ShippingAddress;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  /** Whether stock was ever held for it. */
  stockReserved: boolean;
  /** The payment that was authorised, if one ever was. */
  paymentId: string | undefined;
  /** Payments has been asked whether it was paid in time, and to take no further attempt. */
  paymentDeadlinePassed: boolean;
  refundedMinor: bigint;
  shipmentBooked: boolean;
  /** The parcel has left: nothing can be stopped any more. */
  dispatched: boolean;
  /** The customer wants it stopped, the carrier has not answered yet. */
  cancellationRequested: boolean;
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
