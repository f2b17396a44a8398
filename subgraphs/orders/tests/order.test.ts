import { describe, expect, it } from '@jest/globals';
import { decide } from '../order/decide.ts';
import { evolve } from '../order/evolve.ts';
import { given, type InputName, inputs, placeOrder, take, today } from './given-order.ts';

const nothing = { events: [], commands: [], deadlines: [] };
const unexpected = { ...nothing, refused: 'UNEXPECTED' };

describe('the way to a completed order', () => {
  it('reserves stock as soon as the order is placed', () => {
    const { state, step } = take(undefined, placeOrder);
    expect(step).toEqual({ events: ['OrderPlaced'], commands: ['ReserveStock'], deadlines: [] });
    expect(state).toMatchObject({ status: 'PENDING', paymentStatus: 'UNPAID', total: placeOrder.total });
  });

  it('opens the payment, with a deadline, once stock is reserved', () => {
    expect(given().when('stockReserved')).toEqual({
      events: ['StockReserved'],
      commands: ['OpenPayment'],
      deadlines: ['PAYMENT'],
      status: 'AWAITING_PAYMENT',
      paymentStatus: 'UNPAID',
    });
  });

  it('ships once the payment is authorised', () => {
    expect(given('stockReserved').when('authorized')).toEqual({
      events: ['PaymentAuthorized'],
      commands: ['ShipOrder'],
      deadlines: [],
      status: 'AWAITING_SHIPMENT',
      paymentStatus: 'AUTHORIZED',
    });
  });

  it('commits stock and captures the money once the parcel has left', () => {
    const dispatched = given('stockReserved', 'authorized', 'booked').when('dispatched');
    expect(dispatched).toMatchObject({ events: ['ShipmentCompleted'], commands: ['CommitStock', 'CapturePayment'] });
    expect(dispatched.status).toBe('AWAITING_SHIPMENT');
  });

  it('is completed by the capture', () => {
    const captured = given('stockReserved', 'authorized', 'booked', 'dispatched').when('captured');
    expect(captured).toEqual({
      ...nothing,
      events: ['PaymentCaptured'],
      status: 'COMPLETED',
      paymentStatus: 'CAPTURED',
    });
  });
});

describe('the other ends', () => {
  it('without stock ends with nothing to give back', () => {
    const refused = given().when('noStock');
    expect(refused).toMatchObject({ events: ['StockReservationFailed'], commands: [], status: 'CANCELLED_NO_STOCK' });
  });

  it('goes on awaiting payment after a decline that can be tried again', () => {
    expect(given('stockReserved').when('declined')).toMatchObject({ ...nothing, status: 'AWAITING_PAYMENT' });
  });

  it('releases stock after a final decline', () => {
    const declined = given('stockReserved').when('declinedForGood');
    expect(declined).toMatchObject({ events: ['PaymentFailed'], commands: ['ReleaseStock'] });
    expect(declined).toMatchObject({ status: 'PAYMENT_FAILED', paymentStatus: 'FAILED' });
  });

  it('asks payments at the deadline, and awaits its answer', () => {
    expect(given('stockReserved').when('deadline')).toEqual({
      events: ['PaymentDeadlinePassed'],
      commands: ['ClosePayment'],
      deadlines: [],
      status: 'AWAITING_PAYMENT',
      paymentStatus: 'UNPAID',
    });
  });

  it('releases stock when the payment was closed unpaid', () => {
    expect(given('stockReserved', 'deadline').when('closed')).toEqual({
      events: ['PaymentFailed'],
      commands: ['ReleaseStock'],
      deadlines: [],
      status: 'PAYMENT_FAILED',
      paymentStatus: 'FAILED',
    });
  });

  it('gives everything back when the carrier cannot deliver', () => {
    const failed = given('stockReserved', 'authorized', 'booked').when('undeliverable');
    expect(failed).toMatchObject({ events: ['ShipmentFailed'], commands: ['VoidPayment', 'ReleaseStock'] });
    expect(failed.status).toBe('SHIPMENT_FAILED');
    const voided = given('stockReserved', 'authorized', 'booked', 'undeliverable').when('voided');
    expect(voided).toMatchObject({ events: ['PaymentVoided'], status: 'SHIPMENT_FAILED', paymentStatus: 'VOIDED' });
  });

  it('is cancelled at once before payment', () => {
    expect(given().when('cancel')).toMatchObject({ events: ['OrderCancelled'], commands: [], status: 'CANCELLED' });
    const cancelled = given('stockReserved').when('cancel');
    expect(cancelled).toMatchObject({ commands: ['VoidPayment', 'ReleaseStock'], status: 'CANCELLED' });
  });

  it('asks the carrier before it cancels a paid order', () => {
    const requested = given('stockReserved', 'authorized').when('cancel');
    expect(requested).toMatchObject({ events: ['CancellationRequested'], commands: ['CancelShipment'] });
    expect(requested.status).toBe('AWAITING_SHIPMENT');
    const stopped = given('stockReserved', 'authorized', 'cancel').when('stopped');
    expect(stopped).toMatchObject({ events: ['OrderCancelled'], commands: ['VoidPayment', 'ReleaseStock'] });
    expect(stopped.status).toBe('CANCELLED');
  });

  it('names a parcel that nobody wanted stopped a failed shipment', () => {
    expect(given('stockReserved', 'authorized').when('stopped').status).toBe('SHIPMENT_FAILED');
  });
});

describe('races', () => {
  it('releases stock that was reserved after the cancellation', () => {
    const late = given('cancel').when('stockReserved');
    expect(late).toEqual({
      events: ['StockReserved'],
      commands: ['ReleaseStock'],
      deadlines: [],
      status: 'CANCELLED',
      paymentStatus: 'UNPAID',
    });
  });

  it('has nothing to do when stock was refused after the cancellation', () => {
    expect(given('cancel').when('noStock')).toMatchObject({ ...nothing, status: 'CANCELLED' });
  });

  it.each<[string, InputName[]]>([
    ['the closing', ['stockReserved', 'deadline', 'closed']],
    ['the cancellation', ['stockReserved', 'cancel']],
    ['the final decline', ['stockReserved', 'declinedForGood']],
  ])('voids an authorisation that comes after %s', (_, before) => {
    const { status } = given(...before);
    const late = given(...before).when('authorized');
    expect(late).toMatchObject({ events: ['PaymentAuthorized'], commands: ['VoidPayment'], status });
    expect(given(...before, 'authorized', 'voided')).toMatchObject({ status, paymentStatus: 'VOIDED' });
  });

  it('completes when the parcel had left before it could be stopped', () => {
    const left = given('stockReserved', 'authorized', 'booked', 'cancel').when('dispatched');
    expect(left.commands).toEqual(['CommitStock', 'CapturePayment']);
    const completed = given('stockReserved', 'authorized', 'booked', 'cancel', 'dispatched', 'captured');
    expect(completed.status).toBe('COMPLETED');
  });

  it('completes when the authorisation comes after the deadline, and before an answer to it', () => {
    const paid = given('stockReserved', 'deadline').when('authorized');
    expect(paid).toMatchObject({ events: ['PaymentAuthorized'], commands: ['ShipOrder'], status: 'AWAITING_SHIPMENT' });
    const completed = given('stockReserved', 'deadline', 'authorized', 'booked', 'dispatched', 'captured');
    expect(completed).toMatchObject({ status: 'COMPLETED', paymentStatus: 'CAPTURED' });
  });

  it('ends by a final decline or a cancellation that comes between the deadline and its answer', () => {
    const declined = given('stockReserved', 'deadline').when('declinedForGood');
    expect(declined).toMatchObject({ events: ['PaymentFailed'], commands: ['ReleaseStock'], status: 'PAYMENT_FAILED' });
    const cancelled = given('stockReserved', 'deadline').when('cancel');
    expect(cancelled).toMatchObject({ commands: ['VoidPayment', 'ReleaseStock'], status: 'CANCELLED' });
  });

  it.each<[string, InputName[]]>([
    ['paid', ['stockReserved', 'deadline', 'authorized']],
    ['cancelled', ['stockReserved', 'deadline', 'cancel']],
    ['declined for good', ['stockReserved', 'deadline', 'declinedForGood']],
  ])('passes over the closing of an order that is %s', (_, before) => {
    const { status, paymentStatus } = given(...before);
    expect(given(...before).when('closed')).toEqual({ ...nothing, status, paymentStatus });
  });

  it('passes over a deadline once the payment is authorised', () => {
    expect(given('stockReserved', 'authorized').when('deadline')).toMatchObject(nothing);
  });

  it('does not take the answer that there was nothing to void for a void', () => {
    const late = given('stockReserved', 'cancel', 'authorized').when('nothingToVoid');
    expect(late).toMatchObject({ ...nothing, paymentStatus: 'AUTHORIZED' });
  });
});

describe('inputs that come twice', () => {
  it.each<[InputName, InputName[]]>([
    ['stockReserved', []],
    ['noStock', []],
    ['authorized', ['stockReserved']],
    ['declinedForGood', ['stockReserved']],
    ['deadline', ['stockReserved']],
    ['closed', ['stockReserved', 'deadline']],
    ['booked', ['stockReserved', 'authorized']],
    ['dispatched', ['stockReserved', 'authorized']],
    ['undeliverable', ['stockReserved', 'authorized']],
    ['stopped', ['stockReserved', 'authorized', 'cancel']],
    ['captured', ['stockReserved', 'authorized', 'dispatched']],
    ['voided', ['stockReserved', 'authorized', 'undeliverable']],
    ['cancel', ['stockReserved', 'authorized']],
  ])('%s changes nothing the second time', (name, before) => {
    expect(given(...before).when(name).events).toHaveLength(1);
    expect(given(...before, name).when(name)).toMatchObject(nothing);
    expect(given(...before, name).when(name).refused).toBeUndefined();
  });
});

describe('what is refused', () => {
  it.each<[string, InputName[]]>([
    ['dispatched', ['stockReserved', 'authorized', 'dispatched']],
    ['completed', ['stockReserved', 'authorized', 'dispatched', 'captured']],
    ['cancelled', ['cancel']],
    ['without stock', ['noStock']],
    ['unpaid for good', ['stockReserved', 'deadline', 'closed']],
    ['undeliverable', ['stockReserved', 'authorized', 'undeliverable']],
  ])('cancelling an order that is %s', (_, before) => {
    expect(given(...before).when('cancel')).toMatchObject({ ...nothing, refused: 'NOT_CANCELLABLE' });
  });

  it.each<[InputName, InputName[]]>([
    ['authorized', []],
    ['declinedForGood', []],
    ['booked', ['stockReserved']],
    ['dispatched', ['stockReserved']],
    ['dispatched', ['stockReserved', 'authorized', 'undeliverable']],
    ['undeliverable', ['stockReserved']],
    ['undeliverable', ['stockReserved', 'authorized', 'dispatched']],
    ['captured', ['stockReserved', 'authorized']],
    ['voided', ['stockReserved', 'authorized']],
  ])('%s after %j: it answers to nothing that was asked', (name, before) => {
    expect(given(...before).when(name)).toMatchObject(unexpected);
  });

  it('a second authorisation of one order', () => {
    const { state } = given('stockReserved', 'authorized');
    const second = decide({ ...inputs.authorized, paymentId: '01900000-0000-7000-8000-0000000000ab' }, state);
    expect(second).toEqual({ ok: false, reason: 'UNEXPECTED' });
  });

  it('anything about an order that does not exist, and a second placing of one that does', () => {
    for (const command of Object.values(inputs)) {
      expect(decide(command, undefined)).toEqual({ ok: false, reason: 'UNKNOWN_ORDER' });
    }
    expect(decide(placeOrder, given().state)).toEqual({ ok: false, reason: 'ALREADY_PLACED' });
  });

  it('a damaged stream', () => {
    expect(() => evolve(undefined, { type: 'StockReserved', data: {} }, today)).toThrow('begins with StockReserved');
  });
});
