import { type CheckoutCommand, decideNext } from '../checkout/decide-next.ts';
import { decide } from '../order/decide.ts';
import type { Refusal } from '../order/decision.ts';
import { evolve } from '../order/evolve.ts';
import type { OrderCommand, PlaceOrder } from '../order/order-commands.ts';
import type { OrderEvent } from '../order/order-events.ts';
import type { OrderState } from '../order/order-state.ts';

export const customerId = '01900000-0000-7000-8000-0000000000c1';
/** Who the customer becomes by signing in. */
export const userId = '01900000-0000-7000-8000-0000000000c2';
export const paymentId = '01900000-0000-7000-8000-0000000000aa';
export const shipmentId = '01900000-0000-7000-8000-0000000000bb';

export const refundId = '01900000-0000-7000-8000-0000000000dd';
export const kettle = '01900000-0000-7000-8000-000000000001';
/** When everything happens. */
export const today = new Date('2026-01-01T00:00:00.000Z');

export const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR' });

export const placeOrder: PlaceOrder = {
  type: 'PlaceOrder',
  customerId,
  lines: [{ productId: kettle, quantity: 2, name: 'Kettle', unitPrice: eur('1999') }],
  total: eur('3998'),
  shippingAddress: { name: 'Ada', street: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
};

const returned = (returnId: string, quantity: number) =>
  ({
    type: 'ReturnItems',
    returnId,
    lines: [{ productId: kettle, quantity }],
    reason: 'too loud',
    at: today,
    returnDays: 30,
  }) as const;

/** Every input that an order can get, by a short name. */
export const inputs = {
  cancel: { type: 'CancelOrder' },
  stockReserved: { type: 'RecordStockReserved', paymentSeconds: 900 },
  noStock: { type: 'RecordStockReservationFailed', shortages: [] },
  authorized: { type: 'RecordPaymentAuthorized', paymentId },
  declined: { type: 'RecordPaymentDeclined', final: false },
  declinedForGood: { type: 'RecordPaymentDeclined', final: true },
  deadline: { type: 'PassPaymentDeadline' },
  closed: { type: 'RecordPaymentClosed' },
  captured: { type: 'RecordPaymentCaptured' },
  voided: { type: 'RecordPaymentVoided', paymentId },
  nothingToVoid: { type: 'RecordPaymentVoided', paymentId: undefined },
  returnOne: returned('01900000-0000-7000-8000-0000000000d1', 1),
  returnTheOther: returned('01900000-0000-7000-8000-0000000000d2', 1),
  restockedOne: { type: 'RecordStockReturned', returnId: '01900000-0000-7000-8000-0000000000d1' },
  refundATenth: { type: 'RequestRefund', refundId, amount: eur('400'), reason: 'scratched' },
  refundedOne: { type: 'RecordPaymentRefunded', refundId: '01900000-0000-7000-8000-0000000000d1', amount: eur('1999') },
  refundedTheOther: {
    type: 'RecordPaymentRefunded',
    refundId: '01900000-0000-7000-8000-0000000000d2',
    amount: eur('1999'),
  },
  refundedATenth: { type: 'RecordPaymentRefunded', refundId, amount: eur('400') },
  refundFailed: { type: 'RecordPaymentRefundFailed', refundId, reason: 'account closed' },
  adopted: { type: 'AttachCustomer', formerCustomerId: customerId, customerId: userId },
  booked: { type: 'RecordShipmentInitiated', shipmentId, trackingNumber: 'T1' },
  dispatched: { type: 'RecordShipmentCompleted', shipmentId, trackingNumber: 'T1' },
  dispatchedOne: {
    type: 'RecordShipmentCompleted',
    shipmentId,
    trackingNumber: 'T1',
    undelivered: [{ productId: kettle, quantity: 1 }],
  },
  undeliverable: { type: 'RecordShipmentFailed', shipmentId, reason: 'UNDELIVERABLE' },
  stopped: { type: 'RecordShipmentFailed', shipmentId, reason: 'CANCELLED' },
} as const satisfies Record<string, OrderCommand>;

export type InputName = keyof typeof inputs;

export interface Step {
  events: OrderEvent['type'][];
  commands: CheckoutCommand[];
  deadlines: string[];
  refused?: Refusal;
}

/** Takes an order on by one command, as `advance` does, without a database. */
export function take(
  state: OrderState | undefined,
  command: OrderCommand,
): { state: OrderState | undefined; step: Step } {
  const decision = decide(command, state);
  const step: Step = { events: [], commands: [], deadlines: [] };
  if (!decision.ok) return { state, step: { ...step, refused: decision.reason } };
  let current = state;
  for (const event of decision.events) {
    current = evolve(current, event, today);
    const { commands, deadlines } = decideNext(event, current);
    step.events.push(event.type);
    step.commands.push(...commands);
    step.deadlines.push(...deadlines.map(({ kind }) => kind));
  }
  return { state: current, step };
}

/** A placed order that has been told these things. */
export const given = (...names: InputName[]) => givenPlaced(placeOrder, ...names);

/** The same for an order of one's own. */
export function givenPlaced(placed: PlaceOrder, ...names: InputName[]) {
  let { state } = take(undefined, placed);
  for (const name of names) ({ state } = take(state, inputs[name]));
  return {
    state,
    status: state?.status,
    paymentStatus: state?.paymentStatus,
    /** What comes of one thing more. */
    when: (input: InputName | OrderCommand) => {
      const taken = take(state, typeof input === 'string' ? inputs[input] : input);
      return { ...taken.step, status: taken.state?.status, paymentStatus: taken.state?.paymentStatus };
    },
  };
}
