import type { Envelope } from '#contracts/envelope.ts';
import type { DataOf } from '#contracts/message-contract.ts';
import type { reserveStock } from '#contracts/products.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { publishes } from '../../messaging/publishes.ts';
import { recordMovements } from '../record-movements.ts';
import type { StockLevel } from '../stock-level.ts';
import { changeStock, lockStock } from '../stock-repository.ts';
import { answerAgain, findShortages, linesByProduct, type ReserveAnswer } from './decide.ts';
import { insertReservation, lockReservation } from './reservation-repository.ts';

/** Holds all lines of an order or none, and answers. A repeated command gets the first answer again. */
export async function holdReservation(
  tx: Transaction,
  outbox: Outbox,
  command: Envelope<DataOf<typeof reserveStock>>,
): Promise<void> {
  const { orderId } = command.data;
  const answer = (told: ReserveAnswer) =>
    told.kind === 'reserved'
      ? publishes.stockReserved(orderId, told.version, command)
      : publishes.stockReservationFailed(orderId, told.shortages, told.version, command);

  const known = await lockReservation(tx, orderId);
  if (known !== undefined) {
    await outbox.append(tx, [answer(answerAgain(known))]);
    return;
  }
  const lines = linesByProduct(command.data.lines);
  const stock = await lockStock(
    tx,
    lines.map(({ productId }) => productId),
  );
  const shortages = findShortages(lines, stock);
  if (shortages.length > 0) {
    await insertReservation(tx, { orderId, status: 'REFUSED', shortages, version: 1 }, []);
    await outbox.append(tx, [answer({ kind: 'failed', shortages, version: 1 })]);
    return;
  }
  const changes = lines.map(({ productId, quantity }) => ({ productId, available: -quantity, reserved: quantity }));
  const changed: StockLevel[] = await changeStock(tx, changes);
  await insertReservation(tx, { orderId, status: 'HELD', shortages: [], version: 1 }, lines);
  const movements = changes.map(({ productId, available }) => ({ productId, delta: available }));
  await recordMovements(tx, movements, 'reserved', orderId);
  await outbox.append(tx, [
    ...changed.map((level) => publishes.stockChanged(level, command)),
    answer({ kind: 'reserved', version: 1 }),
  ]);
}
