import type { Envelope } from '#contracts/envelope.ts';
import { type DataOf, MalformedMessage } from '#contracts/message-contract.ts';
import type { refundPayment } from '#contracts/payments.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { moneyFromWire } from '#platform/subgraph/money.ts';
import { publishes } from '../messaging/publishes.ts';
import type { OrderPayment } from '../order-payment/order-payment.ts';
import { advance, lockOrderPayment } from '../order-payment/order-payment-repository.ts';
import { findLeading } from '../payment/payment-repository.ts';
import type { Recording } from '../payment/record-outcome.ts';
import { decideRefund } from './decide-refund.ts';
import { findRefund, insertRefund } from './refund-repository.ts';

/**
 * Gives back a part of what was taken for an order, or all of it: the settling worker asks the provider, for as long as it
 * takes. What is more than was taken is answered as failed, and changes nothing.
 *
 * @throws MalformedMessage when there is nothing that could be given back, or the id stands for another refund
 */
export async function refundOrderPayment(
  tx: Transaction,
  { outbox, wakeSettling }: Recording,
  message: Envelope<DataOf<typeof refundPayment>>,
): Promise<void> {
  const { orderId, refundId } = message.data;
  const amount = moneyFromWire(message.data.amount);
  if (amount.amountMinor <= 0n) throw new MalformedMessage(`refund ${refundId}: there is nothing to give back`);
  const order = await lockOrderPayment(tx, orderId);
  if (order === undefined) throw new MalformedMessage(`order ${orderId}: no payment was opened`);

  const known = await findRefund(tx, refundId);
  const decision = decideRefund({ orderId, amount }, known, await findLeading(tx, orderId));
  const request = { id: refundId, orderId, amount, cause: message };
  const answer = async (messageOf: (advanced: OrderPayment) => Envelope) =>
    outbox.append(tx, [messageOf(await advance(tx, orderId, order.state))]);
  switch (decision.do) {
    case 'reject':
      throw new MalformedMessage(`refund ${refundId}: ${decision.why}`);
    case 'nothing':
      return;
    case 'refuse':
      return answer((advanced) => publishes.refundFailed(advanced, request, decision.failure));
    case 'fail': {
      const { paymentId, failure } = decision;
      await insertRefund(tx, { ...request, paymentId, state: 'FAILED', failure });
      return answer((advanced) => publishes.refundFailed(advanced, request, failure));
    }
    case 'answer-again': {
      const again = { ...decision.refund, cause: message };
      const { failure } = again;
      return answer((advanced) =>
        failure === undefined ? publishes.refunded(advanced, again) : publishes.refundFailed(advanced, again, failure),
      );
    }
    case 'ask':
      await insertRefund(tx, { ...request, paymentId: decision.paymentId, state: 'PENDING', failure: undefined });
      tx.afterCommit(wakeSettling);
  }
}
