import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FaultyProxy, openFaultyProxy } from '#platform/testkit/faulty-proxy.ts';
import { freePorts } from '../../system/free-ports.ts';
import type { FaultyEngines } from '../engines/start-engines.ts';
import { openPostgresProxy, type PostgresProxy } from '../postgres-proxy/open-postgres-proxy.ts';
import { type Restart, type SupervisedService, superviseService } from './supervised-service.ts';
import {
  type Addresses,
  createVariables,
  type Secrets,
  type ServiceName,
  SUBGRAPHS,
  type Subgraph,
} from './variables.ts';

/** Agora as it is run in production: a process per service, over engines that all share. */
export interface FaultySystem extends AsyncDisposable {
  namespace: string;
  /** What the services print and keep in files. */
  folder: string;
  /** What Node has compiled of all that it loads; systems of one run share it. */
  compileCache: string;
  urlOf(name: ServiceName): string;
  secrets: Secrets;
  services: ReadonlyMap<ServiceName, SupervisedService>;
  service(name: ServiceName): SupervisedService;
  /** Between each service and PostgreSQL. */
  postgres: ReadonlyMap<Subgraph, PostgresProxy>;
  /** Between each service and RabbitMQ. */
  amqp: ReadonlyMap<Subgraph | 'gateway', FaultyProxy>;
  /** The environment that a service was started with. */
  environmentOf(name: ServiceName): NodeJS.ProcessEnv;
  /** Notes that all services have what they need again: the time that they take to be ready counts from here. */
  enginesAreBack(): void;
  restarts(): Restart[];
  untilReady(): Promise<void>;
}

const ALL: readonly ServiceName[] = ['gateway', ...SUBGRAPHS, 'sandbox-provider', 'carrier-simulator'];

const scriptOf = (name: ServiceName): string => {
  if (name === 'gateway') return 'gateway/main.ts';
  if (name === 'sandbox-provider') return 'subgraphs/payments/sandbox-provider/main.ts';
  if (name === 'carrier-simulator') return 'subgraphs/shipping/carrier-simulator/main.ts';
  return `subgraphs/${name}/main.ts`;
};

const isOutside = (name: ServiceName) => name === 'sandbox-provider' || name === 'carrier-simulator';

/**
 * Starts every service as a process of its own, in a namespace of its own, with proxies before the engines.
 *
 * @param sourceRoot a copy of the repository, that may have been changed
 * @param folder is made; logs and journals lie there
 */
export async function startSystem(engines: FaultyEngines, sourceRoot: string, folder: string): Promise<FaultySystem> {
  await using starting = new AsyncDisposableStack();
  mkdirSync(folder);
  const firstPort = await freePorts(ALL.length);
  const portOf = (name: ServiceName) => String(firstPort + ALL.indexOf(name));
  const urlOf = (name: ServiceName) => `http://127.0.0.1:${portOf(name)}`;
  const namespace = `faults_${randomBytes(4).toString('hex')}`;
  const [key, tokens, signing] = [1, 2, 3].map(() => randomBytes(32).toString('hex')) as [string, string, string];
  const secrets = { key, tokens, signing };

  const postgres = new Map<Subgraph, PostgresProxy>();
  const amqp = new Map<Subgraph | 'gateway', FaultyProxy>();
  for (const name of SUBGRAPHS) postgres.set(name, starting.use(await openPostgresProxy(engines.postgres.url)));
  for (const name of [...SUBGRAPHS, 'gateway'] as const) {
    amqp.set(name, starting.use(await openFaultyProxy(engines.rabbitmq.url)));
  }

  const addresses: Addresses = {
    of: urlOf,
    portOf,
    databaseUrl: (name) => postgres.get(name)?.url ?? '',
    amqpUrl: (name) => amqp.get(name)?.url ?? '',
    redisUrl: engines.redis.url,
  };
  const compileCache = join(dirname(folder), 'compile-cache');
  const variables = createVariables({ namespace, folder, compileCache, addresses, secrets });
  const environmentOf = (name: ServiceName): NodeJS.ProcessEnv => {
    if (name === 'gateway') return variables.gateway();
    if (name === 'sandbox-provider') return variables.sandboxProvider();
    if (name === 'carrier-simulator') return variables.carrierSimulator();
    return variables.subgraph(name);
  };

  let backAt = 0;
  const services = new Map<ServiceName, SupervisedService>();
  const start = (name: ServiceName) => {
    const service = superviseService({
      name,
      sourceRoot,
      script: scriptOf(name),
      env: environmentOf(name),
      readyUrl: `${urlOf(name)}${isOutside(name) ? '/health' : '/health/ready'}`,
      logFile: join(folder, `${name}.log`),
      enginesBackAt: () => backAt,
    });
    services.set(name, starting.use(service));
  };
  const untilReady = async () => {
    await Promise.all([...services.values()].map((service) => service.untilReady()));
  };
  for (const name of ALL) start(name);
  await untilReady();
  for (const service of services.values()) service.keepCompiled();

  const service = (name: ServiceName) => {
    const found = services.get(name);
    if (found === undefined) throw new Error(`there is no service ${name}`);
    return found;
  };
  const running = starting.move();
  return {
    namespace,
    folder,
    compileCache,
    urlOf,
    secrets,
    services,
    service,
    postgres,
    amqp,
    environmentOf,
    enginesAreBack() {
      backAt = Date.now();
    },
    restarts: () => [...services.values()].flatMap(({ restarts }) => restarts),
    untilReady,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
