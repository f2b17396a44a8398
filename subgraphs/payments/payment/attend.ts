import type { Counter } from 'prom-client';
import type { Logger } from '#platform/logging/create-logger.ts';
import { ProviderRefused, ProviderUnavailable } from '../provider/payment-provider.ts';

export interface AttendParts {
  logger: Logger;
  /** Counts what the provider refuses and a person has to look at. Labels: state (of the payment or refund). */
  refusals: Counter;
}

/** What the provider refuses today it refuses in six seconds, too. In ms. */
export const REFUSED_PAUSE_MS = 3_600_000;

export interface Attendance {
  /** Names the payment or refund in the log. */
  subject: { state: string; paymentId: string; refundId?: string };
  work(): Promise<void>;
  /** Puts the next look off. */
  later(pauseMs: number): Promise<void>;
}

/** Brings something on with the provider. What fails is logged and left for the next look; what is refused, for a later one. */
export async function attend({ logger, refusals }: AttendParts, { subject, work, later }: Attendance): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ProviderRefused) {
      refusals.inc({ state: subject.state });
      logger.error({ err: error, ...subject }, 'the provider refuses to settle a payment: a person must look at it');
      await later(REFUSED_PAUSE_MS);
      return;
    }
    const level = error instanceof ProviderUnavailable ? 'warn' : 'error';
    logger[level]({ err: error, ...subject }, 'a payment could not be settled, it is tried again');
  }
}
