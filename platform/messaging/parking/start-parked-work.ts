import { startWorker, type Worker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import { errorText } from './error-text.ts';
import { dueIn, firstParked, forget, type ParkedAggregate, postpone, progress, takeDue } from './parking-store.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** Aggregates tried at a time by one process: a slow one does not hold up the others. */
const AT_A_TIME = 4;

/** For what another process has parked; its own, a process remembers the time of. */
const SWEEP_MS = 5_000;

export interface ParkedWorkOptions {
  group: string;
  database: Database;
  logger: Logger;
  policy: RetryPolicy;
  /** Applies a parked message once, or puts it to the dead letters; a rejection says that it failed again. */
  settle(raw: unknown): Promise<void>;
}

/**
 * Tries parked aggregates again when they are due, each one's messages in order. Any number of processes: a row lock and a
 * lease say whose an aggregate is. Should two have it after all (one stood still beyond its lease), nothing goes wrong: what
 * is tried is the oldest message that is left, and the inbox makes one of them wait and pass it over.
 */
export function startParkedWork(options: ParkedWorkOptions): Worker {
  const { group, database, logger, policy, settle } = options;
  let stopped = false;
  let alarm: NodeJS.Timeout | undefined;

  async function fail(aggregate: ParkedAggregate, error: unknown): Promise<void> {
    const { aggregateId, attempts } = aggregate;
    await postpone(database, aggregate, policy.pauseAfter(attempts), errorText(error));
    logger.warn({ err: error, group, aggregateId, attempts }, 'a parked message failed, it is tried again');
  }

  async function giveUp(aggregate: ParkedAggregate): Promise<void> {
    const { aggregateId, attempts } = aggregate;
    await postpone(database, aggregate, Number.POSITIVE_INFINITY, null);
    logger.error({ group, aggregateId, attempts }, 'a parked message waits for a person');
  }

  async function workOff(aggregate: ParkedAggregate): Promise<void> {
    for (let current = aggregate; !stopped; current = { ...aggregate, attempts: 1 }) {
      const first = await firstParked(database, current);
      if (first === undefined) {
        if (await forget(database, current)) return;
        continue;
      }
      try {
        await settle(first.envelope);
      } catch (error) {
        await fail(current, error);
        return;
      }
      await progress(database, current, first.position);
    }
    await postpone(database, aggregate, 0, null);
  }

  async function work(): Promise<boolean> {
    const aggregate = await takeDue(database, group);
    if (aggregate !== undefined) {
      await (aggregate.failingMs > policy.patience ? giveUp(aggregate) : workOff(aggregate));
      return true;
    }
    const wait = await dueIn(database, group);
    clearTimeout(alarm);
    if (wait < SWEEP_MS && !stopped) alarm = setTimeout(wake, Math.max(10, wait));
    return false;
  }

  const workers = Array.from({ length: AT_A_TIME }, (_, index) =>
    startWorker({ name: `parked messages of ${group}, ${index}`, logger, sweepMs: SWEEP_MS, work }),
  );
  const wake = () => {
    for (const worker of workers) worker.wake();
  };
  return {
    wake,
    async [Symbol.asyncDispose]() {
      stopped = true;
      clearTimeout(alarm);
      await Promise.all(workers.map((worker) => worker[Symbol.asyncDispose]()));
    },
  };
}
