import type { Database, Queryable, Transaction } from '#platform/postgres/database.ts';
import { idempotent } from '#platform/postgres/idempotency.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import type { Payment } from '../payment/payment.ts';
import { findByReference, findPayment } from '../payment/payment-repository.ts';
import { lookNow } from '../payment/unsettled-repository.ts';
import { lookAtRefundsNow } from '../refund/refund-repository.ts';
import { isNews } from './is-news.ts';
import type { ProviderEvent } from './provider-event.ts';

export interface TakingParts {
  database: Database;
  /** Calls the settling worker. */
  wakeSettling(): void;
}

export type Taken =
  | 'taken'
  /** It was taken before. */
  | 'repeated'
  /** It is about nothing of ours. */
  | 'not-ours'
  /** The same event is being taken by another call. */
  | 'in-progress';

async function paymentOf(database: Queryable, { data }: ProviderEvent): Promise<Payment | undefined> {
  const byKey = await findPayment(database, idOrNone(data.idempotencyKey));
  return byKey ?? findByReference(database, data.authorization.id);
}

async function lookAt(tx: Transaction, payment: Payment, { type }: ProviderEvent): Promise<void> {
  if (!isNews(type, payment)) return;
  switch (payment.state) {
    case 'PENDING':
    case 'AUTHORIZED':
    case 'DECLINED':
      return lookNow(tx, payment);
    case 'CAPTURED':
      return lookAtRefundsNow(tx, payment.id);
    case 'VOIDED':
  }
}

/**
 * Takes an event of the provider, once for its id. It is a hint and no more: the settling worker asks the provider how the
 * payment stands and records that, so events may be repeated, late, out of order, or race a call of our own.
 */
export async function takeEvent({ database, wakeSettling }: TakingParts, event: ProviderEvent): Promise<Taken> {
  const call = { scope: 'webhook', key: event.id, input: null };
  const outcome = await idempotent<'taken' | 'not-ours'>(database, call, async (tx) => {
    const payment = await paymentOf(tx, event);
    if (payment === undefined || payment.method === 'WALLET') return 'not-ours';
    await lookAt(tx, payment, event);
    tx.afterCommit(wakeSettling);
    return 'taken';
  });
  if (outcome.kind !== 'answered') return 'in-progress';
  return outcome.replayed ? 'repeated' : outcome.answer;
}
