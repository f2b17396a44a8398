import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import {
  GIVEN_BACK,
  type PaymentProvider,
  ProviderRefused,
  ProviderUnavailable,
} from '../provider/payment-provider.ts';
import type { PaymentIn } from './payment.ts';
import type { Unsettled } from './payment-repository.ts';
import { NEVER_SENT, type Recording, recordOutcome } from './record-outcome.ts';
import { recordDone, recordLateLook } from './record-settlement.ts';

export interface SettlingParts extends Recording {
  database: Database;
  provider: PaymentProvider;
  logger: Logger;
}

/** The key of a step after the authorisation, whose own key is the payment's id. */
const stepKey = (paymentId: string, step: 'capture' | 'void') => `${paymentId}:${step}`;

async function settlePending(parts: SettlingParts, payment: PaymentIn<'PENDING'>): Promise<void> {
  const seen = await parts.provider.find(payment.id);
  const decision = seen.kind === 'none' ? NEVER_SENT : seen;
  await parts.database.transaction((tx) => recordOutcome(tx, parts, payment, decision));
}

async function settleAuthorized(parts: SettlingParts, payment: PaymentIn<'AUTHORIZED'>): Promise<void> {
  const { database, outbox, provider } = parts;
  if (payment.wanted === 'CAPTURE') {
    await provider.capture(payment.providerReference, stepKey(payment.id, 'capture'));
    await database.transaction((tx) => recordDone(tx, outbox, payment, 'CAPTURED'));
  } else {
    await provider.void(payment.providerReference, stepKey(payment.id, 'void'));
    await database.transaction((tx) => recordDone(tx, outbox, payment, 'VOIDED'));
  }
}

async function lookLate(parts: SettlingParts, payment: PaymentIn<'DECLINED'>): Promise<void> {
  const seen = await parts.provider.find(payment.id);
  if (seen.kind === 'approved') {
    parts.logger.warn({ paymentId: payment.id }, 'a payment held as never sent was authorised late, it is given back');
    await parts.provider.void(seen.reference, stepKey(payment.id, 'void'));
  }
  const givenBack = seen.kind === 'approved' || (seen.kind === 'declined' && seen.code === GIVEN_BACK);
  await parts.database.transaction((tx) => recordLateLook(tx, payment, givenBack));
}

function settle(parts: SettlingParts, payment: Unsettled): Promise<void> {
  switch (payment.state) {
    case 'PENDING':
      return settlePending(parts, payment);
    case 'AUTHORIZED':
      return settleAuthorized(parts, payment);
    case 'DECLINED':
      return lookLate(parts, payment);
  }
}

/** Brings one payment on by asking the provider. What fails is logged and left for the next look. */
export async function settlePayment(parts: SettlingParts, payment: Unsettled): Promise<void> {
  try {
    await settle(parts, payment);
  } catch (error) {
    const { id: paymentId, state } = payment;
    const level = error instanceof ProviderUnavailable ? 'warn' : 'error';
    const needsPerson = error instanceof ProviderRefused ? ': the provider disagrees, a person must look at it' : '';
    parts.logger[level]({ err: error, paymentId, state }, `a payment could not be settled${needsPerson}`);
  }
}
