import type { Envelope } from '#contracts/envelope.ts';
import type { DataOf } from '#contracts/message-contract.ts';
import type { releaseStock } from '#contracts/products.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../../messaging/publishes.ts';
import { recordMovements } from '../record-movements.ts';
import { changeStock, lockStock } from '../stock-repository.ts';
import { decideRelease } from './decide.ts';
import type { Reservation } from './reservation.ts';
import { endReservation, heldLines, insertReservation, lockReservation } from './reservation-repository.ts';

type ReleaseStock = Envelope<DataOf<typeof releaseStock>>;

async function putBack(tx: Transaction, outbox: Outbox, command: ReleaseStock): Promise<void> {
  const { orderId } = command.data;
  const lines = await heldLines(tx, orderId);
  await lockStock(
    tx,
    lines.map(({ productId }) => productId),
  );
  const changed = await changeStock(
    tx,
    lines.map(({ productId, quantity }) => ({ productId, available: quantity, reserved: -quantity })),
  );
  const released = await endReservation(tx, orderId, 'RELEASED');
  const movements = lines.map(({ productId, quantity }) => ({ productId, delta: quantity }));
  await recordMovements(tx, movements, 'released', orderId);
  await outbox.append(tx, [
    ...changed.map((level) => publishes.stockChanged(level, command)),
    publishes.stockReleased(released, command),
  ]);
}

/** Makes what is held for an order available again. Before any reservation it closes the order: none is granted later. */
export async function releaseReservation(
  tx: Transaction,
  outbox: Outbox,
  command: ReleaseStock,
  logger: Logger,
): Promise<void> {
  const { orderId } = command.data;
  const known = await lockReservation(tx, orderId);
  switch (decideRelease(known)) {
    case 'release':
      await putBack(tx, outbox, command);
      return;
    case 'note': {
      const closed: Reservation = { orderId, status: 'RELEASED', shortages: [], version: 1 };
      await insertReservation(tx, closed, []);
      await outbox.append(tx, [publishes.stockReleased(closed, command)]);
      return;
    }
    case 'answer':
      if (known !== undefined) await outbox.append(tx, [publishes.stockReleased(known, command)]);
      return;
    case 'nothing-held':
      return;
    case 'too-late':
      // Retrying would not bring the parcel back.
      logger.warn({ orderId, messageId: command.id }, 'stock that has left the house is not released');
  }
}
