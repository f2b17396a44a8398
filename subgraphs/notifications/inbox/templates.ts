import type { DataOf } from '#contracts/message-contract.ts';
import type { orderCancelled } from '#contracts/orders.ts';

export type NotificationKind = 'WELCOME' | 'ORDER_PLACED' | 'ORDER_PAID' | 'ORDER_COMPLETED' | 'ORDER_CANCELLED';

/** What a person reads. */
export interface NotificationText {
  kind: NotificationKind;
  title: string;
  body: string;
}

export const welcome = (name: string): NotificationText => ({
  kind: 'WELCOME',
  title: `Welcome, ${name}`,
  body: 'Your account is ready.',
});

export const orderPlacedText: NotificationText = {
  kind: 'ORDER_PLACED',
  title: 'We have your order',
  body: 'Its goods are being set aside for you.',
};

export const orderPaidText: NotificationText = {
  kind: 'ORDER_PAID',
  title: 'Your payment was authorised',
  body: 'It is taken when the parcel leaves.',
};

export const orderCompletedText: NotificationText = {
  kind: 'ORDER_COMPLETED',
  title: 'Your order is on its way',
  body: 'The parcel has left our house and the payment was taken.',
};

const CANCELLATIONS: Record<DataOf<typeof orderCancelled>['status'], string> = {
  CANCELLED_NO_STOCK: 'Something you ordered has just been sold out. Nothing was charged.',
  PAYMENT_FAILED: 'The payment did not come through. Nothing was charged.',
  CANCELLED: 'It was cancelled as you asked. What was authorised is given back.',
  SHIPMENT_FAILED: 'The carrier could not take the parcel. What was authorised is given back.',
};

export const orderCancelledText = (status: keyof typeof CANCELLATIONS): NotificationText => ({
  kind: 'ORDER_CANCELLED',
  title: 'Your order was cancelled',
  body: CANCELLATIONS[status],
});
