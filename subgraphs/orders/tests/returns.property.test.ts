import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../order/decide.ts';
import { evolve } from '../order/evolve.ts';
import type { OrderCommand, PlaceOrder } from '../order/order-commands.ts';
import type { OrderState } from '../order/order-state.ts';
import { givenBackBy, refundAskedBy } from '../return/given-back.ts';
import { refundableMinor } from '../return/refund-amount.ts';
import { returnableOf } from '../return/returnable.ts';
import { eur, inputs, placeOrder, shipmentId, today } from './given-order.ts';

const uuid = (kind: string, n: number) => `01900000-0000-7000-8${kind}-${String(n).padStart(12, '0')}`;
const sumOf = (amounts: Iterable<bigint>) => [...amounts].reduce((sum, amount) => sum + amount, 0n);

const line = fc
  .record({ quantity: fc.integer({ min: 1, max: 7 }), price: fc.nat(5_000), off: fc.nat(100), tax: fc.nat(999) })
  .map(({ quantity, price, off, tax }) => ({
    quantity,
    name: 'Thing',
    unitPrice: eur(String(price)),
    discountMinor: String(Math.floor((price * quantity * off) / 100)),
    taxMinor: String(tax),
  }));

const order = fc
  .record({ lines: fc.array(line, { minLength: 1, maxLength: 4 }), shipping: fc.nat(900) })
  .map(({ lines, shipping }): PlaceOrder => {
    const paid = lines.map(
      ({ unitPrice, quantity, discountMinor, taxMinor }) =>
        BigInt(unitPrice.amountMinor) * BigInt(quantity) - BigInt(discountMinor) + BigInt(taxMinor),
    );
    return {
      ...placeOrder,
      lines: lines.map((line, index) => ({ ...line, productId: uuid('001', index) })),
      total: eur(String(sumOf(paid) + BigInt(shipping))),
    };
  });

type Act =
  | { kind: 'return'; quantities: number[] }
  | { kind: 'refund'; amount: number }
  | { kind: 'settle'; which: number; well: boolean };

const returning = fc.record({
  kind: fc.constant('return' as const),
  quantities: fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
});
const refunding = fc.record({ kind: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: 9_000 }) });
const settling = fc.record({ kind: fc.constant('settle' as const), which: fc.nat(20), well: fc.boolean() });

/** An order on its way through its life: what it has brought about is looked at after every step. */
function createLife(placed: PlaceOrder) {
  let state: OrderState | undefined;
  let count = 0;
  const asked: { refundId: string; amountMinor: bigint }[] = [];
  const failed = new Set<string>();

  function take(command: OrderCommand): void {
    const decision = decide(command, state);
    for (const event of decision.ok ? decision.events : []) {
      state = evolve(state, event, today);
      const refund = refundAskedBy(event);
      if (refund !== undefined) {
        asked.push({ refundId: refund.refundId, amountMinor: BigInt(refund.amount.amountMinor) });
      }
      if (BigInt(givenBackBy(event)?.amount.amountMinor ?? 0) < 0n) throw new Error('a return that costs its customer');
      if (event.type === 'PaymentRefundFailed') failed.add(event.data.refundId);
    }
    check();
  }

  const underWay = () =>
    sumOf(asked.filter(({ refundId }) => !failed.has(refundId)).map((refund) => refund.amountMinor));

  function check(): void {
    if (state?.status !== 'COMPLETED') return;
    const left = BigInt(placed.total.amountMinor) - underWay();
    const tooMany = placed.lines.some(({ productId }) => state !== undefined && returnableOf(state, productId) < 0);
    // expect() costs more than all that is tested here.
    if (left < 0n || refundableMinor(state) !== left || tooMany)
      throw new Error(`${left} left, of ${placed.total.amountMinor}`);
  }

  const act: Record<Act['kind'], (act: never) => void> = {
    return: ({ quantities }: Extract<Act, { kind: 'return' }>) => {
      const lines = placed.lines.map(({ productId }, index) => ({ productId, quantity: quantities[index] ?? 0 }));
      const wanted = lines.filter(({ quantity }) => quantity > 0);
      const returnId = uuid('002', ++count);
      take({ type: 'ReturnItems', returnId, lines: wanted, reason: 'r', at: today, returnDays: 30 });
    },
    refund: ({ amount }: Extract<Act, { kind: 'refund' }>) =>
      take({ type: 'RequestRefund', refundId: uuid('003', ++count), amount: eur(String(amount)), reason: 'r' }),
    settle: ({ which, well }: Extract<Act, { kind: 'settle' }>) => {
      const { refundId, amountMinor } = asked[which % Math.max(asked.length, 1)] ?? {};
      if (refundId === undefined) return;
      const refunded = { type: 'RecordPaymentRefunded', refundId, amount: eur(String(amountMinor)) } as const;
      take(well ? refunded : { type: 'RecordPaymentRefundFailed', refundId, reason: 'closed' });
    },
  };

  return {
    take,
    act: (next: Act) => act[next.kind](next as never),
    deliver(undelivered: number[]) {
      const lines = placed.lines.map(({ productId, quantity }, index) => ({
        productId,
        quantity: Math.min(quantity, undelivered[index] ?? 0),
      }));
      for (const input of [placed, inputs.stockReserved, inputs.authorized] as const) take(input);
      const missing = lines.filter(({ quantity }) => quantity > 0);
      take({ type: 'RecordShipmentCompleted', shipmentId, trackingNumber: 'T1', undelivered: missing });
      take(inputs.captured);
    },
    left: () => placed.lines.map(({ productId }) => (state === undefined ? 0 : returnableOf(state, productId))),
    underWay,
    state: () => state,
  };
}

const undelivered = fc.array(fc.nat(3), { minLength: 4, maxLength: 4 });

describe('whatever is returned, refunded and fails, in whatever order', () => {
  it('the refunds asked for and not failed are never more than the total, and the rest can be asked for', () => {
    const acts = fc.array(fc.oneof<fc.Arbitrary<Act>[]>(returning, refunding, settling), { maxLength: 25 });
    fc.assert(
      fc.property(order, undelivered, acts, (placed, missing, acts) => {
        const life = createLife(placed);
        life.deliver(missing);
        for (const next of acts) life.act(next);
      }),
      { numRuns: 300 },
    );
  });

  it('the parts of an order bring what the whole order cost, exactly', () => {
    fc.assert(
      fc.property(order, undelivered, fc.array(returning, { maxLength: 12 }), (placed, missing, returns) => {
        const life = createLife(placed);
        life.deliver(missing);
        for (const next of returns) life.act(next);
        life.act({ kind: 'return', quantities: life.left() });
        expect(life.underWay()).toBe(BigInt(placed.total.amountMinor));
      }),
      { numRuns: 300 },
    );
  });
});
