import type { Envelope } from '#contracts/envelope.ts';
import { type DataOf, MalformedMessage } from '#contracts/message-contract.ts';
import type { returnStock } from '#contracts/products.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../../messaging/publishes.ts';
import { recordMovements } from '../record-movements.ts';
import { changeStock, lockStock } from '../stock-repository.ts';
import { linesByProduct } from './decide.ts';
import { decideReturn } from './decide-return.ts';
import { lockReservation } from './reservation-repository.ts';
import { committedLines, findReturn, takeReturn } from './return-repository.ts';

type ReturnStock = Envelope<DataOf<typeof returnStock>>;

/**
 * Puts goods of an order back on the shelf, and answers. A repeated command is answered as the first time, whatever lines
 * it names: its id stands for that one return.
 *
 * @throws MalformedMessage when more would come back than has left, or the id is that of another order's return
 */
export async function returnCommitted(tx: Transaction, outbox: Outbox, command: ReturnStock): Promise<void> {
  const { orderId, returnId } = command.data;
  const known = await lockReservation(tx, orderId);
  const before = await findReturn(tx, returnId);
  if (before !== undefined) {
    if (before.orderId !== orderId.toLowerCase()) throw new MalformedMessage(`return ${returnId} is another order's`);
    await outbox.append(tx, [publishes.stockReturned(orderId, returnId, before.version, command)]);
    return;
  }
  const lines = linesByProduct(command.data.lines);
  const decision = decideReturn(known, await committedLines(tx, orderId), lines);
  if (decision.kind === 'impossible') {
    throw new MalformedMessage(`order ${orderId} cannot return that: ${decision.reason}`);
  }
  await lockStock(
    tx,
    lines.map(({ productId }) => productId),
  );
  const changed = await changeStock(
    tx,
    lines.map(({ productId, quantity }) => ({ productId, available: quantity, sold: -quantity })),
  );
  const version = await takeReturn(tx, { orderId, returnId }, lines);
  const movements = lines.map(({ productId, quantity }) => ({ productId, delta: quantity }));
  await recordMovements(tx, movements, 'returned', orderId);
  await outbox.append(tx, [
    ...changed.map((level) => publishes.stockChanged(level, command)),
    publishes.stockReturned(orderId, returnId, version, command),
  ]);
}
