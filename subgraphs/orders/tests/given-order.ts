import { type CheckoutCommand, decideNext } from '../checkout/decide-next.ts';
import { decide, type Refusal } from '../order/decide.ts';
import { evolve } from '../order/evolve.ts';
import type { OrderCommand, PlaceOrder } from '../order/order-commands.ts';
import type { OrderEvent } from '../order/order-events.ts';
import type { OrderState } from '../order/order-state.ts';

export const customerId = '01900000-0000-7000-8000-0000000000c1';
export const paymentId = '01900000-0000-7000-8000-0000000000aa';
export const shipmentId = '01900000-0000-7000-8000-0000000000bb';

const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR' });

export const placeOrder: PlaceOrder = {
  type: 'PlaceOrder',
  customerId,
  lines: [{ productId: '01900000-0000-7000-8000-000000000001', quantity: 2, name: 'Kettle', unitPrice: eur('1999') }],
  total: eur('3998'),
  shippingAddress: { name: 'Ada', street: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
};

const refund = (amountMinor: string): OrderCommand => ({ type: 'RecordPaymentRefunded', amount: eur(amountMinor) });

/** Every input that an order can get, by a short name. */
export const inputs = {
  cancel: { type: 'CancelOrder' },
  stockReserved: { type: 'RecordStockReserved' },
  noStock: { type: 'RecordStockReservationFailed', shortages: [] },
  authorized: { type: 'RecordPaymentAuthorized', paymentId },
  declined: { type: 'RecordPaymentDeclined', final: false },
  declinedForGood: { type: 'RecordPaymentDeclined', final: true },
  deadline: { type: 'PassPaymentDeadline' },
  closed: { type: 'RecordPaymentClosed' },
  captured: { type: 'RecordPaymentCaptured' },
  voided: { type: 'RecordPaymentVoided', paymentId },
  nothingToVoid: { type: 'RecordPaymentVoided', paymentId: undefined },
  refundedAPart: refund('1000'),
  refundedTheRest: refund('2998'),
  booked: { type: 'RecordShipmentInitiated', shipmentId, trackingNumber: 'T1' },
  dispatched: { type: 'RecordShipmentCompleted', shipmentId, trackingNumber: 'T1' },
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
    current = evolve(current, event);
    const { commands, deadlines } = decideNext(event, current);
    step.events.push(event.type);
    step.commands.push(...commands);
    step.deadlines.push(...deadlines);
  }
  return { state: current, step };
}

/** A placed order that has been told these things. */
export function given(...names: InputName[]) {
  let { state } = take(undefined, placeOrder);
  for (const name of names) ({ state } = take(state, inputs[name]));
  return {
    state,
    status: state?.status,
    paymentStatus: state?.paymentStatus,
    /** What comes of one thing more. */
    when: (name: InputName) => {
      const taken = take(state, inputs[name]);
      return { ...taken.step, status: taken.state?.status, paymentStatus: taken.state?.paymentStatus };
    },
  };
}
