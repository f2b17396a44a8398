import cluster, { type Worker } from 'node:cluster';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#platform/logging/create-logger.ts';
import { createFleetMetrics } from './fleet-metrics.ts';
import { type FromPrimary, type FromWorker, isOurs } from './messages.ts';

/** The primary's hold on its workers. Disposing it lets all of them finish what they have in hand. */
export interface Supervisor extends AsyncDisposable {
  /** Puts a new worker into the place of each, one after another; the old one ends when the new one is ready. */
  restart(): void;
}

export interface SuperviseOptions {
  /** How many workers there are to be. */
  count: number;
  logger: Logger;
}

/** A worker that has answered requests for so long was started well, in ms. */
const STEADY_MS = 10_000;

/** Pause before another start after one that failed, and the longest, in ms. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Longer than a worker takes at most to finish what it has in hand, in ms. */
const STOP_TIMEOUT_MS = 20_000;

/** A worker that has ended is told nothing. */
function tell(worker: Worker, message: FromPrimary): void {
  if (worker.isConnected()) worker.send(message);
}

interface Member {
  readonly worker: Worker;
  /** Whether requests can come; false when it ended before. */
  readonly started: Promise<boolean>;
  readonly ended: Promise<void>;
  readyAt: number | undefined;
  isLeaving: boolean;
}

/**
 * Starts workers, all of them running this program, and sees to it that there are always so many.
 *
 * @throws Error when the first one cannot start; it has said why
 */
export async function superviseWorkers({ count, logger }: SuperviseOptions): Promise<Supervisor> {
  const metrics = createFleetMetrics();
  const members = new Set<Member>();
  const stopping = new AbortController();
  /** Starts in a row that failed, and workers that ended soon after theirs. */
  let failures = 0;
  let filling = false;
  let restarting: Promise<void> | undefined;
  let restartAgain = false;

  const serving = () => [...members].filter(({ isLeaving }) => !isLeaving);

  async function answer(worker: Worker, question: number) {
    const ready = [...members].filter(({ readyAt }) => readyAt !== undefined).map((member) => member.worker);
    const text = await metrics.text(ready);
    tell(worker, { about: 'all-metrics', question, text });
  }

  function start(): Member {
    const worker = cluster.fork();
    const started = Promise.withResolvers<boolean>();
    const ended = Promise.withResolvers<void>();
    const member: Member = {
      worker,
      started: started.promise,
      ended: ended.promise,
      readyAt: undefined,
      isLeaving: false,
    };
    members.add(member);
    worker.on('message', (message: unknown) => {
      if (!isOurs<FromWorker>(message)) return;
      if (message.about === 'own-metrics') metrics.hear(worker, message.metrics);
      if (message.about === 'metrics-wanted') void answer(worker, message.question);
      if (message.about === 'ready') {
        member.readyAt = performance.now();
        started.resolve(true);
      }
    });
    // A worker that cannot be sent to has ended or is about to.
    worker.on('error', () => {});
    worker.on('exit', (code, signal) => {
      members.delete(member);
      metrics.keep(worker);
      const { readyAt, isLeaving } = member;
      if (!isLeaving) {
        const isSteady = readyAt !== undefined && performance.now() - readyAt >= STEADY_MS;
        failures = isSteady ? 0 : failures + 1;
        logger.error({ pid: worker.process.pid, code, signal }, 'a worker has ended');
      }
      started.resolve(false);
      ended.resolve();
      if (readyAt !== undefined) void fill();
    });
    return member;
  }

  /** Lets a worker finish what it has in hand. */
  async function dismiss(member: Member): Promise<void> {
    if (!member.isLeaving) tell(member.worker, { about: 'leave' });
    member.isLeaving = true;
    const patience = new AbortController();
    const late = delay(STOP_TIMEOUT_MS, true, patience).catch(() => false);
    if (await Promise.race([member.ended.then(() => false), late])) member.worker.process.kill('SIGKILL');
    patience.abort();
    await member.ended;
  }

  /** Starts workers until there are enough. */
  async function fill(): Promise<void> {
    if (filling) return;
    filling = true;
    while (!stopping.signal.aborted && serving().length < count) {
      if (failures > 0) {
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
        await delay(pause, undefined, stopping).catch(() => {});
      }
      const missing = stopping.signal.aborted ? 0 : count - serving().length;
      await Promise.all(Array.from({ length: missing }, () => start().started));
    }
    filling = false;
  }

  async function replaceAll(): Promise<void> {
    for (const old of serving()) {
      if (stopping.signal.aborted) return;
      const fresh = start();
      if (!(await fresh.started)) {
        logger.error('a new worker did not start, those that run are kept');
        return;
      }
      logger.info({ pid: fresh.worker.process.pid, inPlaceOf: old.worker.process.pid }, 'a worker is replaced');
      await dismiss(old);
    }
  }

  async function restart(): Promise<void> {
    do {
      restartAgain = false;
      await replaceAll();
    } while (restartAgain && !stopping.signal.aborted);
    restarting = undefined;
  }

  const supervisor: Supervisor = {
    restart() {
      if (stopping.signal.aborted) return;
      restartAgain = true;
      restarting ??= restart();
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all([...members].map(dismiss));
      await restarting;
    },
  };

  // Alone: what keeps one from starting keeps all, and is to be read once.
  if (!(await start().started)) throw new Error('The gateway cannot start.');
  void fill();
  return supervisor;
}
