import type { DataOf } from '#contracts/message-contract.ts';
import type { notificationCreated } from '#contracts/notifications.ts';
import type { orderCancelled } from '#contracts/orders.ts';
import { formatAmount, moneyFromWire } from '#platform/subgraph/money.ts';

export type NotificationKind = DataOf<typeof notificationCreated>['notification']['kind'];

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

export const parcelDispatchedText = (trackingNumber: string): NotificationText => ({
  kind: 'PARCEL_DISPATCHED',
  title: 'A parcel is on its way',
  body: `The carrier follows it as ${trackingNumber}.`,
});

export const parcelDeliveredText = (trackingNumber: string): NotificationText => ({
  kind: 'PARCEL_DELIVERED',
  title: 'A parcel has arrived',
  body: `The carrier has delivered ${trackingNumber}.`,
});

/** Money as events carry it. */
type WireMoney = Parameters<typeof moneyFromWire>[0];

const inWords = (amount: WireMoney) => `${formatAmount(moneyFromWire(amount))} ${amount.currency}`;

export const itemsReturnedText = (amount: WireMoney): NotificationText => ({
  kind: 'ITEMS_RETURNED',
  title: 'We have your return',
  body: `You get ${inWords(amount)} for it.`,
});

export const paymentRefundedText = (amount: WireMoney): NotificationText => ({
  kind: 'PAYMENT_REFUNDED',
  title: 'You get money back',
  body: `${inWords(amount)} went back to where you paid from.`,
});
