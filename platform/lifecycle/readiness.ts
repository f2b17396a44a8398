import { Gauge } from 'prom-client';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';

/** Says by rejecting that a dependency cannot be used now. */
export type ReadinessCheck = () => Promise<unknown>;

/** What a service depends on, by name. */
export interface Dependencies {
  /** Without one of these it cannot serve. */
  readiness: Record<string, ReadinessCheck>;
  /** Without these it serves less, or what it does has its effects later. */
  mayBeAway?: Record<string, ReadinessCheck>;
}

export interface Readiness {
  /** `degraded` serves, without something that may be away. */
  status: 'ok' | 'degraded' | 'failing';
  checks: Record<string, 'ok' | 'failing'>;
}

/** A dependency that has not answered by then counts as gone, in ms. */
const CHECK_TIMEOUT_MS = 1_000;

async function passes(check: ReadinessCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timed out')), CHECK_TIMEOUT_MS);
  });
  return Promise.race([check(), timeout])
    .then(
      () => true,
      () => false,
    )
    .finally(() => clearTimeout(timer));
}

/** Asks all dependencies at once. */
export async function checkReadiness({ readiness, mayBeAway = {} }: Dependencies): Promise<Readiness> {
  const checks = await Promise.all(
    Object.entries({ ...readiness, ...mayBeAway }).map(
      async ([name, check]) => [name, (await passes(check)) ? 'ok' : 'failing'] as const,
    ),
  );
  const failing = checks.filter(([, state]) => state === 'failing').map(([name]) => name);
  const status = failing.some((name) => name in readiness) ? 'failing' : failing.length > 0 ? 'degraded' : 'ok';
  return { status, checks: Object.fromEntries(checks) };
}

/** Adds which dependencies answer, asked when the metrics are read. */
export function observeDependencies({ registry }: Metrics, dependencies: Dependencies): void {
  new Gauge({
    name: 'dependency_up',
    help: '1 when a dependency answers, 0 when it does not.',
    labelNames: ['dependency'],
    // Of several processes, the one that is worst off.
    aggregator: 'min',
    registers: [registry],
    async collect() {
      const { checks } = await checkReadiness(dependencies);
      for (const [dependency, state] of Object.entries(checks)) this.set({ dependency }, state === 'ok' ? 1 : 0);
    },
  });
}
