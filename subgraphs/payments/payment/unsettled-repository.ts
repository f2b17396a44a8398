import type { Queryable } from '#platform/postgres/database.ts';
import type { PaymentIn } from './payment.ts';
import { PAYMENT_COLUMNS, type PaymentRow, paymentFromRow } from './payment-row.ts';

/** What the settling worker acts on. */
export type Unsettled = (PaymentIn<'PENDING'> | PaymentIn<'AUTHORIZED'> | PaymentIn<'DECLINED'>) & {
  /** The client's own call to the provider is no longer under way. */
  callOver: boolean;
};

export interface Claim {
  limit: number;
  /** No other process gets what was claimed for so long; a crash gives it back after it. */
  leaseMs: number;
  /** How long after its beginning a client's own call is over. */
  callOverMs: number;
}

/** Takes payments that are due for a look. */
export async function claimUnsettled(database: Queryable, claim: Claim): Promise<Unsettled[]> {
  const { rows } = await database.query<PaymentRow & { call_over: boolean }>({
    name: 'payment.claim-unsettled',
    // ARRAY runs the inner query once; as IN it may run per row and lock more than LIMIT.
    text: `UPDATE payments SET look_again_at = now() + $2 * interval '1 millisecond'
           WHERE id = ANY (ARRAY(SELECT id FROM payments WHERE look_again_at <= now()
                                 ORDER BY look_again_at LIMIT $1 FOR UPDATE SKIP LOCKED))
           RETURNING ${PAYMENT_COLUMNS}, created_at + $3 * interval '1 millisecond' <= now() AS call_over`,
    values: [claim.limit, claim.leaseMs, claim.callOverMs],
  });
  return rows.map((row) => ({ ...(paymentFromRow(row) as Unsettled), callOver: row.call_over }));
}

/** Has an unsettled payment looked at now, if it is still in this state, and not one that arrived late and has gone back. */
export async function lookNow(database: Queryable, { id, state }: Pick<Unsettled, 'id' | 'state'>): Promise<void> {
  await database.query({
    name: 'payment.look-now',
    text: `UPDATE payments SET look_again_at = now()
           WHERE id = $1 AND state = $2 AND (state <> 'DECLINED' OR provider_reference IS NULL)`,
    values: [id, state],
  });
}

/** Leaves an unsettled payment alone for so many ms, unless a look was asked for during this one. */
export async function lookLater(
  database: Queryable,
  { id, state }: Pick<Unsettled, 'id' | 'state'>,
  pauseMs: number,
): Promise<void> {
  await database.query({
    name: 'payment.look-later',
    text: `UPDATE payments SET look_again_at = now() + $3 * interval '1 millisecond'
           WHERE id = $1 AND state = $2 AND look_again_at > clock_timestamp()`,
    values: [id, state, pauseMs],
  });
}
