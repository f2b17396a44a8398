import closeWithGrace from 'close-with-grace';
import { refuseToStart } from '#platform/lifecycle/run-service.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { type Supervisor, superviseWorkers } from './supervise-workers.ts';

/** Longer than the workers take to stop, in ms. */
const GRACE_MS = 25_000;

/**
 * Runs this program in several processes for as long as this one lives: SIGTERM and SIGINT let all of them finish what they
 * have in hand, SIGHUP puts new ones into their places, one after another, without a request lost.
 */
export async function runWorkers(count: number, logLevel: string): Promise<void> {
  const logger = createLogger('gateway', logLevel);
  const starting: Promise<Supervisor> = superviseWorkers({ count, logger });
  closeWithGrace({ delay: GRACE_MS, skip: ['SIGHUP'] }, async ({ err }) => {
    if (err !== undefined) process.stderr.write(`${err.stack ?? err.message}\n`);
    await (await starting)[Symbol.asyncDispose]();
  });
  // Before the workers are up there is nothing to restart, and without a listener the signal would end this process.
  process.on('SIGHUP', () => void starting.then((supervisor) => supervisor.restart()));
  await starting.catch(refuseToStart);
}
