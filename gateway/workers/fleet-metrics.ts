import type { Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import type { FromPrimary, MetricList } from './messages.ts';

/** A worker that has not told its metrics by then is counted with what it told before, in ms. */
const TELL_TIMEOUT_MS = 1_000;

/** What goes on counting when the process that counted has ended; a gauge of it means nothing any more. */
const isLasting = ({ type }: MetricList[number]) => ['counter', 'histogram'].includes(String(type));

const sumOf = (lists: readonly MetricList[]) => AggregatorRegistry.aggregate([...lists]);

/**
 * The metrics of all workers, summed up in the primary. prom-client's own way asks workers that are still starting, for 5 s,
 * and forgets what those have counted that ended: sums that fall look like restarts to Prometheus.
 */
export function createFleetMetrics() {
  /** Of the workers that run, as they told them last. */
  const told = new Map<Worker, MetricList>();
  /** Resolve when a worker has told again. */
  const awaited = new Map<Worker, () => void>();
  /** Of those that have ended. */
  let kept: Promise<MetricList> = Promise.resolve([]);
  let collecting: Promise<string> | undefined;

  function ask(worker: Worker): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, TELL_TIMEOUT_MS);
      function done() {
        clearTimeout(timer);
        awaited.delete(worker);
        resolve();
      }
      awaited.set(worker, done);
      if (worker.isConnected()) worker.send({ about: 'tell-metrics' } satisfies FromPrimary);
      else done();
    });
  }

  async function collect(workers: readonly Worker[]): Promise<string> {
    await Promise.all(workers.map(ask));
    const [past, present] = [kept, [...told.values()]];
    return sumOf([await past, ...present]).metrics();
  }

  return {
    /** Takes what a worker tells. */
    hear(worker: Worker, metrics: MetricList) {
      told.set(worker, metrics);
      awaited.get(worker)?.();
    },
    /** Keeps what a worker counted that has ended; what it counted after it told last is lost. */
    keep(worker: Worker) {
      const last = told.get(worker);
      told.delete(worker);
      awaited.get(worker)?.();
      if (last === undefined) return;
      const lasting = last.filter(isLasting);
      kept = kept.then(async (before) => (await sumOf([before, lasting]).getMetricsAsJSON()) as MetricList);
    },
    /** The metrics of all as text; whoever asks meanwhile gets the same. @param workers those that answer requests */
    text(workers: readonly Worker[]): Promise<string> {
      collecting ??= collect(workers).finally(() => {
        collecting = undefined;
      });
      return collecting;
    },
  };
}
