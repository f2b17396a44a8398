import type { Envelope } from '#contracts/envelope.ts';
import { type DataOf, MalformedMessage } from '#contracts/message-contract.ts';
import type { commitStock } from '#contracts/products.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../../messaging/publishes.ts';
import { changeStock, lockStock } from '../stock-repository.ts';
import { decideCommit } from './decide.ts';
import { endReservation, heldLines, lockReservation } from './reservation-repository.ts';

/**
 * Counts what is held for an order as sold: it has left the house.
 *
 * @throws MalformedMessage when nothing is held. An order's commands come in order, so waiting would not help: a person
 * must look at goods that left without being held.
 */
export async function commitReservation(
  tx: Transaction,
  outbox: Outbox,
  command: Envelope<DataOf<typeof commitStock>>,
): Promise<void> {
  const { orderId } = command.data;
  switch (decideCommit(await lockReservation(tx, orderId))) {
    case 'done':
      return;
    case 'nothing-held':
      throw new MalformedMessage(`no stock is held for order ${orderId}, so none can be committed`);
    case 'commit': {
      const lines = await heldLines(tx, orderId);
      await lockStock(
        tx,
        lines.map(({ productId }) => productId),
      );
      const changed = await changeStock(
        tx,
        lines.map(({ productId, quantity }) => ({ productId, reserved: -quantity, sold: quantity })),
      );
      await endReservation(tx, orderId, 'COMMITTED');
      await outbox.append(
        tx,
        changed.map((level) => publishes.stockChanged(level, command)),
      );
    }
  }
}
