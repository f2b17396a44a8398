import type { OrderLine, ShippingAddress, StoredMoney } from './order-events.ts';

export interface PlaceOrder {
  type: 'PlaceOrder';
  customerId: string;
  lines: readonly OrderLine[];
  total: StoredMoney;
  shippingAddress: ShippingAddress;
}

/** What is asked of an order, and what it is told of: by its customer, by the other subgraphs, by the clock. */
export type OrderCommand =
  | PlaceOrder
  | { type: 'CancelOrder' }
  | { type: 'RecordStockReserved' }
  | {
      type: 'RecordStockReservationFailed';
      shortages: readonly { productId: string; requested: number; available: number }[];
    }
  | { type: 'RecordPaymentAuthorized'; paymentId: string }
  | { type: 'RecordPaymentDeclined'; final: boolean }
  | { type: 'RecordPaymentClosed' }
  | { type: 'RecordPaymentCaptured' }
  /** Without `paymentId` there was no authorisation to give back. */
  | { type: 'RecordPaymentVoided'; paymentId: string | undefined }
  | { type: 'RecordPaymentRefunded'; amount: StoredMoney }
  | { type: 'RecordShipmentInitiated'; shipmentId: string; trackingNumber: string }
  | { type: 'RecordShipmentCompleted'; shipmentId: string; trackingNumber: string }
  | { type: 'RecordShipmentFailed'; shipmentId: string; reason: 'UNDELIVERABLE' | 'CANCELLED' }
  | { type: 'PassPaymentDeadline' };
