import type { Envelope } from '#contracts/envelope.ts';
import { type DataOf, MalformedMessage } from '#contracts/message-contract.ts';
import type { openPayment } from '#contracts/payments.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { moneyFromWire } from '#platform/subgraph/money.ts';
import { publishes } from '../messaging/publishes.ts';
import type { Recording } from '../payment/record-outcome.ts';
import { insertOrderPayment } from './order-payment-repository.ts';

/** Lets the customer pay; an order that was voided before it came to this is refused. */
export async function openOrderPayment(
  tx: Transaction,
  { outbox }: Recording,
  message: Envelope<DataOf<typeof openPayment>>,
): Promise<void> {
  const { orderId, customerId } = message.data;
  const amount = moneyFromWire(message.data.amount);
  if (amount.amountMinor <= 0n) throw new MalformedMessage(`order ${orderId}: there is nothing to pay`);
  const opened = await insertOrderPayment(tx, { orderId, customerId, amount, cause: message });
  if (opened?.state === 'VOIDED') await outbox.append(tx, [publishes.voided(opened, undefined)]);
}
