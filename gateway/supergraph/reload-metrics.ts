import { createHash } from 'node:crypto';
import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';

/** What came of another supergraph: it is served; it is broken; another one came before it could be served. */
export type ReloadOutcome = 'loaded' | 'refused' | 'overtaken';

/** Names a supergraph in logs and metrics. */
export const hashOf = (sdl: string): string => createHash('sha256').update(sdl).digest('hex').slice(0, 12);

/** Counts reloads, and tells which supergraph is served since when. */
export function createReloadMetrics({ registry }: Metrics) {
  const reloads = new Counter({
    name: 'supergraph_reloads_total',
    help: 'Supergraphs that came after the first one, by what came of them.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const loaded = new Gauge({
    name: 'supergraph_loaded',
    help: 'Processes that serve the supergraph of this hash.',
    labelNames: ['hash'],
    registers: [registry],
  });
  const since = new Gauge({
    name: 'supergraph_loaded_timestamp_seconds',
    help: 'When the supergraph that is served was loaded.',
    aggregator: 'max',
    registers: [registry],
  });
  return {
    count: (outcome: ReloadOutcome) => reloads.inc({ outcome }),
    serves(sdl: string) {
      loaded.reset();
      loaded.set({ hash: hashOf(sdl) }, 1);
      since.setToCurrentTime();
    },
  };
}
