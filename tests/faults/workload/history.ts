import { appendFileSync } from 'node:fs';

export type Operation =
  | 'startGuestSession'
  | 'register'
  | 'login'
  | 'createProduct'
  | 'adjustStock'
  | 'createPromotion'
  | 'addToCart'
  | 'applyCoupon'
  | 'mergeCarts'
  | 'placeOrder'
  | 'payOrder'
  | 'cancelOrder'
  | 'returnItems'
  | 'read';

/** What a client did and saw. */
export interface Seen {
  /** When the client began, ISO 8601. */
  at: string;
  /** When the client knew what it knows, or gave up. */
  answeredAt: string;
  client: string;
  op: Operation;
  key?: string;
  input: unknown;
  /** ok: acknowledged. failed: refused by an answer that says why. unknown: no answer that says which. */
  outcome: 'ok' | 'failed' | 'unknown';
  orderId?: string;
  productId?: string;
  /** The cart that was changed or read. */
  cartId?: string;
  /** The cart's, after the change. */
  version?: number;
  /** Who a guest has become. */
  userId?: string;
  /** Of the order, as the client read it. */
  status?: string;
  /** The refusal's code, or what was last seen in the place of an answer. */
  error?: string;
  /** Calls with the same key, until one said what had happened. */
  attempts: number;
}

export interface History {
  readonly file: string;
  note(seen: Seen): void;
}

/** A file of JSON lines. Written at once: what a client has seen is not lost with the run. */
export function openHistory(file: string): History {
  return {
    file,
    note(seen) {
      appendFileSync(file, `${JSON.stringify(seen)}\n`);
    },
  };
}
