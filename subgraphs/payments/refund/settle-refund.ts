import { bookRefund } from '../ledger/book.ts';
import { publishes } from '../messaging/publishes.ts';
import { advance, lockOrderPayment } from '../order-payment/order-payment-repository.ts';
import type { AttendParts } from '../payment/attend.ts';
import type { PaymentIn } from '../payment/payment.ts';
import { findPayment } from '../payment/payment-repository.ts';
import type { SettlingParts } from '../payment/settle-payment.ts';
import type { RefundOutcome } from '../provider/payment-provider.ts';
import type { Refund } from './refund.ts';
import { markSettled } from './refund-repository.ts';

/** Records what became of a refund: state, ledger and event in one transaction. */
function record(
  { database, outbox }: SettlingParts,
  refund: Refund,
  payment: PaymentIn<'CAPTURED'>,
  outcome: RefundOutcome,
): Promise<void> {
  const failure = outcome.kind === 'refused' ? outcome.code : undefined;
  return database.transaction(async (tx) => {
    await lockOrderPayment(tx, refund.orderId);
    if (!(await markSettled(tx, refund.id, failure))) return;
    const order = await advance(tx, refund.orderId, 'CAPTURED');
    if (failure === undefined) await bookRefund(tx, payment, refund);
    const message =
      failure === undefined ? publishes.refunded(order, refund) : publishes.refundFailed(order, refund, failure);
    await outbox.append(tx, [message]);
  });
}

/** Asks for a refund under its own id, as often as it takes, and records the answer. @throws ProviderUnavailable, ProviderRefused */
export async function settleRefund(parts: SettlingParts & AttendParts, refund: Refund): Promise<void> {
  const payment = await findPayment(parts.database, refund.paymentId);
  if (payment?.state !== 'CAPTURED') throw new Error(`refund ${refund.id} is of a payment that was not taken`);
  const outcome = await parts.settlementOf(payment.method).refund(payment, refund);
  if (outcome.kind === 'refused') {
    const { id: refundId, paymentId } = refund;
    parts.refusals.inc({ state: 'REFUND' });
    parts.logger.error(
      { refundId, paymentId, code: outcome.code },
      'the provider refuses a refund: a person must look at it',
    );
  }
  await record(parts, refund, payment, outcome);
}
