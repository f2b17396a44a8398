import type { Reservation, ReservationLine, Shortage } from './reservation.ts';

/**
 * One line for each product, by rising product id: the order in which stock is locked. Nobody has as much as a number can
 * say exactly, so a sum beyond that is as short as one of that size.
 */
export function linesByProduct(lines: readonly ReservationLine[]): ReservationLine[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) {
    const id = productId.toLowerCase();
    quantities.set(id, Math.min((quantities.get(id) ?? 0) + quantity, Number.MAX_SAFE_INTEGER));
  }
  return [...quantities]
    .map(([productId, quantity]) => ({ productId, quantity }))
    .sort((a, b) => (a.productId < b.productId ? -1 : 1));
}

/** The lines that cannot be held; none means that all can. A product that is not there has 0 available. */
export function findShortages(
  lines: readonly ReservationLine[],
  stock: readonly { productId: string; available: number }[],
): Shortage[] {
  const availableOf = new Map(stock.map(({ productId, available }) => [productId, available]));
  return lines
    .map(({ productId, quantity }) => ({ productId, requested: quantity, available: availableOf.get(productId) ?? 0 }))
    .filter(({ requested, available }) => requested > available);
}

export type ReserveAnswer =
  | { kind: 'reserved'; version: number }
  | { kind: 'failed'; shortages: readonly Shortage[]; version: number };

/** What a reserve command is told about an order that is already known: the same as the first time, unless it was released. */
export function answerAgain({ status, shortages, version }: Reservation): ReserveAnswer {
  switch (status) {
    case 'HELD':
    case 'COMMITTED':
      return { kind: 'reserved', version: 1 };
    case 'REFUSED':
      return { kind: 'failed', shortages, version: 1 };
    case 'RELEASED':
      return { kind: 'failed', shortages: [], version: version + 1 };
  }
}

/** `note`: nothing is held yet, and nothing may be from now on. `answer`: it was released before. */
export function decideRelease(
  known: Reservation | undefined,
): 'note' | 'release' | 'answer' | 'nothing-held' | 'too-late' {
  switch (known?.status) {
    case undefined:
      return 'note';
    case 'HELD':
      return 'release';
    case 'RELEASED':
      return 'answer';
    case 'REFUSED':
      return 'nothing-held';
    case 'COMMITTED':
      return 'too-late';
  }
}

export function decideCommit(known: Reservation | undefined): 'commit' | 'done' | 'nothing-held' {
  switch (known?.status) {
    case 'HELD':
      return 'commit';
    case 'COMMITTED':
      return 'done';
    default:
      return 'nothing-held';
  }
}
