import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { bookStep } from '../ledger/book.ts';
import { publishes } from '../messaging/publishes.ts';
import { advance, lockOrderPayment } from '../order-payment/order-payment-repository.ts';
import type { PaymentIn } from './payment.ts';
import { endWatch, markDone } from './payment-steps.ts';

/** Records that the provider has taken or given back what a payment held: states, ledger and event in one transaction. */
export async function recordDone(
  tx: Transaction,
  outbox: Outbox,
  payment: PaymentIn<'AUTHORIZED'>,
  state: 'CAPTURED' | 'VOIDED',
): Promise<void> {
  await lockOrderPayment(tx, payment.orderId);
  if (!(await markDone(tx, payment.id, state))) return;
  const order = await advance(tx, payment.orderId, state);
  await bookStep(tx, state === 'CAPTURED' ? 'CAPTURE' : 'VOID', payment);
  const message = state === 'CAPTURED' ? publishes.captured(order, payment.id) : publishes.voided(order, payment.id);
  await outbox.append(tx, [message]);
}

/**
 * Ends the watch over a payment that was declined as never sent.
 *
 * @param heldUnder the reference of what the provider had taken up after all, and has given back by now: the ledger
 * mirrors both
 */
export async function recordLateLook(
  tx: Transaction,
  payment: PaymentIn<'DECLINED'>,
  heldUnder: string | undefined,
): Promise<void> {
  if (!(await endWatch(tx, payment.id, heldUnder)) || heldUnder === undefined) return;
  await bookStep(tx, 'AUTHORIZE', payment);
  await bookStep(tx, 'VOID', payment);
}
