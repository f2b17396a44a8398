import type { z } from 'zod';
import type { address, money, productQuantity } from '#contracts/values.ts';

/** Money as it is kept in events and on the wire: minor units as digits. */
export type StoredMoney = z.infer<typeof money>;

/** A postal address; `country` is ISO 3166-1 alpha-2. */
export interface ShippingAddress extends Omit<z.infer<typeof address>, 'state'> {
  state?: string;
}

/** So many of one product, at the price and by the name that it had when it was ordered. */
export interface OrderLine extends z.infer<typeof productQuantity> {
  name: string;
  unitPrice: StoredMoney;
}

interface Event<Type extends string, Data> {
  type: Type;
  data: Data;
}

/** What can happen to an order. Their names and data are stored for ever: only add. */
export type OrderEvent =
  | Event<
      'OrderPlaced',
      { customerId: string; lines: readonly OrderLine[]; total: StoredMoney; shippingAddress: ShippingAddress }
    >
  | Event<'StockReserved', object>
  | Event<
      'StockReservationFailed',
      { shortages: readonly { productId: string; requested: number; available: number }[] }
    >
  | Event<'PaymentAuthorized', { paymentId: string }>
  | Event<'PaymentDeadlinePassed', object>
  | Event<'PaymentFailed', { cause: 'DECLINED' | 'DEADLINE' }>
  | Event<'PaymentCaptured', object>
  | Event<'PaymentVoided', object>
  | Event<'PaymentRefunded', { amount: StoredMoney }>
  | Event<'ShipmentInitiated', { shipmentId: string; trackingNumber: string }>
  | Event<'ShipmentCompleted', { shipmentId: string; trackingNumber: string }>
  | Event<'ShipmentFailed', { shipmentId: string }>
  | Event<'CancellationRequested', object>
  | Event<'OrderCancelled', object>;

/** An event with its place in the order's stream; versions count from 1 without gaps. */
export interface StoredEvent {
  version: number;
  occurredAt: Date;
  event: OrderEvent;
}
