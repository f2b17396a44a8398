import { startWorker, type Worker } from '#platform/lifecycle/worker.ts';
import { claimRefunds, refundLater, type UnsettledRefund } from '../refund/refund-repository.ts';
import { settleRefund } from '../refund/settle-refund.ts';
import { type AttendParts, attend } from './attend.ts';
import { CALL_OVER_MS } from './pay-order.ts';
import { type SettlingParts, settlePayment } from './settle-payment.ts';
import { claimUnsettled, lookLater, type Unsettled } from './unsettled-repository.ts';

/** The provider is asked about so many payments, and as many refunds, at once. */
const BATCH = 16;

/** Longer than a look takes with all its retries (4.8 s); also the pause before the next one where it failed. In ms. */
const LEASE_MS = 6_000;

const SWEEP_MS = 1_000;

/**
 * Settles what is open with the provider: outcomes that a crash or a lost connection left unknown, transfers, captures,
 * voids, refunds. All that is needed lies in the database, so any process goes on where another one stopped.
 */
export function startSettling(parts: SettlingParts & AttendParts): Worker {
  const { database, logger } = parts;

  const forPayment = (payment: Unsettled) =>
    attend(parts, {
      subject: { state: payment.state, paymentId: payment.id },
      work: () => settlePayment(parts, payment),
      later: (pauseMs) => lookLater(database, payment, pauseMs),
    });
  const forRefund = (refund: UnsettledRefund) =>
    attend(parts, {
      subject: { state: 'REFUND', paymentId: refund.paymentId, refundId: refund.id },
      work: () => settleRefund(parts, refund),
      later: (pauseMs) => refundLater(database, refund.id, pauseMs),
    });

  return startWorker({
    name: 'payment settling',
    logger,
    sweepMs: SWEEP_MS,
    async work() {
      const payments = await claimUnsettled(database, { limit: BATCH, leaseMs: LEASE_MS, callOverMs: CALL_OVER_MS });
      const refunds = await claimRefunds(database, BATCH, LEASE_MS);
      await Promise.all([...payments.map(forPayment), ...refunds.map(forRefund)]);
      return payments.length === BATCH || refunds.length === BATCH;
    },
  });
}
