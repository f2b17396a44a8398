import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/postgres/database.ts';
import type { OrderPayment } from '../order-payment/order-payment.ts';
import { findOpening, lockOrderPayment } from '../order-payment/order-payment-repository.ts';
import { AUTHORISE_DEADLINE_MS, type PaymentMethod, type PaymentProvider } from '../provider/payment-provider.ts';
import type { Payment } from './payment.ts';
import { findByKey, findLeading, findPayment, insertPending } from './payment-repository.ts';
import { type Recording, recordOutcome } from './record-outcome.ts';

export interface PayOrder {
  orderId: string;
  customerId: string;
  method: PaymentMethod;
  paymentToken: string;
  idempotencyKey: string;
}

export type PayOrderOutcome =
  /** The payment as the call left it; PENDING when the provider's decision is not known yet. */
  { kind: 'attempted'; payment: Payment } | { kind: 'not-found' | 'not-payable' | 'in-progress' | 'key-reused' };

export interface PayOrderParts extends Recording {
  database: Database;
  provider: PaymentProvider;
}

/** A client pays right after placing; the stock's reservation and the opening take some ms. */
const OPENING_WAIT_MS = 2_000;
const OPENING_POLL_MS = 50;

/** By then the call is over, whatever has become of this process. */
const FIRST_LOOK_MS = AUTHORISE_DEADLINE_MS + 1_500;

async function waitForOpening(database: Database, { orderId, customerId }: PayOrder) {
  const deadline = performance.now() + OPENING_WAIT_MS;
  for (;;) {
    const opening = await findOpening(database, orderId, customerId);
    if (opening !== undefined || performance.now() >= deadline) return opening;
    await delay(OPENING_POLL_MS);
  }
}

const fingerprintOf = ({ orderId, method, paymentToken }: PayOrder): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([orderId, method, paymentToken]))
    .digest();

/** The first call's answer, as far as it is known. */
function replay(first: Payment, fingerprint: Buffer): PayOrderOutcome {
  if (!first.fingerprint.equals(fingerprint)) return { kind: 'key-reused' };
  if (first.state === 'PENDING') return { kind: 'in-progress' };
  return { kind: 'attempted', payment: first };
}

type Begun = { kind: 'begun'; id: string; order: OrderPayment } | { kind: 'answered'; outcome: PayOrderOutcome };

/** Writes the attempt before anything is sent, so that no crash can make us forget it. */
function begin(database: Database, command: PayOrder): Promise<Begun> {
  const { orderId, customerId, method, idempotencyKey } = command;
  const fingerprint = fingerprintOf(command);
  const answered = (outcome: PayOrderOutcome): Begun => ({ kind: 'answered', outcome });

  return database.transaction(async (tx) => {
    const order = await lockOrderPayment(tx, orderId);
    const first = await findByKey(tx, customerId, idempotencyKey);
    if (first !== undefined) return answered(replay(first, fingerprint));
    if (order === undefined || order.customerId !== customerId) return answered({ kind: 'not-found' });
    if (order.state !== 'OPEN') return answered({ kind: 'not-payable' });
    const leading = await findLeading(tx, orderId);
    if (leading?.state === 'PENDING') return answered({ kind: 'in-progress' });

    const id = uuidv7();
    const { amount } = order;
    const payment = { id, orderId, customerId, method, amount, idempotencyKey, fingerprint };
    if (await insertPending(tx, { ...payment, lookAgainMs: FIRST_LOOK_MS })) return { kind: 'begun', id, order };
    // The same key came for another order at the same time.
    return answered({ kind: 'key-reused' });
  });
}

/** Authorises an order's total once: for its customer, while it may be paid, whatever fails on the way. */
export async function payOrder(parts: PayOrderParts, command: PayOrder): Promise<PayOrderOutcome> {
  const { database, provider } = parts;
  const { orderId, customerId, method, paymentToken, idempotencyKey } = command;
  const first = await findByKey(database, customerId, idempotencyKey);
  if (first !== undefined) return replay(first, fingerprintOf(command));
  const opening = await waitForOpening(database, command);
  if (opening === undefined) return { kind: 'not-found' };
  if (opening === 'ended-before') return { kind: 'not-payable' };

  const begun = await begin(database, command);
  if (begun.kind === 'answered') return begun.outcome;
  const { id, order } = begun;
  const request = { key: id, amount: order.amount, method, token: paymentToken, reference: orderId };
  const decision = await provider.authorise(request);
  if (decision.kind === 'unknown') {
    const pending = await findPayment(database, id);
    return pending === undefined ? { kind: 'in-progress' } : { kind: 'attempted', payment: pending };
  }
  return {
    kind: 'attempted',
    payment: await database.transaction((tx) => recordOutcome(tx, parts, { id, orderId }, decision)),
  };
}
