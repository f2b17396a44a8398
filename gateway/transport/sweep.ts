/** Something whose deadlines are looked after. */
export interface Sweepable {
  /** Ends what has taken too long. @returns whether there is anything left to look after */
  sweep(now: number): boolean;
}

/** Keeps all deadlines by one timer: each fetch with a timer of its own costs 0.5 µs, an AbortSignal 7 µs. */
export interface Sweep extends Disposable {
  /** To be called whenever something with a deadline begins at the target. */
  watch(target: Sweepable): void;
}

/** How late a deadline may be noticed, in ms. */
const TICK_MS = 16;

/** The timer runs while there is something to look after, and does not keep the process alive. */
export function createSweep(): Sweep {
  const targets = new Set<Sweepable>();
  let timer: NodeJS.Timeout | undefined;

  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };

  function sweep(): void {
    const now = performance.now();
    for (const target of targets) if (!target.sweep(now)) targets.delete(target);
    if (targets.size === 0) stop();
  }

  return {
    watch(target) {
      targets.add(target);
      // Timers come before sockets in a turn of the event loop: after something long, answers that have arrived meanwhile
      // are to be read before anything is found late.
      timer ??= setInterval(() => setImmediate(sweep), TICK_MS).unref();
    },
    [Symbol.dispose]: stop,
  };
}
