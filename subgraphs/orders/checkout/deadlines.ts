import { startWorker, type Worker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { OrderCommand } from '../order/order-commands.ts';
import type { Advance } from './advance.ts';
import { type Deadline, msToNextDeadline, postponeDeadline, takeDueDeadline } from './deadline-store.ts';
import type { DeadlineKind } from './decide-next.ts';

/** Longest time between two looks, in ms; no deadline is shorter, so that each is seen before it is due. */
const SWEEP_MS = 1_000;

/** What another process is just taking is due, too: it is not asked after more often than this, in ms. */
const MIN_PAUSE_MS = 20;

/** A deadline whose order could not be taken on waits so long, in seconds, and does not hold up the others. */
const POSTPONE_SECONDS = 5;

const commandAt: Record<DeadlineKind, OrderCommand> = { PAYMENT: { type: 'PassPaymentDeadline' } };

export interface DeadlinesOptions {
  database: Database;
  logger: Logger;
  advance: Advance;
}

/**
 * Tells orders of their deadlines when these are due, each in a transaction of its own. They are rows: a restart loses none,
 * and any number of processes may do it.
 */
export function startDeadlines({ database, logger, advance }: DeadlinesOptions): Worker {
  let timer: NodeJS.Timeout | undefined;

  async function passNext(): Promise<boolean> {
    let taken: Deadline | undefined;
    try {
      return await database.transaction(async (tx) => {
        taken = await takeDueDeadline(tx);
        if (taken === undefined) return false;
        await advance(tx, taken.orderId, commandAt[taken.kind]);
        return true;
      });
    } catch (error) {
      if (taken === undefined) throw error;
      logger.error({ err: error, ...taken }, 'a deadline could not be passed on, it is tried again');
      await postponeDeadline(database, taken, POSTPONE_SECONDS);
      return true;
    }
  }

  const worker = startWorker({
    name: 'order deadlines',
    logger,
    sweepMs: SWEEP_MS,
    async work() {
      if (await passNext()) return true;
      const ms = await msToNextDeadline(database);
      clearTimeout(timer);
      if (ms !== undefined && ms < SWEEP_MS) timer = setTimeout(() => worker.wake(), Math.max(MIN_PAUSE_MS, ms));
      return false;
    },
  });
  return {
    wake: () => worker.wake(),
    async [Symbol.asyncDispose]() {
      await worker[Symbol.asyncDispose]();
      clearTimeout(timer);
    },
  };
}
