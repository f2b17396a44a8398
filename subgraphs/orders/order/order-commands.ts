import type { OrderBreakdown, OrderLine, ProductQuantity, ShippingAddress, StoredMoney } from './order-events.ts';

export interface PlaceOrder {
  type: 'PlaceOrder';
  customerId: string;
  lines: readonly OrderLine[];
  total: StoredMoney;
  breakdown?: OrderBreakdown;
  shippingAddress: ShippingAddress;
}

export interface ReturnItems {
  type: 'ReturnItems';
  returnId: string;
  /** One line a product. */
  lines: readonly ProductQuantity[];
  reason: string;
  /** When the customer asks. */
  at: Date;
  /** How long after its completion an order can be returned. */
  returnDays: number;
}

export interface RecordStockReturned {
  type: 'RecordStockReturned';
  returnId: string;
}

export interface RequestRefund {
  type: 'RequestRefund';
  refundId: string;
  /** More than 0, in the order's currency. */
  amount: StoredMoney;
  reason: string;
}

export interface RecordPaymentRefunded {
  type: 'RecordPaymentRefunded';
  refundId: string;
  amount: StoredMoney;
}

export interface RecordPaymentRefundFailed {
  type: 'RecordPaymentRefundFailed';
  refundId: string;
  reason: string;
}

/** What is asked of an order, and what it is told of: by its customer, by the other subgraphs, by the clock. */
export type OrderCommand =
  | PlaceOrder
  | ReturnItems
  | RequestRefund
  | { type: 'CancelOrder'; reason?: string | undefined }
  | { type: 'AttachCustomer'; formerCustomerId: string; customerId: string }
  /** `paymentSeconds` is how long it is held, and the customer has to pay. */
  | { type: 'RecordStockReserved'; paymentSeconds: number }
  | {
      type: 'RecordStockReservationFailed';
      shortages: readonly { productId: string; requested: number; available: number }[];
    }
  | RecordStockReturned
  | { type: 'RecordPaymentAuthorized'; paymentId: string }
  | { type: 'RecordPaymentDeclined'; final: boolean }
  | { type: 'RecordPaymentClosed' }
  | { type: 'RecordPaymentCaptured' }
  /** Without `paymentId` there was no authorisation to give back. */
  | { type: 'RecordPaymentVoided'; paymentId: string | undefined }
  | RecordPaymentRefunded
  | RecordPaymentRefundFailed
  | { type: 'RecordShipmentInitiated'; shipmentId: string; trackingNumber: string }
  | {
      type: 'RecordShipmentCompleted';
      shipmentId: string;
      trackingNumber: string;
      undelivered?: readonly ProductQuantity[];
    }
  | { type: 'RecordShipmentFailed'; shipmentId: string; reason: 'UNDELIVERABLE' | 'CANCELLED' }
  | { type: 'PassPaymentDeadline' };
