import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Database, Transaction } from '#platform/postgres/database.ts';
import type { OrderPayment } from '../order-payment/order-payment.ts';
import { findOpening, lockOrderPayment } from '../order-payment/order-payment-repository.ts';
import { AUTHORISE_DEADLINE_MS, type PaymentProvider } from '../provider/payment-provider.ts';
import type { Payment } from './payment.ts';
import { findByKey, findLeading, findPayment, insertPending } from './payment-repository.ts';
import { type Recording, recordOutcome } from './record-outcome.ts';
import type { SettlementOf } from './settlement.ts';

/** With a token what the provider gave the client in its place. */
export type MeansOfPayment =
  | { method: 'CARD' | 'BANK_TRANSFER'; paymentToken: string }
  | { method: 'WALLET'; paymentToken?: undefined };

export type PayOrder = MeansOfPayment & {
  orderId: string;
  customerId: string;
  idempotencyKey: string;
};

export type PayOrderOutcome =
  /** The payment as the call left it; PENDING when the provider's decision is not known yet. */
  { kind: 'attempted'; payment: Payment } | { kind: 'not-open' | 'not-payable' | 'in-progress' | 'key-reused' };

export interface PayOrderParts extends Recording {
  database: Database;
  provider: PaymentProvider;
  settlementOf: SettlementOf;
}

/**
 * A client pays right after placing; the stock's reservation and the opening take some ms. With the authorisation's time it
 * stays within the 3 s that a client waits for an answer.
 */
const OPENING_WAIT_MS = 1_300;
const OPENING_POLL_MS = 50;

/** So long after its beginning the call is over, whatever has become of this process. */
export const CALL_OVER_MS = AUTHORISE_DEADLINE_MS + 1_500;

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
  if (first.state === 'PENDING' && first.providerReference === undefined) return { kind: 'in-progress' };
  return { kind: 'attempted', payment: first };
}

type Begun = { kind: 'begun'; id: string; order: OrderPayment } | { kind: 'answered'; outcome: PayOrderOutcome };

const answered = (outcome: PayOrderOutcome): Begun => ({ kind: 'answered', outcome });

/** Writes the attempt before anything is sent, so that no crash can make us forget it. */
async function attempt(tx: Transaction, parts: PayOrderParts, command: PayOrder, order: OrderPayment): Promise<Begun> {
  const { orderId, customerId, method, idempotencyKey } = command;
  const { amount } = order;
  const id = uuidv7();
  const payment = { id, orderId, customerId, method, amount, idempotencyKey, fingerprint: fingerprintOf(command) };
  // The same key came for another order at the same time.
  if (!(await insertPending(tx, { ...payment, lookAgainMs: CALL_OVER_MS }))) return answered({ kind: 'key-reused' });
  const decision = await parts.settlementOf(method).decideAtOnce(tx, payment);
  if (decision === undefined) return { kind: 'begun', id, order };
  return answered({ kind: 'attempted', payment: await recordOutcome(tx, parts, payment, decision) });
}

function begin(parts: PayOrderParts, command: PayOrder): Promise<Begun> {
  const { orderId, customerId, idempotencyKey } = command;
  return parts.database.transaction(async (tx) => {
    const order = await lockOrderPayment(tx, orderId);
    const first = await findByKey(tx, customerId, idempotencyKey);
    if (first !== undefined) return answered(replay(first, fingerprintOf(command)));
    if (order === undefined || order.customerId !== customerId) return answered({ kind: 'not-open' });
    if (order.state !== 'OPEN') return answered({ kind: 'not-payable' });
    const leading = await findLeading(tx, orderId);
    if (leading?.state === 'PENDING') return answered({ kind: 'in-progress' });
    return attempt(tx, parts, command, order);
  });
}

/** The payment as it is after the provider was asked. */
async function ask(parts: PayOrderParts, command: PayOrder, { id, order }: Extract<Begun, { kind: 'begun' }>) {
  const { database, provider } = parts;
  const { orderId, method, paymentToken: token } = command;
  if (method === 'WALLET') throw new Error('a wallet decides at once');
  const outcome = await provider.authorise({ key: id, amount: order.amount, method, token, reference: orderId });
  if (outcome.kind === 'unknown') return findPayment(database, id);
  return database.transaction((tx) => recordOutcome(tx, parts, { id, orderId }, outcome));
}

/** Authorises an order's total once: for its customer, while it may be paid, whatever fails on the way. */
export async function payOrder(parts: PayOrderParts, command: PayOrder): Promise<PayOrderOutcome> {
  const { database } = parts;
  const first = await findByKey(database, command.customerId, command.idempotencyKey);
  if (first !== undefined) return replay(first, fingerprintOf(command));
  const opening = await waitForOpening(database, command);
  if (opening === undefined) return { kind: 'not-open' };
  if (opening === 'ended-before') return { kind: 'not-payable' };

  const begun = await begin(parts, command);
  if (begun.kind === 'answered') return begun.outcome;
  const payment = await ask(parts, command, begun);
  return payment === undefined ? { kind: 'in-progress' } : { kind: 'attempted', payment };
}
