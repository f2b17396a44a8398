import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import { createHttpServer } from '../http-server.ts';

const present = async () => {};
const away = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432'));

let database = present;
let broker = present;
let app: FastifyInstance;
beforeEach(() => {
  [database, broker] = [present, present];
  app = createHttpServer({
    logger: createLogger('test', 'silent'),
    metrics: createMetrics('test'),
    readiness: { database: () => database() },
    mayBeAway: { broker: () => broker() },
    details: { subgraphs: () => ['open'] },
    bodyLimit: 1_000,
  });
});
afterEach(() => app.close());

async function ready() {
  const answer = await app.inject('/health/ready');
  return [answer.statusCode, answer.json()];
}

const metrics = async () => (await app.inject('/metrics')).body;

it('is ready when all that it depends on answers', async () => {
  expect(await ready()).toEqual([200, { status: 'ok', checks: { database: 'ok', broker: 'ok' }, subgraphs: ['open'] }]);
});

it('is ready, and says that it is degraded, without what may be away', async () => {
  broker = away;
  expect(await ready()).toEqual([
    200,
    { status: 'degraded', checks: { database: 'ok', broker: 'failing' }, subgraphs: ['open'] },
  ]);
});

it('is not ready without what it cannot serve without', async () => {
  [database, broker] = [away, away];
  expect(await ready()).toMatchObject([503, { status: 'failing', checks: { database: 'failing', broker: 'failing' } }]);
});

it('counts what does not answer as away, not for ever', async () => {
  const { promise: hanging, resolve } = Promise.withResolvers<void>();
  database = () => hanging;
  expect(await ready()).toMatchObject([503, { status: 'failing', checks: { database: 'failing', broker: 'ok' } }]);
  resolve();
  expect(await ready()).toMatchObject([200, { status: 'ok' }]);
});

it('is not ready from the moment that it stops', async () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: checked, resolve: check } = Promise.withResolvers<void>();
  database = () => {
    ask();
    return checked;
  };
  const answer = ready();
  await asked;
  const closed = app.close();
  setImmediate(check);
  expect(await answer).toEqual([503, { status: 'stopping', checks: { database: 'ok', broker: 'ok' } }]);
  await closed;
});

it('tells in the metrics which of them answer', async () => {
  broker = away;
  expect(await metrics()).toMatch(/dependency_up\{dependency="database",service="test"\} 1\n/);
  expect(await metrics()).toMatch(/dependency_up\{dependency="broker",service="test"\} 0\n/);
  broker = present;
  expect(await metrics()).toMatch(/dependency_up\{dependency="broker",service="test"\} 1\n/);
});
