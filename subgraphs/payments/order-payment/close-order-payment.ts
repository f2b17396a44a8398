import type { Envelope } from '#contracts/envelope.ts';
import type { DataOf } from '#contracts/message-contract.ts';
import type { closePayment } from '#contracts/payments.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../messaging/publishes.ts';
import { findLeading } from '../payment/payment-repository.ts';
import { want } from '../payment/payment-steps.ts';
import type { Recording } from '../payment/record-outcome.ts';
import { decideClose } from './decide-close.ts';
import { close, lockOrderPayment } from './order-payment-repository.ts';

/**
 * Takes no further attempt to pay an order, unless one has succeeded; one that is under way still decides.
 *
 * @throws Error when no payment was opened: the opening is ahead in the same partition, so it is being put right
 */
export async function closeOrderPayment(
  tx: Transaction,
  { outbox, wakeSettling }: Recording,
  message: Envelope<DataOf<typeof closePayment>>,
): Promise<void> {
  const { orderId } = message.data;
  const order = await lockOrderPayment(tx, orderId);
  if (order === undefined) throw new Error(`order ${orderId}: no payment was opened`);
  const leading = await findLeading(tx, orderId);
  const decision = decideClose(order, leading);
  if (decision === 'nothing') return;
  const underWay = decision === 'await-outcome' || decision === 'give-up';
  const closed = await close(tx, orderId, underWay ? 'OPEN' : 'CLOSED', message);
  if (decision === 'give-up' && leading !== undefined) {
    await want(tx, leading.id, 'VOID');
    tx.afterCommit(wakeSettling);
  }
  if (closed.state === 'CLOSED') await outbox.append(tx, [publishes.closed(closed)]);
}
