// Run by workers-fleet.test.ts: workers that answer with their process id, and can be made unable to start.
import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Counter } from 'prom-client';
import { createHttpServer, listen } from '#platform/lifecycle/http-server.ts';
import { runService } from '#platform/lifecycle/run-service.ts';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import { joinFleet } from '../workers/fleet.ts';
import { handOver } from '../workers/hand-over.ts';
import { runWorkers } from '../workers/run-workers.ts';

const { WORKERS = '2', PORT = '0', BROKEN = '', HAND_OVER_MS } = process.env;

if (cluster.isPrimary) await runWorkers(Number(WORKERS), 'info');
else {
  const fleet = joinFleet();
  await runService(async () => {
    if (existsSync(BROKEN)) throw new Error('it is broken');
    const logger = createLogger('worker', 'info');
    const metrics = createMetrics('worker');
    const registers = [metrics.registry];
    const answers = new Counter({ name: 'answers_total', help: 'Answers.', labelNames: ['slow'], registers });
    const app = createHttpServer({
      logger,
      metrics,
      readiness: {},
      bodyLimit: 1_000,
      metricsText: () => fleet.metricsText(),
    });
    app.get<{ Querystring: { ms?: string } }>('/pid', async ({ query: { ms = '0' } }) => {
      if (ms !== '0') logger.info(`asked for ${ms} ms`);
      await delay(Number(ms));
      answers.inc({ slow: String(ms !== '0') });
      return { pid: process.pid };
    });
    const url = await listen(app, '127.0.0.1', Number(PORT));
    logger.info({ url }, 'a worker is up');
    fleet.ready();
    await using owned = new AsyncDisposableStack();
    owned.use(fleet.share(metrics.registry));
    owned.defer(() => app.close());
    owned.defer(() => handOver(app, HAND_OVER_MS === undefined ? undefined : Number(HAND_OVER_MS)));
    const resources = owned.move();
    return { name: 'worker', url, [Symbol.asyncDispose]: () => resources.disposeAsync() };
  });
}
