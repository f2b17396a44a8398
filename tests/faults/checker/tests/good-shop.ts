import type { Call } from '../history.ts';
import type { JournalEntry } from '../journal.ts';

/** A UUID that is the same in every run, and says what it stands for by its digits. */
export const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const LAMP = id(1);
export const ADA = id(11);
export const BEN = id(12);
/** Two lamps, paid and sent; one came back. */
export const COMPLETED = id(21);
/** One lamp, paid, cancelled before it was sent. */
export const CANCELLED = id(22);
/** There was not enough. */
export const REFUSED = id(23);
export const PAYMENTS = { completed: id(31), cancelled: id(32) };
/** From here on everything happened, a second a step. */
export const BEGAN = Date.parse('2026-05-01T12:00:00Z');

/** So many seconds later. */
export const at = (second: number) => new Date(BEGAN + second * 1_000).toISOString();

/** Messages of the good shop that tests break. */
export const MESSAGES = { placed: id(101), reserve: id(102), reserved: id(103), notified: id(104), unused: id(199) };

/** The provider's side of it. */
export const JOURNAL: readonly JournalEntry[] = [
  { seq: 1, type: 'authorized', id: 'auth_1', amount: 2000n, currency: 'EUR', reference: COMPLETED },
  { seq: 2, type: 'declined', id: 'auth_2', amount: 1000n, currency: 'EUR', reference: CANCELLED },
  { seq: 3, type: 'authorized', id: 'auth_3', amount: 1000n, currency: 'EUR', reference: CANCELLED },
  { seq: 4, type: 'voided', id: 'auth_3', amount: 1000n, currency: 'EUR', reference: CANCELLED },
  { seq: 5, type: 'captured', id: 'auth_1', amount: 2000n, currency: 'EUR', reference: COMPLETED },
  { seq: 6, type: 'refunded', id: 'auth_1', amount: 1000n, currency: 'EUR', reference: COMPLETED },
  // A transfer that was given up before its money came.
  { seq: 7, type: 'pending', id: 'auth_4', amount: 1000n, currency: 'EUR', reference: CANCELLED },
  { seq: 8, type: 'voided', id: 'auth_4', amount: 1000n, currency: 'EUR', reference: CANCELLED },
];

const call = (client: string, key: string, outcome: Call['outcome'], orderId?: string): Call => ({
  at: new Date(BEGAN),
  client,
  op: 'placeOrder',
  key,
  outcome,
  orderId,
});

/** The clients' side of it. */
export const HISTORY: readonly Call[] = [
  call(ADA, 'key 1', 'ok', COMPLETED),
  call(ADA, 'key 1', 'ok', COMPLETED),
  call(ADA, 'key 2', 'unknown'),
  call(ADA, 'key 3', 'failed'),
  call(BEN, 'key 4', 'ok', REFUSED),
];
