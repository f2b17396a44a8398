import type { Transaction } from '#platform/postgres/database.ts';
import type { Payment } from './payment.ts';
import { PAYMENT_COLUMNS, type PaymentRow, paymentFromRow } from './payment-row.ts';

function changed({ rows }: { rows: PaymentRow[] }): Payment {
  if (rows[0] === undefined) throw new Error('the payment is not in the state that its lock promised');
  return paymentFromRow(rows[0]);
}

/**
 * A PENDING payment's transfer is awaited by the provider: the next look comes after a quarter of the time that it has
 * taken, at least 15 s, at most an hour.
 *
 * @param giveUp the order has ended: the transfer is to be given up at once
 */
export async function markAwaited(tx: Transaction, id: string, reference: string, giveUp: boolean): Promise<Payment> {
  const updated = await tx.query<PaymentRow>({
    name: 'payment.mark-awaited',
    text: `UPDATE payments SET provider_reference = $2, updated_at = now(), wanted = CASE WHEN $3 THEN 'VOID' END,
             look_again_at = CASE
               WHEN $3 THEN now()
               -- What was asked for during this look is still to be seen.
               WHEN look_again_at <= clock_timestamp() THEN look_again_at
               ELSE now() + least(greatest((now() - created_at) / 4, interval '15 seconds'), interval '1 hour') END
           WHERE id = $1 AND state = 'PENDING' RETURNING ${PAYMENT_COLUMNS}`,
    values: [id, reference, giveUp],
  });
  return changed(updated);
}

/** PENDING becomes AUTHORIZED; an approval that came too late is wanted back at once. */
export async function markAuthorized(tx: Transaction, id: string, reference: string, late: boolean): Promise<Payment> {
  const updated = await tx.query<PaymentRow>({
    name: 'payment.mark-authorized',
    text: `UPDATE payments SET state = 'AUTHORIZED', provider_reference = $2, approved_late = $3, updated_at = now(),
             wanted = CASE WHEN $3 THEN 'VOID' END, look_again_at = CASE WHEN $3 THEN now() END
           WHERE id = $1 AND state = 'PENDING' RETURNING ${PAYMENT_COLUMNS}`,
    values: [id, reference, late],
  });
  return changed(updated);
}

/** PENDING becomes DECLINED. `lookAgainMs`: when to make sure that the provider still knows nothing of it. */
export async function markDeclined(
  tx: Transaction,
  id: string,
  decline: { code: string; retryable: boolean; lookAgainMs: number | undefined },
): Promise<Payment> {
  const updated = await tx.query<PaymentRow>({
    name: 'payment.mark-declined',
    text: `UPDATE payments SET state = 'DECLINED', decline_code = $2, decline_retryable = $3, wanted = NULL,
             updated_at = now(), look_again_at = now() + $4 * interval '1 millisecond'
           WHERE id = $1 AND state = 'PENDING' RETURNING ${PAYMENT_COLUMNS}`,
    values: [id, decline.code, decline.retryable, decline.lookAgainMs ?? null],
  });
  return changed(updated);
}

/** Leaves word that what is held is to be taken or given back, or a transfer that is awaited to be given up. */
export async function want(tx: Transaction, id: string, wanted: 'CAPTURE' | 'VOID'): Promise<void> {
  await tx.query({
    name: 'payment.want',
    text: `UPDATE payments SET wanted = $2, look_again_at = now(), updated_at = now()
           WHERE id = $1 AND (state = 'AUTHORIZED' OR (state = 'PENDING' AND provider_reference IS NOT NULL))`,
    values: [id, wanted],
  });
}

/** AUTHORIZED becomes what was wanted. False when somebody else has recorded that before. */
export async function markDone(tx: Transaction, id: string, state: 'CAPTURED' | 'VOIDED'): Promise<boolean> {
  const updated = await tx.query({
    name: 'payment.mark-done',
    text: `UPDATE payments SET state = $2, wanted = NULL, look_again_at = NULL, updated_at = now()
           WHERE id = $1 AND state = 'AUTHORIZED' AND wanted = CASE $2 WHEN 'CAPTURED' THEN 'CAPTURE' ELSE 'VOID' END`,
    values: [id, state],
  });
  return updated.rowCount === 1;
}

/** An authorised payment about which nothing is wanted needs no further look, unless one was asked for during this one. */
export async function lookNoMore(tx: Transaction, id: string): Promise<void> {
  await tx.query({
    name: 'payment.look-no-more',
    text: `UPDATE payments SET look_again_at = NULL
           WHERE id = $1 AND state = 'AUTHORIZED' AND wanted IS NULL AND look_again_at > clock_timestamp()`,
    values: [id],
  });
}

/**
 * Ends the watch over a declined payment, unless another look was asked for during this one.
 *
 * @param reference of what the provider had taken up after all and has given back
 * @returns false when that was recorded before, or is to be looked at again
 */
export async function endWatch(tx: Transaction, id: string, reference: string | undefined): Promise<boolean> {
  const updated = await tx.query({
    name: 'payment.end-watch',
    text: `UPDATE payments SET look_again_at = NULL, provider_reference = $2
           WHERE id = $1 AND state = 'DECLINED' AND look_again_at > clock_timestamp() AND provider_reference IS NULL`,
    values: [id, reference ?? null],
  });
  return updated.rowCount === 1;
}
