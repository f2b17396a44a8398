import { ANONYMOUS, type Call } from '../history.ts';
import type { JournalEntry } from '../journal.ts';

/** A UUID that is the same in every run, and says what it stands for by its digits. */
export const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const LAMP = id(1);
export const ADA = id(11);
export const BEN = id(12);
/** A guest, who has become Cal. */
export const GUS = id(13);
export const CAL = id(14);
/** Two lamps, paid and sent; one came back. */
export const COMPLETED = id(21);
/** One lamp, paid, cancelled before it was sent. */
export const CANCELLED = id(22);
/** There was not enough. */
export const REFUSED = id(23);
/** One lamp with a coupon, of the guest's cart; it is Cal's now, and there was not enough. */
export const ADOPTED = id(24);
export const PAYMENTS = { completed: id(31), cancelled: id(32) };
/** Nobody's cart, and one of nobody that Ben has merged into his. */
export const CARTS = { ada: id(71), gus: id(72), cal: id(73), nobody: id(74), merged: id(75), ben: id(76) };
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

/** A call of a second, so many seconds after all began. */
export const call = (second: number, client: string, op: string, what: Partial<Call> = {}): Call => ({
  at: new Date(BEGAN + second * 1_000),
  answeredAt: new Date(BEGAN + (second + 1) * 1_000),
  client,
  op,
  outcome: 'ok',
  input: {},
  ...what,
});

export const placement = (client: string, key: string, outcome: Call['outcome'], orderId?: string, cartId?: string) =>
  call(0, client, 'placeOrder', { key, outcome, orderId, input: cartId === undefined ? {} : { cartId } });

/** A lamp that was put into a cart. @param version that the cart has come to */
export const added = (second: number, client: string, cartId: string, version: number): Call =>
  call(second, client, 'addToCart', { cartId, version, input: { productId: LAMP, quantity: 1 } });

/** A lamp for a cart that had to be at a version. @param version undefined: it was not there any more */
export const contested = (client: string, cartId: string, expectedVersion: number, version?: number): Call =>
  call(-3, client, 'addToCart', {
    cartId,
    version,
    outcome: version === undefined ? 'failed' : 'ok',
    input: { productId: LAMP, quantity: 1, expectedVersion },
  });

/** The clients' side of it. */
export const HISTORY: readonly Call[] = [
  added(-4, ADA, CARTS.ada, 1),
  contested(ADA, CARTS.ada, 1, 2),
  contested(ADA, CARTS.ada, 1),
  placement(ADA, 'key 1', 'ok', COMPLETED, CARTS.ada),
  placement(ADA, 'key 1', 'ok', COMPLETED, CARTS.ada),
  added(3, ADA, CARTS.ada, 4),
  placement(ADA, 'key 2', 'unknown'),
  placement(ADA, 'key 3', 'failed'),
  placement(BEN, 'key 4', 'ok', REFUSED),
  added(-4, GUS, CARTS.gus, 1),
  call(-2, GUS, 'applyCoupon', { cartId: CARTS.gus, version: 2 }),
  placement(GUS, 'key 5', 'ok', ADOPTED, CARTS.gus),
  call(2, GUS, 'register', { userId: CAL, input: { email: 'cal@agora.test' } }),
  added(-4, ANONYMOUS, CARTS.nobody, 1),
  added(-4, ANONYMOUS, CARTS.merged, 1),
  call(-2, BEN, 'mergeCarts', { cartId: CARTS.ben, version: 1, input: { guestCartId: CARTS.merged } }),
  call(4, ADA, 'read', { orderId: COMPLETED }),
  call(4, CAL, 'read', { orderId: ADOPTED }),
];
