import type { Registry } from 'prom-client';
import { type FromPrimary, type FromWorker, isOurs, type MetricList } from './messages.ts';

/** The processes that serve one port, as one of them sees the others. */
export interface Fleet {
  /** Gives the primary this process's metrics whenever it asks, until disposed, and once more then: nothing is uncounted. */
  share(registry: Registry): AsyncDisposable;
  /** The metrics of all, summed up, as text. @throws Error when the primary does not answer in time */
  metricsText(): Promise<string>;
  /** Tells the primary that requests can come. */
  ready(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Longer than the primary waits for a worker, in ms. */
const ANSWER_TIMEOUT_MS = 3_000;

/** Resolves when a message has been handed over; the primary may be gone. */
const tell = (message: FromWorker): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected && process.send !== undefined) process.send(message, undefined, {}, () => resolve());
    else resolve();
  });

/** Makes this process, which the primary has started, one of the fleet. */
export function joinFleet(): Fleet {
  const questions = new Map<number, (text: string) => void>();
  let asked = 0;
  let isLeaving = false;
  let tellOwn = async () => {};

  // Ctrl+C in a terminal, and a service manager's stop, reach the workers as well as the primary.
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      isLeaving = true;
    });
  }

  /** Begins the stop that a signal begins; a signal that comes after it would end the process at once. */
  function leave() {
    if (isLeaving) return;
    process.emit('SIGTERM', 'SIGTERM');
    for (const signal of SIGNALS) process.removeAllListeners(signal).on(signal, () => {});
  }

  process.on('message', (message: unknown) => {
    if (!isOurs<FromPrimary>(message)) return;
    if (message.about === 'tell-metrics') void tellOwn();
    if (message.about === 'all-metrics') questions.get(message.question)?.(message.text);
    if (message.about === 'leave') leave();
  });

  return {
    share(registry) {
      tellOwn = async () => {
        const metrics = (await registry.getMetricsAsJSON()) as MetricList;
        await tell({ about: 'own-metrics', metrics });
      };
      return { [Symbol.asyncDispose]: () => tellOwn() };
    },
    metricsText() {
      asked += 1;
      const question = asked;
      return new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => {
          questions.delete(question);
          reject(new Error('the primary does not give the metrics of all workers'));
        }, ANSWER_TIMEOUT_MS);
        questions.set(question, (text) => {
          clearTimeout(timer);
          questions.delete(question);
          resolve(text);
        });
        void tell({ about: 'metrics-wanted', question });
      });
    },
    ready: () => void tell({ about: 'ready' }),
  };
}
