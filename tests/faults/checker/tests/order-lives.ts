import { ADA, ADOPTED, BEN, CAL, CANCELLED, COMPLETED, GUS, id, LAMP, PAYMENTS, REFUSED } from './good-shop.ts';

/** Of a lamp, in minor units. */
export const PRICE = 1_000;

const money = (amountMinor: string) => ({ amountMinor, currency: 'EUR' });
const placed = (customerId: string, quantity: number) => ({
  customerId,
  lines: [{ productId: LAMP, quantity, name: 'Lamp', unitPrice: money(String(PRICE)) }],
  total: money(String(quantity * PRICE)),
});

/** An event, and how the order stands after it. */
interface Step {
  type: string;
  data: object;
  status: string;
  paymentStatus: string;
}

export interface Life {
  customer: string;
  /** Of lamps. */
  quantity: number;
  steps: Step[];
}

const step = (type: string, status: string, paymentStatus: string, data: object = {}): Step => ({
  type,
  data,
  status,
  paymentStatus,
});

const back = { returnId: id(41), lines: [{ productId: LAMP, quantity: 1 }], amount: money('1000'), reason: 'too dark' };

/** The orders of the good shop: whose they are, and all that happened to them. */
export const LIVES: Record<string, Life> = {
  [COMPLETED]: {
    customer: ADA,
    quantity: 2,
    steps: [
      step('OrderPlaced', 'PENDING', 'UNPAID', placed(ADA, 2)),
      step('StockReserved', 'AWAITING_PAYMENT', 'UNPAID'),
      step('PaymentAuthorized', 'AWAITING_SHIPMENT', 'AUTHORIZED', { paymentId: PAYMENTS.completed }),
      step('ShipmentInitiated', 'AWAITING_SHIPMENT', 'AUTHORIZED'),
      step('ShipmentCompleted', 'AWAITING_SHIPMENT', 'AUTHORIZED'),
      step('PaymentCaptured', 'COMPLETED', 'CAPTURED'),
      step('ItemsReturned', 'COMPLETED', 'CAPTURED', back),
      step('PaymentRefunded', 'COMPLETED', 'PARTIALLY_REFUNDED', { refundId: id(41), amount: money('1000') }),
    ],
  },
  [CANCELLED]: {
    customer: ADA,
    quantity: 1,
    steps: [
      step('OrderPlaced', 'PENDING', 'UNPAID', placed(ADA, 1)),
      step('StockReserved', 'AWAITING_PAYMENT', 'UNPAID'),
      step('PaymentAuthorized', 'AWAITING_SHIPMENT', 'AUTHORIZED', { paymentId: PAYMENTS.cancelled }),
      step('CancellationRequested', 'AWAITING_SHIPMENT', 'AUTHORIZED'),
      step('OrderCancelled', 'CANCELLED', 'AUTHORIZED'),
      step('PaymentVoided', 'CANCELLED', 'VOIDED'),
    ],
  },
  [REFUSED]: {
    customer: BEN,
    quantity: 99,
    steps: [
      step('OrderPlaced', 'PENDING', 'UNPAID', placed(BEN, 99)),
      step('StockReservationFailed', 'CANCELLED_NO_STOCK', 'UNPAID', { shortages: [] }),
    ],
  },
  [ADOPTED]: {
    customer: CAL,
    quantity: 1,
    steps: [
      step('OrderPlaced', 'PENDING', 'UNPAID', { ...placed(GUS, 1), breakdown: { discount: money('100') } }),
      step('CustomerAttached', 'PENDING', 'UNPAID', { customerId: CAL }),
      step('StockReservationFailed', 'CANCELLED_NO_STOCK', 'UNPAID', { shortages: [] }),
    ],
  },
};
