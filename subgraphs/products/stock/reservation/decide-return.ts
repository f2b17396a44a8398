import type { Reservation, ReservationLine } from './reservation.ts';

/** What left for an order of one product, and how much of it is back. */
export interface CommittedLine extends ReservationLine {
  returned: number;
}

export type ReturnDecision = { kind: 'take' } | { kind: 'impossible'; reason: string };

/**
 * Whether these lines can come back. What never left cannot, now or later: a return follows the commit of its order.
 *
 * @param lines one for each product
 */
export function decideReturn(
  known: Reservation | undefined,
  committed: readonly CommittedLine[],
  lines: readonly ReservationLine[],
): ReturnDecision {
  if (known?.status !== 'COMMITTED') return { kind: 'impossible', reason: 'nothing has left for it' };
  const outOf = new Map(committed.map(({ productId, quantity, returned }) => [productId, quantity - returned]));
  for (const { productId, quantity } of lines) {
    const out = outOf.get(productId) ?? 0;
    if (quantity > out)
      return { kind: 'impossible', reason: `of product ${productId} only ${out} are out, not ${quantity}` };
  }
  return { kind: 'take' };
}
