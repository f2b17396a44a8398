import { commitStock, releaseStock, reserveStock, returnStock } from '#contracts/products.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import { type Consumer, consumerOf } from '#platform/messaging/consumer.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import { commitReservation } from '../stock/reservation/commit-reservation.ts';
import { holdReservation } from '../stock/reservation/hold-reservation.ts';
import { releaseReservation } from '../stock/reservation/release-reservation.ts';
import { returnCommitted } from '../stock/reservation/return-committed.ts';

/** Every message that products acts on: the stock commands of orders. */
export const consumes = (outbox: Outbox, logger: Logger): Consumer[] => [
  consumerOf(reserveStock, { apply: (tx, message) => holdReservation(tx, outbox, message) }),
  consumerOf(releaseStock, { apply: (tx, message) => releaseReservation(tx, outbox, message, logger) }),
  consumerOf(commitStock, { apply: (tx, message) => commitReservation(tx, outbox, message) }),
  consumerOf(returnStock, { apply: (tx, message) => returnCommitted(tx, outbox, message) }),
];
