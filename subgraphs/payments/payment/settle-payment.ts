import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import { type PaymentProvider, ProviderRefused } from '../provider/payment-provider.ts';
import { stepKey } from '../provider/provider-settlement.ts';
import type { PaymentIn } from './payment.ts';
import { lookNoMore } from './payment-steps.ts';
import { NEVER_SENT, type Recording, recordOutcome } from './record-outcome.ts';
import { recordDone, recordLateLook } from './record-settlement.ts';
import type { SettlementOf } from './settlement.ts';
import type { Unsettled } from './unsettled-repository.ts';

export interface SettlingParts extends Recording {
  database: Database;
  provider: PaymentProvider;
  settlementOf: SettlementOf;
  logger: Logger;
}

/** Gives up what a payment holds or awaits, unless it has come to its end before; and what the provider says of it then. */
async function giveUp({ provider }: SettlingParts, paymentId: string, reference: string) {
  try {
    await provider.void(reference, stepKey(paymentId, 'void'));
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error;
  }
  return provider.find(paymentId);
}

async function settlePending(
  parts: SettlingParts,
  payment: PaymentIn<'PENDING'> & { callOver: boolean },
): Promise<void> {
  const { database, provider } = parts;
  let seen = await provider.find(payment.id);
  if (seen.kind === 'awaited' && payment.wanted === 'VOID') seen = await giveUp(parts, payment.id, seen.reference);
  if (seen.kind === 'none') {
    if (payment.providerReference !== undefined) throw new ProviderRefused('a transfer is not known any more');
    if (!payment.callOver) return;
    seen = NEVER_SENT;
  }
  const outcome = seen;
  await database.transaction((tx) => recordOutcome(tx, parts, payment, outcome));
}

/** Makes sure that what is held is held; it may be taken later. */
async function lookAfter({ database, provider }: SettlingParts, payment: PaymentIn<'AUTHORIZED'>): Promise<void> {
  const seen = await provider.find(payment.id);
  if (seen.kind !== 'approved') throw new ProviderRefused('what was authorised is not held any more');
  await database.transaction((tx) => lookNoMore(tx, payment.id));
}

async function settleAuthorized(parts: SettlingParts, payment: PaymentIn<'AUTHORIZED'>): Promise<void> {
  const { database, outbox, settlementOf } = parts;
  if (payment.wanted === undefined) return lookAfter(parts, payment);
  const settlement = settlementOf(payment.method);
  if (payment.wanted === 'CAPTURE') await settlement.capture(payment);
  else await settlement.void(payment);
  const state = payment.wanted === 'CAPTURE' ? 'CAPTURED' : 'VOIDED';
  await database.transaction((tx) => recordDone(tx, outbox, payment, state));
}

async function lookLate(parts: SettlingParts, payment: PaymentIn<'DECLINED'>): Promise<void> {
  const { database, provider, logger } = parts;
  let seen = await provider.find(payment.id);
  if (seen.kind === 'approved' || seen.kind === 'awaited') {
    logger.warn({ paymentId: payment.id }, 'a payment held as never sent was taken up late, it is given back');
    seen = await giveUp(parts, payment.id, seen.reference);
    if (seen.kind !== 'declined') throw new ProviderRefused('what was held as never sent is not given back');
  }
  const heldUnder = seen.kind === 'declined' ? seen.heldUnder : undefined;
  await database.transaction((tx) => recordLateLook(tx, payment, heldUnder));
}

/** Brings one payment on, by asking whoever has its money. @throws ProviderUnavailable, ProviderRefused */
export function settlePayment(parts: SettlingParts, payment: Unsettled): Promise<void> {
  switch (payment.state) {
    case 'PENDING':
      return settlePending(parts, payment);
    case 'AUTHORIZED':
      return settleAuthorized(parts, payment);
    case 'DECLINED':
      return lookLate(parts, payment);
  }
}
