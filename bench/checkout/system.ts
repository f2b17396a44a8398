import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RabbitMqEngine } from '../../tests/faults/engines/rabbitmq-engine.ts';
import { startEngines } from '../../tests/faults/engines/start-engines.ts';
import { type SupervisedService, superviseService } from '../../tests/faults/system/supervised-service.ts';
import { createVariables, type ServiceName, SUBGRAPHS } from '../../tests/faults/system/variables.ts';
import { freePorts } from '../../tests/system/free-ports.ts';
import { comeAfter } from './priority.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const FAKES = {
  'sandbox-provider': 'subgraphs/payments/sandbox-provider/main.ts',
  'carrier-simulator': 'subgraphs/shipping/carrier-simulator/main.ts',
} as const;

const scripts: Readonly<Record<ServiceName, string>> = {
  gateway: 'gateway/main.ts',
  ...(Object.fromEntries(SUBGRAPHS.map((name) => [name, `subgraphs/${name}/main.ts`])) as Record<
    (typeof SUBGRAPHS)[number],
    string
  >),
  ...FAKES,
};

export interface BenchedSystem extends AsyncDisposable {
  /** The gateway's address, without a path. */
  readonly url: string;
  readonly tokenSecret: string;
  readonly servicePids: ReadonlyMap<string, number>;
  /** What they start are their children. */
  readonly enginePids: ReadonlyMap<string, number>;
  readonly broker: RabbitMqEngine;
}

/**
 * Starts Agora as in production, a process per service over PostgreSQL, RabbitMQ and Redis of its own, on this machine.
 *
 * @param folder for data and logs
 * @param profileFolder where each service writes a CPU profile when it ends
 */
export async function startBenchedSystem(folder: string, profileFolder: string | undefined): Promise<BenchedSystem> {
  await using starting = new AsyncDisposableStack();
  const engines = starting.use(await startEngines(folder));
  const names = Object.keys(scripts) as ServiceName[];
  const firstPort = await freePorts(names.length);
  const portOf = (name: ServiceName) => String(firstPort + names.indexOf(name));
  const urlOf = (name: ServiceName) => `http://127.0.0.1:${portOf(name)}`;
  const [key, tokens, signing] = [1, 2, 3].map(() => randomBytes(32).toString('hex')) as [string, string, string];
  const addresses = {
    of: urlOf,
    portOf,
    databaseUrl: () => engines.postgres.url,
    amqpUrl: () => engines.rabbitmq.url,
    redisUrl: engines.redis.url,
  };
  const variables = createVariables({
    namespace: 'bench',
    folder,
    compileCache: join(folder, 'compile-cache'),
    addresses,
    secrets: { key, tokens, signing },
  });

  function environmentOf(name: ServiceName): NodeJS.ProcessEnv {
    // What a shop would set: customers have minutes to pay, and nobody reads a line for every request.
    const usual = { PAYMENT_DEADLINE_SECONDS: '900', LOG_LEVEL: 'warn' };
    if (name === 'gateway') return { ...variables.gateway(), ...usual };
    if (name === 'sandbox-provider') return { ...variables.sandboxProvider(), ...usual };
    if (name === 'carrier-simulator') return { ...variables.carrierSimulator(), ...usual, SHIPPING_SUCCESS_RATE: '1' };
    return { ...variables.subgraph(name), ...usual };
  }

  const services: SupervisedService[] = [];
  async function start(name: ServiceName): Promise<void> {
    const service = superviseService({
      name,
      sourceRoot: ROOT,
      script: scripts[name],
      nodeArguments: profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${join(profileFolder, name)}`],
      env: environmentOf(name),
      readyUrl: `${urlOf(name)}${name in FAKES ? '/health' : '/health/ready'}`,
      logFile: join(folder, `${name}.log`),
      enginesBackAt: () => 0,
    });
    services.push(starting.use(service));
    await service.untilReady();
  }
  await Promise.all(names.filter((name) => name !== 'gateway').map(start));
  await start('gateway');

  // A profile is written at an orderly end only.
  if (profileFolder !== undefined)
    starting.defer(() => Promise.all(services.map((service) => service.stop())).then(() => {}));
  const servicePids = new Map(services.map(({ name, pid }) => [name, pid()]));
  const enginePids = new Map([
    ['PostgreSQL', engines.postgres.pid()],
    ['RabbitMQ', engines.rabbitmq.pid()],
    ['Redis', engines.redis.pid()],
  ]);
  // As in docker-compose.yml: who has to be sent away hears it although all others have more to do than they can.
  const others = [...servicePids, ...enginePids].filter(([name]) => name !== 'gateway');
  comeAfter(others.map(([, pid]) => pid));
  const running = starting.move();
  return {
    url: urlOf('gateway'),
    tokenSecret: tokens,
    servicePids,
    enginePids,
    broker: engines.rabbitmq,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
