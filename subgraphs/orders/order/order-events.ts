import type { z } from 'zod';
import type { address, money, productQuantity } from '#contracts/values.ts';

/** Money as it is kept in events and on the wire: minor units as digits. */
export type StoredMoney = z.infer<typeof money>;

/** A postal address; `country` is ISO 3166-1 alpha-2. */
export interface ShippingAddress extends Omit<z.infer<typeof address>, 'state'> {
  state?: string;
}

/** So many of one product. */
export type ProductQuantity = z.infer<typeof productQuantity>;

/** So many of one product, at the price and by the name that it had when it was ordered. */
export interface OrderLine extends ProductQuantity {
  name: string;
  unitPrice: StoredMoney;
  /** Its share of the order's discount and of its tax, as digits of minor units; both absent is zero. */
  discountMinor?: string;
  taxMinor?: string;
}

/** What an order's total is made of: subtotal - discount + shipping + tax. Shipping cost bears no tax of its own. */
export interface OrderBreakdown {
  subtotal: StoredMoney;
  discount: StoredMoney;
  shipping: StoredMoney;
  tax: StoredMoney;
}

interface Event<Type extends string, Data> {
  type: Type;
  data: Data;
}

/** What can happen to an order. Their names and data are stored for ever: only add. */
export type OrderEvent =
  | Event<
      'OrderPlaced',
      {
        customerId: string;
        lines: readonly OrderLine[];
        total: StoredMoney;
        /** Orders from before promotions, tax and shipping cost have none. */
        breakdown?: OrderBreakdown;
        shippingAddress: ShippingAddress;
      }
    >
  /** Stock is held for `paymentSeconds`, and the customer has as long to pay; orders from before this was kept have none. */
  | Event<'StockReserved', { paymentSeconds?: number }>
  | Event<
      'StockReservationFailed',
      { shortages: readonly { productId: string; requested: number; available: number }[] }
    >
  | Event<'PaymentAuthorized', { paymentId: string }>
  | Event<'PaymentDeadlinePassed', object>
  | Event<'PaymentFailed', { cause: 'DECLINED' | 'DEADLINE' }>
  | Event<'PaymentCaptured', object>
  | Event<'PaymentVoided', object>
  /** Refunds from before orders asked for them have no id. */
  | Event<'PaymentRefunded', { refundId?: string; amount: StoredMoney }>
  | Event<'PaymentRefundFailed', { refundId: string; reason: string }>
  | Event<'ShipmentInitiated', { shipmentId: string; trackingNumber: string }>
  /** `undelivered` is what has not left and never will. */
  | Event<'ShipmentCompleted', { shipmentId: string; trackingNumber: string; undelivered?: readonly ProductQuantity[] }>
  | Event<'ShipmentFailed', { shipmentId: string }>
  | Event<'CancellationRequested', { reason?: string }>
  | Event<'OrderCancelled', { reason?: string }>
  /** What had not left is given back: `amount` is what was paid for it. */
  | Event<'ItemsUndelivered', { returnId: string; lines: readonly ProductQuantity[]; amount: StoredMoney }>
  | Event<'ItemsReturned', { returnId: string; lines: readonly ProductQuantity[]; amount: StoredMoney; reason: string }>
  /** The goods of a return are in stock again. */
  | Event<'ItemsRestocked', { returnId: string }>
  /** Money back without goods, by staff. */
  | Event<'RefundRequested', { refundId: string; amount: StoredMoney; reason: string }>
  /** A guest has signed in: the order belongs to this user now. */
  | Event<'CustomerAttached', { customerId: string }>;

/** An event with its place in the order's stream; versions count from 1 without gaps. */
export interface StoredEvent {
  version: number;
  occurredAt: Date;
  event: OrderEvent;
}
