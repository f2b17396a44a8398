import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Envelope } from '#contracts/envelope.ts';
import type { Payment } from '../payment/payment.ts';
import { decideRefund } from '../refund/decide-refund.ts';
import type { Refund, RefundState } from '../refund/refund.ts';
import { decideCredit, MAX_WALLET_MINOR } from '../wallet/decide-credit.ts';
import { decideHold } from '../wallet/decide-hold.ts';

const eur = (amountMinor: bigint) => ({ amountMinor, currency: 'EUR' });
const attempt = {
  id: 'p',
  orderId: 'o',
  customerId: 'c',
  method: 'CARD',
  amount: eur(1000n),
  fingerprint: Buffer.alloc(32),
  createdAt: new Date(0),
  providerReference: 'a',
} as const;
const captured = (refundsMinor = 0n): Payment => ({ ...attempt, state: 'CAPTURED', refundsMinor });
const held: Payment = { ...attempt, state: 'AUTHORIZED', approvedLate: false, wanted: 'CAPTURE' };
const refund = (state: RefundState): Refund => ({
  id: 'r',
  orderId: 'o',
  paymentId: 'p',
  amount: eur(5n),
  state,
  failure: undefined,
  cause: {} as Envelope,
  createdAt: new Date(0),
});
const request = (amount = eur(5n), orderId = 'o') => ({ orderId, amount });

describe('a refund', () => {
  it.each([
    ['of all', request(eur(1000n)), undefined, captured(), 'ask'],
    ['of the rest', request(eur(1n)), undefined, captured(999n), 'ask'],
    ['of more than the rest', request(eur(2n)), undefined, captured(999n), 'fail'],
    ['of more than all', request(eur(1001n)), undefined, captured(), 'refuse'],
    ['in another currency', request({ amountMinor: 1n, currency: 'USD' }), undefined, captured(), 'refuse'],
    ['of what is held', request(), undefined, held, 'fail'],
    ['of more than is held', request(eur(1001n)), undefined, held, 'refuse'],
    ['of nothing', request(), undefined, undefined, 'refuse'],
    ['that is under way', request(), refund('PENDING'), captured(5n), 'nothing'],
    ['that is done', request(), refund('REFUNDED'), captured(5n), 'answer-again'],
    ['that has failed, though there is room now', request(), refund('FAILED'), captured(), 'answer-again'],
    ['under the id of another amount', request(eur(6n)), refund('REFUNDED'), captured(5n), 'reject'],
    ['under the id of another order', request(eur(5n), 'other'), refund('PENDING'), captured(5n), 'reject'],
  ] as const)('%s', (_what, asked, known, leading, expected) => {
    expect(decideRefund(asked, known, leading).do).toBe(expected);
  });

  it('is asked for only while all of them are at most what was taken', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 400n })), (amounts) => {
        let sum = 0n;
        for (const amount of amounts) {
          if (decideRefund(request(eur(amount)), undefined, captured(sum)).do === 'ask') sum += amount;
          else expect(sum + amount).toBeGreaterThan(1000n);
        }
        expect(sum).toBeLessThanOrEqual(1000n);
      }),
    );
  });
});

describe('a wallet', () => {
  const wallet = (balanceMinor: bigint, heldMinor = 0n) => ({ currency: 'EUR', balanceMinor, heldMinor });

  it.each([
    [1000n, 'approved'],
    [999n, 'declined'],
    [0n, 'declined'],
  ])('with %s can hold ten euros: %s', (balance, kind) => {
    expect(decideHold(wallet(balance, 5000n), eur(1000n)).kind).toBe(kind);
  });

  it.each([
    [0n, 0n, MAX_WALLET_MINOR, 'credit'],
    [0n, 1n, MAX_WALLET_MINOR, 'too-much'],
    [MAX_WALLET_MINOR, 0n, 1n, 'too-much'],
  ])('with %s and %s held may be credited with %s: %s', (balance, heldMinor, amount, expected) => {
    expect(decideCredit(wallet(balance, heldMinor), eur(amount))).toBe(expected);
  });
});
