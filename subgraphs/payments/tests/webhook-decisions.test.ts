import { describe, expect, it } from '@jest/globals';
import type { Payment } from '../payment/payment.ts';
import { isNews } from '../webhook/is-news.ts';
import { providerEventType } from '../webhook/provider-event.ts';
import { checkSignature } from '../webhook/signature.ts';
import { signatureOf } from './webhook-relay.ts';

const attempt = {
  id: 'p',
  orderId: 'o',
  customerId: 'c',
  method: 'CARD',
  amount: { amountMinor: 1299n, currency: 'EUR' },
  fingerprint: Buffer.alloc(32),
  createdAt: new Date(0),
  providerReference: 'a',
} as const;
const declined = (code: string, providerReference?: string): Payment => ({
  ...attempt,
  state: 'DECLINED',
  code,
  retryable: true,
  providerReference,
});

describe('an event is news', () => {
  const all = ['authorized', 'declined', 'captured', 'voided', 'refunded'];
  it.each<[string, Payment, string[]]>([
    ['that is pending', { ...attempt, state: 'PENDING', wanted: undefined }, all],
    [
      'that is held',
      { ...attempt, state: 'AUTHORIZED', approvedLate: false, wanted: undefined },
      ['captured', 'voided'],
    ],
    ['that was taken', { ...attempt, state: 'CAPTURED', refundsMinor: 0n }, ['refunded']],
    ['that was given back', { ...attempt, state: 'VOIDED', approvedLate: false }, []],
    ['that was declined', declined('card_declined'), []],
    ['that was held as never sent', declined('never_sent'), all],
    ['that arrived late and was given back', declined('never_sent', 'a'), []],
  ])('to a payment %s', (_what, payment, expected) => {
    const news = providerEventType.options.filter((type) => isNews(type, payment));
    expect(news).toEqual(expected.map((name) => `authorization.${name}`));
  });
});

describe('a signature', () => {
  const now = 1_800_000_000_000;
  const body = '{"id":"evt_1"}';
  const at = (seconds: number) => signatureOf(body, { secret: 's', time: now / 1000 + seconds });
  it.each([
    ['now', at(0), 'valid'],
    ['five minutes ago', at(-300), 'valid'],
    ['more than five minutes ago', at(-301), 'stale'],
    ['in five minutes', at(300), 'valid'],
    ['in more than five minutes', at(301), 'stale'],
    ['with another secret', signatureOf(body, { secret: 'other', time: now / 1000 }), 'forged'],
    ['in upper case', at(0).toUpperCase(), 'forged'],
    ['cut short', at(0).slice(0, -1), 'forged'],
    ['not at all', undefined, 'forged'],
  ])('made %s', (_when, header, expected) => {
    expect(checkSignature(header, Buffer.from(body), 's', now)).toBe(expected);
  });
});
