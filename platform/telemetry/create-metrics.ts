import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '#platform/postgres/database.ts';

/** From a local cache hit to the longest deadline, in seconds. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What one service counts; served at /metrics. Rate, errors and duration of everything that comes in. */
export interface Metrics {
  registry: Registry;
  /** Labels: method, route, status. */
  httpSeconds: Histogram;
  /** Labels: operation (query, mutation, subscription), outcome (ok, error). */
  operationSeconds: Histogram;
  /** Labels: type, outcome (applied, parked, dead-lettered). */
  messageSeconds: Histogram;
  /** Labels: code. Errors that clients got. */
  errors: Counter;
}

/** A registry of the service's own, so that several services fit into one process; with Node's event loop, heap and GC. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the first byte in to the last byte out.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    operationSeconds: new Histogram({
      name: 'graphql_operation_duration_seconds',
      help: 'Time to execute an operation.',
      labelNames: ['operation', 'outcome'],
      buckets: SECONDS,
      registers,
    }),
    messageSeconds: new Histogram({
      name: 'message_duration_seconds',
      help: 'Time to handle a message, retries included.',
      labelNames: ['type', 'outcome'],
      buckets: SECONDS,
      registers,
    }),
    errors: new Counter({
      name: 'graphql_errors_total',
      help: 'Errors in answers, by code.',
      labelNames: ['code'],
      registers,
    }),
  };
}

/**
 * Adds gauges that are made of one reading, whenever the metrics are read. Those that cannot be read now are left out: the
 * others, which say why, are answered all the same.
 */
export function observeReading<Reading>(
  { registry }: Metrics,
  read: () => Promise<Reading>,
  gauges: readonly { name: string; help: string; tell(reading: Reading): number }[],
): void {
  let reading: Promise<Reading | undefined> | undefined;
  // All gauges are collected at once.
  function readOnce(): Promise<Reading | undefined> {
    reading ??= read()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  }
  for (const { name, help, tell } of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const now = await readOnce();
        if (now === undefined) this.remove();
        else this.set(tell(now));
      },
    });
  }
}

/** Adds the state of a service's connection pool and of its outbox, both read when the metrics are. */
export function observeDatabase(
  metrics: Metrics,
  database: Database,
  backlog: (database: Database) => Promise<{ rows: number; oldestSeconds: number }>,
): void {
  new Gauge({
    name: 'postgres_pool_connections',
    help: 'Connections by state; waiting are callers without one.',
    labelNames: ['state'],
    registers: [metrics.registry],
    collect() {
      for (const [state, count] of Object.entries(database.poolSize())) this.set({ state }, count);
    },
  });
  observeReading(metrics, () => backlog(database), [
    {
      name: 'outbox_backlog',
      help: 'Messages that await publication.',
      tell: ({ rows }) => rows,
    },
    {
      name: 'outbox_oldest_seconds',
      help: 'Age of the oldest message that awaits publication.',
      tell: ({ oldestSeconds }) => oldestSeconds,
    },
  ]);
}
