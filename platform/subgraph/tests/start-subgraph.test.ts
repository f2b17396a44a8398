import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { defineMessage } from '#contracts/message-contract.ts';
import type { ServiceOverrides } from '#platform/lifecycle/service.ts';
import { type Consumer, consumerOf } from '#platform/messaging/consumer.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { customer, startTestSubgraph, type TestSubgraph } from '#platform/testkit/test-subgraph.ts';
import type { SubgraphContext } from '../graphql-handler.ts';
import { allow, staff } from '../shield.ts';
import { startSubgraph } from '../start-subgraph.ts';
import type { SubgraphConfig } from '../subgraph-config.ts';

/** A subgraph that has just enough to show what all have in common. */
function createFixture(gate: { arrived(): void; open: Promise<void> }, consumers: readonly Consumer[] = []) {
  return (config: SubgraphConfig, overrides: ServiceOverrides) =>
    startSubgraph<SubgraphContext>({
      name: 'fixture',
      folder: new URL('fixture/', import.meta.url),
      config,
      overrides,
      build: ({ database }) => ({
        resolvers: {
          Query: {
            hello: () => 'world',
            slow: async () => {
              gate.arrived();
              await gate.open;
              return 'at last';
            },
            secret: () => 'for staff',
            broken: () => {
              throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
            },
            stored: async () => (await database.query<{ one: number }>({ text: 'SELECT 1 AS one' })).rows[0]?.one,
            unnamed: () => 'no rule names me',
          },
          Thing: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `thing ${id}` }) },
        },
        permissions: {
          Query: { hello: allow, slow: allow, secret: staff, broken: allow, stored: allow },
          Thing: { '*': allow },
        },
        contextOf: (base) => base,
        consumers,
      }),
    });
}

const arrived = Promise.withResolvers<void>();
const opened = Promise.withResolvers<void>();
let fixture: TestSubgraph;

beforeAll(async () => {
  const gate = { arrived: arrived.resolve, open: opened.promise };
  fixture = await startTestSubgraph('fixture', createFixture(gate), {});
});

afterAll(async () => {
  opened.resolve();
  await fixture?.[Symbol.asyncDispose]();
});

describe('a subgraph', () => {
  it('answers what the gateway signed, and nobody else', async () => {
    expect(await fixture.query('{ hello }')).toEqual({ hello: 'world' });
    const unsigned = await fetch(`${fixture.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ hello }"}',
    });
    expect(unsigned.status).toBe(401);
    expect(await unsigned.text()).not.toContain('world');
  });

  it('denies what no rule names, and what a rule refuses', async () => {
    const asCustomer = await fixture.execute('{ secret unnamed }', {}, customer(uuidv7()));
    expect(asCustomer.data).toEqual({ secret: null, unnamed: null });
    expect(asCustomer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const asGuest = await fixture.execute('{ secret }');
    expect(asGuest.errors?.[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('tells clients nothing of what broke inside', async () => {
    const { errors } = await fixture.execute('{ broken }');
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        path: ['broken'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
  });

  it('resolves references for the gateway', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { name } } }';
    const { _entities } = await fixture.query(query, { r: [{ __typename: 'Thing', id: '1' }] });
    expect(_entities).toEqual([{ name: 'thing 1' }]);
  });

  it('says what it needs to be ready, and counts what it does', async () => {
    expect((await fetch(`${fixture.url}/health/live`)).status).toBe(200);
    await eventually('all is well', async () => {
      const answer = await fetch(`${fixture.url}/health/ready`);
      const checks = { database: 'ok', broker: 'ok', cache: 'ok' };
      expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', checks }]);
      return true;
    });
    const metrics = await (await fetch(`${fixture.url}/metrics`)).text();
    for (const name of [
      'http_request_duration_seconds_bucket',
      'graphql_operation_duration_seconds_bucket',
      'graphql_errors_total',
      'nodejs_eventloop_lag_seconds',
      'postgres_pool_connections',
      'dependency_up',
      'outbox_backlog',
      'parked_messages',
      'parked_oldest_seconds',
    ]) {
      expect(metrics).toContain(name);
    }
  });

  it('starts and serves while RabbitMQ and Redis are away, and says so; without its database it is not ready', async () => {
    const { databaseUrl, amqpUrl = '', redisUrl = '' } = testEngines();
    await using postgres = await openFaultyProxy(databaseUrl);
    await using rabbitmq = await openFaultyProxy(amqpUrl);
    await using redis = await openFaultyProxy(redisUrl);
    rabbitmq.refuse();
    redis.refuse();
    const create = createFixture({ arrived() {}, open: Promise.resolve() });
    const engines = { DATABASE_URL: postgres.url, AMQP_URL: rabbitmq.url, REDIS_URL: redis.url };
    await using alone = await startTestSubgraph(
      'fixture',
      (config: SubgraphConfig, { logger }: ServiceOverrides) =>
        create({ ...config, ...engines }, { ...(logger && { logger }) }),
      {},
    );
    expect(await alone.query('{ hello }')).toEqual({ hello: 'world' });
    const ready = () => fetch(`${alone.url}/health/ready`);
    await eventually('it says what is away', async () => {
      const degraded = await ready();
      const checks = { database: 'ok', broker: 'failing', cache: 'failing' };
      expect([degraded.status, await degraded.json()]).toEqual([200, { status: 'degraded', checks }]);
      return true;
    });
    postgres.refuse();
    const failing = await ready();
    expect([failing.status, await failing.json()]).toMatchObject([503, { checks: { database: 'failing' } }]);
    expect(await alone.execute('{ hello stored }')).toMatchObject({
      data: { hello: 'world', stored: null },
      errors: [{ path: ['stored'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    });
    const metrics = await (await fetch(`${alone.url}/metrics`)).text();
    expect(metrics).toContain('dependency_up{dependency="database",service="fixture"} 0\n');
    expect(metrics).not.toMatch(/^(outbox|parked)_\w+\{/m);
    for (const proxy of [postgres, rabbitmq, redis]) proxy.restore();
    await eventually('all is well', async () => (await (await ready()).json()).status === 'ok');
  });

  it('does not start when it consumes what contracts/subscriptions.ts does not say', async () => {
    const unnamed = consumerOf(defineMessage('tests.unnamed.v1', {}), { async apply() {} });
    const create = createFixture({ arrived() {}, open: Promise.resolve() }, [unnamed]);
    const started = startTestSubgraph('fixture', create, {}).then((wrong) => wrong[Symbol.asyncDispose]());
    await expect(started).rejects.toThrow('fixture is without tests.unnamed.v1');
  });

  it('answers the request in hand before it stops', async () => {
    const answer = fixture.query('{ slow }');
    await arrived.promise;
    const stopped = fixture[Symbol.asyncDispose]();
    opened.resolve();
    expect(await answer).toEqual({ slow: 'at last' });
    await stopped;
    await expect(fetch(`${fixture.url}/health/live`)).rejects.toThrow();
  });
});
