import type { Envelope } from '#contracts/envelope.ts';
import { type DataOf, MalformedMessage } from '#contracts/message-contract.ts';
import type { capturePayment } from '#contracts/payments.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../messaging/publishes.ts';
import { findLeading } from '../payment/payment-repository.ts';
import { want } from '../payment/payment-steps.ts';
import type { Recording } from '../payment/record-outcome.ts';
import { decideCapture } from './decide-capture.ts';
import { advance, lockOrderPayment } from './order-payment-repository.ts';

/**
 * Has the authorised amount taken: the settling worker calls the provider, for as long as it takes.
 *
 * @throws MalformedMessage when there is nothing to take
 */
export async function captureOrderPayment(
  tx: Transaction,
  { outbox, wakeSettling }: Recording,
  message: Envelope<DataOf<typeof capturePayment>>,
): Promise<void> {
  const { orderId } = message.data;
  const order = await lockOrderPayment(tx, orderId);
  if (order === undefined) throw new MalformedMessage(`order ${orderId}: no payment was opened`);
  const leading = await findLeading(tx, orderId);
  const decision = decideCapture(order.state, leading);
  if (decision.do === 'refuse') throw new MalformedMessage(`order ${orderId}: ${decision.why}`);
  if (decision.do === 'nothing' || leading === undefined) return;
  const advanced = await advance(tx, orderId, order.state, message);
  if (decision.do === 'answer-again') {
    await outbox.append(tx, [publishes.captured(advanced, leading.id)]);
    return;
  }
  await want(tx, leading.id, 'CAPTURE');
  tx.afterCommit(wakeSettling);
}
