import { randomBytes } from 'node:crypto';
import { dropNamespace } from './drop-namespace.ts';
import { freePorts } from './free-ports.ts';
import { createGraphClient } from './graph-client.ts';
import { type RunningGraph, TEST_VARIABLES } from './running-graph.ts';
import { type Started, spawnNpm } from './spawn-npm.ts';

export const SUBGRAPHS = ['users', 'products', 'orders', 'payments', 'shipping', 'notifications'];

export interface DistributedGraph extends RunningGraph {
  /** The services' processes, by name. */
  services: Map<string, Started>;
  /** Goes before the names of databases, queues and keys. */
  namespace: string;
  /** Where a service answers, without a path. */
  urlOf(name: string): string;
  /** Starts a service that has ended, with the environment that it had, and waits until it is ready. */
  startAgain(name: string): Promise<void>;
}

export interface TestedEngines {
  databaseUrl: string;
  amqpUrl: string;
  redisUrl: string;
}

/**
 * Every service as a process of its own by its npm script, on the PostgreSQL, RabbitMQ and Redis that the tests were given,
 * in a namespace that is dropped at the end.
 *
 * @param variables for all services, in the place of those that system tests run with
 */
export async function startDistributed(
  engines: TestedEngines,
  variables: Record<string, string> = {},
): Promise<DistributedGraph> {
  await using resources = new AsyncDisposableStack();
  const port = await freePorts(12);
  const url = (step: number) => `http://127.0.0.1:${port + step}`;
  const stepOf = (name: string) => SUBGRAPHS.indexOf(name) + 1;
  const namespace = `test_${randomBytes(6).toString('hex')}`;
  const key = randomBytes(32).toString('hex');
  resources.defer(() => dropNamespace(namespace, engines));

  const services = new Map<string, Started>();
  const starts = new Map<string, () => Promise<void>>();
  async function start(name: string, env: Record<string, string>, health: string) {
    const begin = async () => {
      services.set(name, await spawnNpm({ script: `start:${name}`, env, up: { answers: health } }));
    };
    starts.set(name, begin);
    resources.defer(() => services.get(name)?.stop());
    await begin();
  }

  const provider = {
    ...TEST_VARIABLES,
    ...variables,
    PORT: String(port + 10),
    API_KEY: key,
    WEBHOOK_URL: `${url(stepOf('payments'))}/webhooks/payments`,
    WEBHOOK_SECRET: key,
  };
  const carrier = {
    ...TEST_VARIABLES,
    ...variables,
    PORT: String(port + 11),
    API_KEY: key,
    WEBHOOK_URL: `${url(stepOf('shipping'))}/webhooks/carrier`,
    WEBHOOK_SECRET: key,
  };
  await Promise.all([
    start('sandbox-provider', provider, `${url(10)}/health`),
    start('carrier-simulator', carrier, `${url(11)}/health`),
  ]);

  const shared = {
    ...TEST_VARIABLES,
    ...variables,
    NAMESPACE: namespace,
    DEMO_DATA: '1',
    DATABASE_URL: engines.databaseUrl,
    AMQP_URL: engines.amqpUrl,
    REDIS_URL: engines.redisUrl,
    GATEWAY_SIGNING_SECRET: randomBytes(32).toString('hex'),
    TOKEN_SIGNING_SECRET: randomBytes(32).toString('hex'),
    PRODUCTS_URL: `${url(stepOf('products'))}/graphql`,
    PAYMENT_PROVIDER_URL: url(10),
    PAYMENT_PROVIDER_API_KEY: key,
    PAYMENT_WEBHOOK_SECRET: key,
    CARRIER_URL: url(11),
    CARRIER_API_KEY: key,
    CARRIER_WEBHOOK_SECRET: key,
  };
  await Promise.all(
    SUBGRAPHS.map((name) =>
      start(name, { ...shared, PORT: String(port + stepOf(name)) }, `${url(stepOf(name))}/health/ready`),
    ),
  );
  const subgraphUrls = SUBGRAPHS.map((name) => [`SUBGRAPH_URL_${name.toUpperCase()}`, `${url(stepOf(name))}/graphql`]);
  const gateway = {
    ...shared,
    ...Object.fromEntries(subgraphUrls),
    PORT: String(port),
    USERS_JWKS_URL: `${url(stepOf('users'))}/.well-known/jwks.json`,
  };
  await start('gateway', gateway, `${url(0)}/health/ready`);

  const owned = resources.move();
  return {
    services,
    namespace,
    urlOf: (name) => url(stepOf(name)),
    async startAgain(name) {
      await starts.get(name)?.();
    },
    client: createGraphClient(url(0)),
    provider: { url: url(10), apiKey: key },
    output: () => [...services.values()].map((service) => service.output()).join('\n'),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
