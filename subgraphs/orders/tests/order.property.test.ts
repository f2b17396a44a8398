import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CheckoutCommand } from '../checkout/decide-next.ts';
import { hasEnded, isFailed, type OrderState } from '../order/order-state.ts';
import { type InputName, inputs, placeOrder, take } from './given-order.ts';

/** A return or a refund is asked for under an id of its own, once: they have a test of their own. */
const isRefund = (name: InputName) => /^return|^refund|^restocked/.test(name);
const names = (Object.keys(inputs) as InputName[]).filter((name) => !isRefund(name));

/** Most of the inputs are drawn from those that take an order far. */
const inputName = fc.oneof(
  fc.constantFrom(...names),
  fc.constantFrom<InputName>('stockReserved', 'deadline', 'authorized', 'booked', 'dispatched', 'captured', 'cancel'),
  fc.constantFrom<InputName>('stockReserved', 'authorized', 'dispatchedOne', 'captured'),
);

function run(sequence: readonly InputName[]) {
  let { state, step } = take(undefined, placeOrder);
  const states: OrderState[] = [];
  const commands: CheckoutCommand[] = [...step.commands];
  for (const name of sequence) {
    ({ state, step } = take(state, inputs[name]));
    if (state !== undefined) states.push(state);
    commands.push(...step.commands);
  }
  const count = (command: CheckoutCommand) => commands.filter((given) => given === command).length;
  return { sequence, states, count, last: states.at(-1) };
}

describe('whatever an order is told, and in whatever order', () => {
  const everySequence = (check: (outcome: ReturnType<typeof run>) => void) =>
    fc.assert(
      fc.property(fc.array(inputName, { minLength: 1, maxLength: 25 }), (sequence) => check(run(sequence))),
      { numRuns: 2_000 },
    );

  it('its last status stays', () => {
    everySequence(({ states }) => {
      const end = states.find(({ status }) => hasEnded(status));
      if (end !== undefined) expect(states.at(-1)?.status).toBe(end.status);
    });
  });

  it('what an unfulfilled order held is given back: stock once, the authorisation at least once', () => {
    everySequence(({ last, count }) => {
      if (last === undefined || !isFailed(last.status)) return;
      expect(count('ReleaseStock')).toBe(last.stockReserved ? 1 : 0);
      if (last.paymentId !== undefined) expect(count('VoidPayment')).toBeGreaterThanOrEqual(1);
    });
  });

  it('a fulfilled order is captured once and gives nothing back', () => {
    everySequence(({ last, count }) => {
      if (last?.status !== 'COMPLETED') return;
      expect([count('CapturePayment'), count('CommitStock'), count('ShipOrder')]).toEqual([1, 1, 1]);
      expect([count('ReleaseStock'), count('VoidPayment')]).toEqual([0, 0]);
    });
  });

  it('only payments says that an order was not paid, and it is asked once', () => {
    everySequence(({ sequence, states, count }) => {
      expect(count('ClosePayment')).toBeLessThanOrEqual(1);
      const failed = states.findIndex(({ status }) => status === 'PAYMENT_FAILED');
      if (failed === -1) return;
      expect(['closed', 'declinedForGood']).toContain(sequence[failed]);
      expect(states[failed - 1]?.status).toBe('AWAITING_PAYMENT');
    });
  });

  it('nothing is captured or shipped twice, and stock is never both committed and released', () => {
    everySequence(({ count }) => {
      for (const command of [
        'ReserveStock',
        'OpenPayment',
        'ShipOrder',
        'CapturePayment',
        'CancelShipment',
        'ReturnStock',
      ] as const) {
        expect(count(command)).toBeLessThanOrEqual(1);
      }
      expect(count('CommitStock') + count('ReleaseStock')).toBeLessThanOrEqual(1);
      expect(Math.min(count('CapturePayment'), count('VoidPayment'))).toBe(0);
    });
  });
});
