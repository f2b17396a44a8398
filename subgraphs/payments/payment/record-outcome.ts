import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { bookStep } from '../ledger/book.ts';
import { publishes } from '../messaging/publishes.ts';
import type { OrderPayment } from '../order-payment/order-payment.ts';
import { advance, lockOrderPayment } from '../order-payment/order-payment-repository.ts';
import type { Approval, Awaited, Decision, Decline } from '../provider/payment-provider.ts';
import { decideApproval, decideDecline, isTransferWelcome } from './decide-outcome.ts';
import type { Payment } from './payment.ts';
import { findPayment } from './payment-repository.ts';
import { markAuthorized, markAwaited, markDeclined } from './payment-steps.ts';
import { lookNow } from './unsettled-repository.ts';

export interface Recording {
  outbox: Outbox;
  /** Calls the settling worker. */
  wakeSettling(): void;
}

/** The provider never saw the request, which is over. Nothing is held; another attempt is welcome. */
export const NEVER_SENT: Decline = { kind: 'declined', code: 'never_sent', retryable: true };

/** By then even a request that lay in some buffer has been answered, in ms. */
const LATE_LOOK_MS = 60_000;

async function approve(
  tx: Transaction,
  { outbox, wakeSettling }: Recording,
  order: OrderPayment,
  { id }: Payment,
  { reference }: Approval,
): Promise<Payment> {
  const effect = decideApproval(order.state);
  const payment = await markAuthorized(tx, id, reference, effect.late);
  await bookStep(tx, 'AUTHORIZE', payment);
  const advanced = await advance(tx, order.orderId, effect.order);
  if (effect.late) tx.afterCommit(wakeSettling);
  else await outbox.append(tx, [publishes.authorized(advanced, id)]);
  return payment;
}

async function decline(
  tx: Transaction,
  { outbox }: Recording,
  order: OrderPayment,
  { id }: Payment,
  decision: Decline,
): Promise<Payment> {
  const { code, retryable } = decision;
  const effect = decideDecline(order, retryable);
  const lookAgainMs = code === NEVER_SENT.code ? LATE_LOOK_MS : undefined;
  const staysOpen = effect.order === 'OPEN';
  const payment = await markDeclined(tx, id, { code, retryable: retryable && staysOpen, lookAgainMs });
  if (decision.heldUnder !== undefined) {
    await bookStep(tx, 'AUTHORIZE', payment);
    await bookStep(tx, 'VOID', payment);
  }
  const advanced = await advance(tx, order.orderId, effect.order);
  const messages = {
    declined: () => publishes.declined(advanced, id, code, !retryable),
    closed: () => publishes.closed(advanced),
    voided: () => publishes.voided(advanced, undefined),
  };
  await outbox.append(
    tx,
    effect.publish.map((name) => messages[name]()),
  );
  return payment;
}

async function wait(
  tx: Transaction,
  { wakeSettling }: Recording,
  order: OrderPayment,
  { id }: Payment,
  { reference }: Awaited,
): Promise<Payment> {
  const welcome = isTransferWelcome(order);
  if (!welcome) tx.afterCommit(wakeSettling);
  return markAwaited(tx, id, reference, !welcome);
}

/** What was held as never sent has come through after all: it is looked at, and given back. */
async function lookAtLate(tx: Transaction, { wakeSettling }: Recording, payment: Payment): Promise<void> {
  if (payment.state !== 'DECLINED' || payment.code !== NEVER_SENT.code) return;
  await lookNow(tx, payment);
  tx.afterCommit(wakeSettling);
}

/**
 * Records what the provider says about a PENDING payment: states, ledger and event in one transaction. A payment that was
 * settled by somebody else before is left as it is.
 *
 * @returns the payment as it is now
 */
export async function recordOutcome(
  tx: Transaction,
  recording: Recording,
  { id, orderId }: { id: string; orderId: string },
  outcome: Decision | Awaited,
): Promise<Payment> {
  const order = await lockOrderPayment(tx, orderId);
  const payment = await findPayment(tx, id);
  if (order === undefined || payment === undefined) throw new Error(`payment ${id} does not exist`);
  if (payment.state !== 'PENDING') {
    if (outcome.kind !== 'declined') await lookAtLate(tx, recording, payment);
    return payment;
  }
  switch (outcome.kind) {
    case 'approved':
      return approve(tx, recording, order, payment, outcome);
    case 'declined':
      return decline(tx, recording, order, payment, outcome);
    case 'awaited':
      return wait(tx, recording, order, payment, outcome);
  }
}
