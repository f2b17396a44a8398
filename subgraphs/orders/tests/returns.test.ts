import { describe, expect, it } from '@jest/globals';
import { decide } from '../order/decide.ts';
import type { PlaceOrder } from '../order/order-commands.ts';
import type { OrderEvent } from '../order/order-events.ts';
import type { OrderState } from '../order/order-state.ts';
import { refundableMinor } from '../return/refund-amount.ts';
import { eur, given, givenPlaced, type InputName, inputs, kettle, placeOrder, take, today } from './given-order.ts';

const completed = ['stockReserved', 'authorized', 'booked', 'dispatched', 'captured'] as const;
const partlyDelivered = ['stockReserved', 'authorized', 'booked', 'dispatchedOne'] as const;

/** 3 kettles for 10.00, 1.00 off, 1.71 tax; 2 teapots for 5.00; 4.90 shipping: 44.60 to pay. */
const teapot = '01900000-0000-7000-8000-000000000002';
const mixedOrder: PlaceOrder = {
  ...placeOrder,
  lines: [
    { productId: kettle, quantity: 3, name: 'Kettle', unitPrice: eur('1000'), discountMinor: '100', taxMinor: '171' },
    { productId: teapot, quantity: 2, name: 'Teapot', unitPrice: eur('449'), taxMinor: '1' },
  ],
  total: eur('4460'),
};

let count = 0;
const returning = (quantities: Record<string, number>, at = today) => ({
  type: 'ReturnItems' as const,
  returnId: `01900000-0000-7000-8000-${String(++count).padStart(12, '0')}`,
  lines: Object.entries(quantities).map(([productId, quantity]) => ({ productId, quantity })),
  reason: 'too loud',
  at,
  returnDays: 30,
});

/** Returns these one after the other, and gives what each brings. */
function amountsOf(placed: PlaceOrder, returns: Record<string, number>[]): number[] {
  let state = givenPlaced(placed, ...completed).state;
  return returns.map((quantities) => {
    const decision = decide(returning(quantities), state);
    if (!decision.ok) throw new Error(decision.reason);
    const [event] = decision.events as [Extract<OrderEvent, { type: 'ItemsReturned' }>];
    ({ state } = take(state, { ...returning(quantities), returnId: event.data.returnId }));
    return Number(event.data.amount.amountMinor);
  });
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('a returned line', () => {
  it('has its money refunded and its goods put into stock', () => {
    const returned = given(...completed).when('returnOne');
    expect(returned).toMatchObject({ events: ['ItemsReturned'], commands: ['RefundPayment', 'ReturnStock'] });
    expect(returned).toMatchObject({ status: 'COMPLETED', paymentStatus: 'CAPTURED' });
    expect(given(...completed, 'returnOne', 'refundedOne').paymentStatus).toBe('PARTIALLY_REFUNDED');
    const both = given(...completed, 'returnOne', 'returnTheOther', 'refundedTheOther', 'refundedOne');
    expect(both).toMatchObject({ status: 'COMPLETED', paymentStatus: 'REFUNDED' });
  });

  it('brings what was paid for it: its price, less its discount, with its tax', () => {
    expect(amountsOf(mixedOrder, [{ [kettle]: 3 }])).toEqual([3000 - 100 + 171]);
  });

  it('brings the last cent with its last piece', () => {
    const amounts = amountsOf(mixedOrder, [{ [kettle]: 1 }, { [kettle]: 1 }, { [kettle]: 1 }]);
    expect(amounts).toEqual([1023, 1024, 1024]);
  });

  it('brings the shipping cost with the last piece of all, in whatever parts', () => {
    expect(amountsOf(mixedOrder, [{ [kettle]: 3, [teapot]: 2 }])).toEqual([4460]);
    const parts = amountsOf(mixedOrder, [{ [teapot]: 1 }, { [kettle]: 2 }, { [kettle]: 1, [teapot]: 1 }]);
    expect(parts.slice(0, 2)).toEqual([449, 2047]);
    expect(sum(parts)).toBe(4460);
    expect(sum(amountsOf(mixedOrder, [{ [kettle]: 3 }, { [teapot]: 1 }]))).toBe(3071 + 449);
  });

  it('brings no more than staff have left of the money', () => {
    const { state } = given(...completed, 'refundATenth', 'returnOne');
    const last = decide(inputs.returnTheOther, state);
    expect(last).toMatchObject({ ok: true, events: [{ data: { amount: eur(String(3998 - 400 - 1999)) } }] });
  });

  it('comes back without money when none is left', () => {
    const all = { ...inputs.refundATenth, amount: eur('3998') };
    const { state } = take(given(...completed).state, all);
    expect(take(state, inputs.returnOne).step).toMatchObject({ events: ['ItemsReturned'], commands: ['ReturnStock'] });
  });
});

describe('a return is refused', () => {
  const refusal = (state: OrderState | undefined, command: ReturnType<typeof returning>) =>
    decide(command, state) as { reason?: string };

  it('of more than was delivered and not returned yet', () => {
    const { state } = given(...completed);
    expect(refusal(state, returning({ [kettle]: 3 })).reason).toBe('TOO_MANY_RETURNED');
    expect(refusal(state, returning({ [teapot]: 1 })).reason).toBe('TOO_MANY_RETURNED');
    expect(refusal(given(...completed, 'returnOne').state, returning({ [kettle]: 2 })).reason).toBe(
      'TOO_MANY_RETURNED',
    );
    const partly = given(...partlyDelivered, 'captured').state;
    expect(refusal(partly, returning({ [kettle]: 2 })).reason).toBe('TOO_MANY_RETURNED');
    expect(refusal(partly, returning({ [kettle]: 1 })).reason).toBeUndefined();
  });

  it('before the order is completed, and of one that failed', () => {
    for (const names of [['stockReserved'], completed.slice(0, -1), ['cancel']] as InputName[][]) {
      expect(refusal(given(...names).state, returning({ [kettle]: 1 })).reason).toBe('NOT_COMPLETED');
    }
  });

  it('after the return period, and not on its last moment', () => {
    const { state } = given(...completed);
    const later = (ms: number) => new Date(today.getTime() + 30 * 86_400_000 + ms);
    expect(refusal(state, returning({ [kettle]: 1 }, later(1))).reason).toBe('RETURN_PERIOD_OVER');
    expect(refusal(state, returning({ [kettle]: 1 }, later(0))).reason).toBeUndefined();
  });
});

describe('a refund by staff', () => {
  it('gives money back without goods', () => {
    const asked = given(...completed).when('refundATenth');
    expect(asked).toMatchObject({ events: ['RefundRequested'], commands: ['RefundPayment'] });
    expect(given(...completed, 'refundATenth', 'refundedATenth').paymentStatus).toBe('PARTIALLY_REFUNDED');
  });

  it('is refused over what was captured and not asked back yet', () => {
    const refund = (amount: string) => ({ ...inputs.refundATenth, amount: eur(amount) });
    expect(given(...completed).when(refund('3999')).refused).toBe('REFUND_TOO_LARGE');
    expect(given(...completed, 'returnOne').when(refund('2000')).refused).toBe('REFUND_TOO_LARGE');
    expect(given(...completed, 'returnOne').when(refund('1999')).refused).toBeUndefined();
    expect(given('stockReserved', 'authorized').when(refund('1')).refused).toBe('REFUND_TOO_LARGE');
  });

  it('that failed can be asked for again', () => {
    const failed = given(...completed, 'refundATenth', 'refundFailed');
    expect(failed.paymentStatus).toBe('CAPTURED');
    expect(failed.state && refundableMinor(failed.state)).toBe(3998n);
  });
});

describe('the outcome of a refund', () => {
  it('counts once', () => {
    for (const again of [
      given(...completed, 'returnOne', 'refundedOne').when('refundedOne'),
      given(...completed, 'refundATenth', 'refundFailed').when('refundFailed'),
    ]) {
      expect(again).toMatchObject({ events: [], commands: [] });
      expect(again.refused).toBeUndefined();
    }
  });

  it.each<[string, InputName[], InputName]>([
    ['nobody asked for', [], 'refundedOne'],
    ['nobody asked for, failed', [], 'refundFailed'],
    ['was said to have failed', ['refundATenth', 'refundFailed'], 'refundedATenth'],
    ['was paid, and is said to have failed', ['refundATenth', 'refundedATenth'], 'refundFailed'],
  ])('that %s is unexpected', (_, before, name) => {
    expect(given(...completed, ...before).when(name).refused).toBe('UNEXPECTED');
  });

  it('of another amount than was asked for is unexpected', () => {
    const other = { ...inputs.refundedOne, amount: eur('2000') };
    expect(given(...completed, 'returnOne').when(other).refused).toBe('UNEXPECTED');
  });
});

describe('the goods of a return', () => {
  it('are in stock again once', () => {
    const restocked = given(...completed, 'returnOne').when('restockedOne');
    expect(restocked).toMatchObject({ events: ['ItemsRestocked'], commands: [], status: 'COMPLETED' });
    expect(given(...completed, 'returnOne', 'restockedOne').when('restockedOne').events).toEqual([]);
  });

  it('are in stock again whatever becomes of the money', () => {
    const refunded = given(...completed, 'returnOne', 'refundedOne').when('restockedOne');
    expect(refunded).toMatchObject({ events: ['ItemsRestocked'], paymentStatus: 'PARTIALLY_REFUNDED' });
    expect(given(...completed, 'returnOne', 'restockedOne').when('refundedOne').events).toEqual(['PaymentRefunded']);
  });

  it('that nobody has returned are unexpected', () => {
    expect(given(...completed).when('restockedOne').refused).toBe('UNEXPECTED');
    expect(given(...completed, 'returnTheOther').when('restockedOne').refused).toBe('UNEXPECTED');
  });

  it('that have never left are in stock again, too', () => {
    const { state } = given(...partlyDelivered, 'captured');
    const command = { type: 'RecordStockReturned', returnId: inputs.dispatchedOne.shipmentId } as const;
    expect(take(state, command).step.events).toEqual(['ItemsRestocked']);
  });
});

describe('what never left', () => {
  it('is refunded and put into stock once everything was captured', () => {
    expect(given(...partlyDelivered.slice(0, -1)).when('dispatchedOne')).toMatchObject({
      events: ['ShipmentCompleted'],
      commands: ['CommitStock', 'CapturePayment'],
    });
    const captured = given(...partlyDelivered).when('captured');
    expect(captured).toMatchObject({
      events: ['PaymentCaptured', 'ItemsUndelivered'],
      commands: ['RefundPayment', 'ReturnStock'],
      status: 'COMPLETED',
    });
    const { state } = given(...partlyDelivered, 'captured');
    expect(state && refundableMinor(state)).toBe(1999n);
  });

  it('is given back once, however often the capture is told', () => {
    expect(given(...partlyDelivered, 'captured').when('captured')).toMatchObject({ events: [], commands: [] });
  });

  it('is unexpected when it was never ordered', () => {
    const tooMany = { ...inputs.dispatchedOne, undelivered: [{ productId: kettle, quantity: 3 }] };
    const other = { ...inputs.dispatchedOne, undelivered: [{ productId: teapot, quantity: 1 }] };
    for (const command of [tooMany, other]) {
      expect(given('stockReserved', 'authorized', 'booked').when(command).refused).toBe('UNEXPECTED');
    }
  });
});

describe('an order that is attached', () => {
  it('belongs to the user, whatever becomes of it', () => {
    const attached = given('stockReserved').when('adopted');
    expect(attached).toMatchObject({ events: ['CustomerAttached'], commands: [], status: 'AWAITING_PAYMENT' });
    expect(given('stockReserved', 'adopted').state?.customerId).toBe(inputs.adopted.customerId);
    expect(given('stockReserved', 'adopted').when('adopted').events).toEqual([]);
  });

  it('stays with another one who has it', () => {
    const { state } = given('adopted');
    expect(take(state, { ...inputs.adopted, customerId: placeOrder.customerId }).step.events).toEqual([]);
  });
});
