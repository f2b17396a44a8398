import { describe, expect, it } from '@jest/globals';
import { decideCapture } from '../order-payment/decide-capture.ts';
import { decideClose } from '../order-payment/decide-close.ts';
import { decideVoid } from '../order-payment/decide-void.ts';
import { decideApproval, decideDecline, isTransferWelcome } from '../payment/decide-outcome.ts';
import type { Payment } from '../payment/payment.ts';
import { isCardNumber } from '../payment/payment-token.ts';

const attempt = {
  id: 'p',
  orderId: 'o',
  customerId: 'c',
  method: 'CARD',
  amount: { amountMinor: 1299n, currency: 'EUR' },
  fingerprint: Buffer.alloc(32),
  createdAt: new Date(0),
} as const;
const pending: Payment = { ...attempt, state: 'PENDING', providerReference: undefined, wanted: undefined };
const transfer: Payment = { ...pending, providerReference: 'a' };
const held = (wanted?: 'CAPTURE' | 'VOID'): Payment => ({
  ...attempt,
  state: 'AUTHORIZED',
  providerReference: 'a',
  approvedLate: false,
  wanted,
});
const voided: Payment = { ...attempt, state: 'VOIDED', providerReference: 'a', approvedLate: false };

describe('an approval', () => {
  it('is taken while the order is open', () => {
    expect(decideApproval('OPEN')).toEqual({ order: 'AUTHORIZED', late: false });
  });
  it.each(['VOIDED', 'CLOSED', 'AUTHORIZED', 'CAPTURED'] as const)('is too late for an order that is %s', (order) => {
    expect(decideApproval(order)).toEqual({ order, late: true });
  });
});

describe('a decline', () => {
  it.each([
    ['OPEN', false, true, { order: 'OPEN', publish: ['declined'] }],
    ['OPEN', false, false, { order: 'CLOSED', publish: ['declined'] }],
    ['OPEN', true, true, { order: 'CLOSED', publish: ['declined', 'closed'] }],
    ['OPEN', true, false, { order: 'CLOSED', publish: ['declined'] }],
    ['VOIDED', false, true, { order: 'VOIDED', publish: ['voided'] }],
    ['VOIDED', true, false, { order: 'VOIDED', publish: ['voided'] }],
  ] as const)('of an order that is %s, closing: %s, retryable: %s', (state, closing, retryable, effect) => {
    expect(decideDecline({ state, closing }, retryable)).toEqual(effect);
  });
});

it.each([
  ['OPEN', false, true],
  ['OPEN', true, false],
  ['VOIDED', false, false],
  ['CLOSED', true, false],
] as const)('a transfer for an order that is %s, closing: %s, is welcome: %s', (state, closing, expected) => {
  expect(isTransferWelcome({ state, closing })).toBe(expected);
});

describe('close-payment', () => {
  it.each([
    ['OPEN', false, undefined, 'close'],
    ['OPEN', false, pending, 'await-outcome'],
    ['OPEN', true, pending, 'await-outcome'],
    ['OPEN', false, transfer, 'give-up'],
    ['OPEN', true, transfer, 'give-up'],
    ['AUTHORIZED', false, held(), 'nothing'],
    ['AUTHORIZED', true, held('CAPTURE'), 'nothing'],
    ['CAPTURED', false, undefined, 'nothing'],
    ['VOIDED', true, voided, 'nothing'],
    ['CLOSED', false, undefined, 'nothing'],
    ['CLOSED', true, undefined, 'answer-again'],
  ] as const)('of an order that is %s, closing: %s', (state, closing, leading, expected) => {
    expect(decideClose({ state, closing }, leading)).toBe(expected);
  });
});

describe('capture-payment', () => {
  it.each([
    ['AUTHORIZED', held(), 'capture'],
    ['AUTHORIZED', held('CAPTURE'), 'nothing'],
    ['CAPTURED', undefined, 'answer-again'],
    ['OPEN', undefined, 'refuse'],
    ['OPEN', pending, 'refuse'],
    ['VOIDED', held('VOID'), 'refuse'],
    ['CLOSED', undefined, 'refuse'],
  ] as const)('of an order that is %s', (order, leading, expected) => {
    expect(decideCapture(order, leading).do).toBe(expected);
  });
});

describe('void-payment', () => {
  it.each([
    ['OPEN', undefined, 'end'],
    ['OPEN', pending, 'await-outcome'],
    ['OPEN', transfer, 'give-back'],
    ['CLOSED', undefined, 'end'],
    ['AUTHORIZED', held(), 'give-back'],
    ['AUTHORIZED', held('CAPTURE'), 'refuse'],
    ['CAPTURED', undefined, 'refuse'],
    ['VOIDED', pending, 'nothing'],
    ['VOIDED', transfer, 'nothing'],
    ['VOIDED', held('VOID'), 'nothing'],
    ['VOIDED', voided, 'answer-again'],
    ['VOIDED', undefined, 'answer-again'],
  ] as const)('of an order that is %s', (order, leading, expected) => {
    expect(decideVoid(order, leading).do).toBe(expected);
  });
});

it.each([
  ['4111111111111111', true],
  ['5555 5555 5555 4444', true],
  ['3782-822463-10005', true],
  ['4111111111111112', false],
  ['tok_visa', false],
  ['411111111111', false],
])('takes %s for a card number: %s', (token, expected) => {
  expect(isCardNumber(token)).toBe(expected);
});
