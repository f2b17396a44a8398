import { describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import { createHttpServer, listen } from '../http-server.ts';
import type { ShortLane } from '../short-lane.ts';

/** Answers `/lane` itself, and hands `/back` back. */
const lane: ShortLane = (request, response, server) => {
  if (request.url === '/back') setImmediate(() => server.handBack(request, response));
  else if (request.url === '/lane') response.end('lane');
  else return false;
  return true;
};

async function start() {
  const logger = createLogger('test', 'silent');
  const app = createHttpServer({ logger, metrics: createMetrics('test'), readiness: {}, bodyLimit: 1_000, lane });
  app.get('/back', async () => 'fastify');
  app.get('/lane', async () => 'fastify');
  return { app, url: await listen(app, '127.0.0.1', 0) };
}

describe('a short lane', () => {
  it('comes before the routes, which answer what it leaves and hands back', async () => {
    const { app, url } = await start();
    const answers = ['/lane', '/back', '/health/live', '/nowhere'].map(async (path) => {
      const response = await fetch(url + path);
      return [response.status, await response.text()];
    });
    expect(await Promise.all(answers)).toEqual([
      [200, 'lane'],
      [200, 'fastify'],
      [200, '{"status":"ok"}'],
      [404, expect.any(String)],
    ]);
    await app.close();
  });

  it('keeps the times that a server of fastify’s has', async () => {
    const { app } = await start();
    expect([app.server.keepAliveTimeout, app.server.requestTimeout]).toEqual([72_000, 30_000]);
    await app.close();
  });
});
