import type { Logger } from '#platform/logging/create-logger.ts';

export interface WorkerOptions {
  /** Names the work in the log. */
  name: string;
  logger: Logger;
  /** Longest time between two rounds, in ms: what is found when nobody called `wake`. */
  sweepMs: number;
  /** One round. Resolve with true when there may be more to do at once. */
  work(): Promise<boolean>;
}

export interface Worker extends AsyncDisposable {
  /** Asks for a round now. Cheap; any number of calls during a round bring one more round. */
  wake(): void;
}

/** Longest pause after rounds that failed, in ms. */
const MAX_PAUSE_MS = 2_000;

/** Does a piece of work again and again in the background: when woken, and on a timer. A failing round is logged and tried again. */
export function startWorker({ name, logger, sweepMs, work }: WorkerOptions): Worker {
  let stopped = false;
  let woken = true;
  let rouse = () => {};
  let failures = 0;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run() {
    while (!stopped) {
      woken = false;
      try {
        if (await work()) woken = true;
        failures = 0;
      } catch (error) {
        failures += 1;
        logger.warn({ err: error, worker: name, failures }, `${name} failed, it is tried again`);
      }
      if (stopped) return;
      if (failures > 0) await pause(Math.min(MAX_PAUSE_MS, 50 * 2 ** failures));
      else if (!woken) await pause(sweepMs);
    }
  }

  const finished = run();
  return {
    wake() {
      woken = true;
      if (failures === 0) rouse();
    },
    async [Symbol.asyncDispose]() {
      stopped = true;
      rouse();
      await finished;
    },
  };
}
