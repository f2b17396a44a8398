import { startWorker, type Worker } from '#platform/lifecycle/worker.ts';
import { claimUnsettled } from './payment-repository.ts';
import { type SettlingParts, settlePayment } from './settle-payment.ts';

/** The provider is asked about so many payments at once. */
const BATCH = 16;

/** Longer than a look takes with all its retries (4.8 s); also the pause before the next one where it failed. In ms. */
const LEASE_MS = 6_000;

const SWEEP_MS = 1_000;

/**
 * Settles what is open with the provider: outcomes that a crash or a lost connection left unknown, captures, voids. All
 * that is needed lies in the database, so any process goes on where another one stopped.
 */
export function startSettling(parts: SettlingParts): Worker {
  return startWorker({
    name: 'payment settling',
    logger: parts.logger,
    sweepMs: SWEEP_MS,
    async work() {
      const claimed = await claimUnsettled(parts.database, BATCH, LEASE_MS);
      await Promise.all(claimed.map((payment) => settlePayment(parts, payment)));
      return claimed.length === BATCH;
    },
  });
}
