import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testEngines } from '#platform/testkit/engines.ts';
import { describeAccess } from './access-suite.ts';
import { describeBadInput } from './bad-input-suite.ts';
import { describeCheckout } from './checkout-suite.ts';
import { describeGuest } from './guest-suite.ts';
import { describeLive } from './live-suite.ts';
import { type DistributedGraph, startDistributed } from './start-distributed.ts';

let graph: DistributedGraph;

beforeAll(async () => {
  const { databaseUrl, amqpUrl, redisUrl } = testEngines();
  if (amqpUrl === undefined || redisUrl === undefined) throw new Error('RabbitMQ and Redis are needed');
  graph = await startDistributed({ databaseUrl, amqpUrl, redisUrl });
});

afterAll(async () => {
  await graph?.[Symbol.asyncDispose]();
});

describe('one process a service', () => {
  describeCheckout(() => graph);
  describeGuest(() => graph);
  describeLive(() => graph);
  describeAccess(() => graph);
  describeBadInput(() => graph);

  it('writes JSON logs with request and trace ids, and no secrets', () => {
    const lines = graph
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const operation = entries.find((entry) => entry['service'] === 'gateway' && entry['msg'] === 'operation');
    expect(operation?.['requestId']).toEqual(expect.any(String));
    expect(operation?.['traceId']).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
    expect(graph.output()).not.toContain('correct horse battery');
  });

  it('stops every service in order', async () => {
    await Promise.all([...graph.services.values()].map((service) => service.stop('SIGTERM')));
    for (const name of ['gateway', 'users', 'products', 'orders', 'payments', 'shipping', 'notifications']) {
      expect(graph.services.get(name)?.output()).toContain(`${name} has stopped`);
    }
  });
});
