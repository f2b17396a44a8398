import type { Envelope } from '#contracts/envelope.ts';
import { type DataOf, MalformedMessage } from '#contracts/message-contract.ts';
import type { voidPayment } from '#contracts/payments.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../messaging/publishes.ts';
import { findLeading } from '../payment/payment-repository.ts';
import { want } from '../payment/payment-steps.ts';
import type { Recording } from '../payment/record-outcome.ts';
import { decideVoid } from './decide-void.ts';
import { advance, insertEarlyVoid, lockOrderPayment } from './order-payment-repository.ts';

/**
 * Ends an order's payment: later attempts are refused, what is held or about to be held is given back.
 *
 * @throws MalformedMessage when the money has been taken
 */
export async function voidOrderPayment(
  tx: Transaction,
  { outbox, wakeSettling }: Recording,
  message: Envelope<DataOf<typeof voidPayment>>,
): Promise<void> {
  const { orderId } = message.data;
  const order = await lockOrderPayment(tx, orderId);
  if (order === undefined) {
    // Whose order it is we learn only from the opening, if it comes: payment-voided follows then.
    await insertEarlyVoid(tx, orderId);
    return;
  }
  const leading = await findLeading(tx, orderId);
  const decision = decideVoid(order.state, leading);
  if (decision.do === 'refuse') throw new MalformedMessage(`order ${orderId}: ${decision.why}`);
  if (decision.do === 'nothing') return;
  const advanced = await advance(tx, orderId, 'VOIDED', message);
  if (decision.do === 'end' || decision.do === 'answer-again') {
    await outbox.append(tx, [publishes.voided(advanced, leading?.id)]);
  }
  if (decision.do === 'give-back' && leading !== undefined) {
    await want(tx, leading.id, 'VOID');
    tx.afterCommit(wakeSettling);
  }
}
