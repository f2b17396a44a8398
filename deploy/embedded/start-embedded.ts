import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryCache } from '#platform/cache/memory-cache.ts';
import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import { createEmbeddedBroker } from '#platform/messaging/embedded/create-embedded-broker.ts';
import { subscribedTypes } from '#platform/messaging/subscribed-types.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import { startEmbeddedPostgres } from '#platform/postgres/embedded/start-embedded-postgres.ts';
import { provisionDatabase } from '#platform/postgres/provision.ts';
import { createGateway } from '../../gateway/service.ts';
import { createNotifications } from '../../subgraphs/notifications/service.ts';
import { createOrders } from '../../subgraphs/orders/service.ts';
import { createPayments } from '../../subgraphs/payments/service.ts';
import { createProducts } from '../../subgraphs/products/service.ts';
import { createShipping } from '../../subgraphs/shipping/service.ts';
import { createUsers } from '../../subgraphs/users/service.ts';
import { addressesFrom } from './addresses.ts';
import { checkPorts } from './check-ports.ts';
import type { EmbeddedConfig } from './config.ts';
import { readOrMakeSecrets } from './secrets.ts';
import { readServiceConfigs } from './service-configs.ts';
import { startSandboxes } from './start-sandboxes.ts';

export interface EmbeddedGraph extends AsyncDisposable {
  gateway: Service;
  subgraphs: readonly Service[];
  /** Resolves, with a sentence, when one of its engines or sandboxes has ended by itself. */
  lost: Promise<string>;
}

/**
 * Runs the whole graph in this process, on engines that it brings along: PostgreSQL from npm as a child process, the
 * broker in a database of that PostgreSQL, the cache in memory; payment provider and carrier as child processes.
 * Everything that lasts lies in the state folder.
 *
 * @param env passed on to every service's own configuration, beneath what this way of running fixes
 * @throws ConfigError before anything is started when a variable is wrong or a port is taken
 */
export async function startEmbedded(
  config: EmbeddedConfig,
  env: NodeJS.ProcessEnv,
  createServiceLogger: (service: string) => Logger,
): Promise<EmbeddedGraph> {
  const logger = createServiceLogger('embedded');
  await using resources = new AsyncDisposableStack();

  const addresses = addressesFrom(config.PORT);
  const secrets = readOrMakeSecrets(config.STATE_FOLDER);
  const configs = readServiceConfigs(env, addresses, secrets);
  await checkPorts(config.HOST, addresses.ports);

  const folder = join(config.STATE_FOLDER, 'postgres');
  const postgres = resources.use(await startEmbeddedPostgres({ folder, logger }));
  const sandboxes = resources.use(
    await startSandboxes({ addresses, secrets, stateFolder: config.STATE_FOLDER, env, logger }),
  );
  const DATABASE_URL = postgres.url;
  // For `npm run messages`, which has to find it.
  writeFileSync(join(config.STATE_FOLDER, 'database-url'), DATABASE_URL, { mode: 0o600 });
  const brokerDatabase = resources.use(
    createDatabase({
      url: await provisionDatabase({ serverUrl: DATABASE_URL, name: 'agora_broker', secret: secrets.gatewaySigning }),
      logger,
      maxConnections: 20,
    }),
  );
  const broker = resources.use(
    await createEmbeddedBroker({ database: brokerDatabase, subscribed: subscribedTypes, logger }),
  );
  const cache = resources.use(createMemoryCache());
  const overridesOf = (name: string): ServiceOverrides => ({ broker, cache, logger: createServiceLogger(name) });

  // One that fails must not leave the others behind: each is owned as soon as it is up.
  const outcomes = await Promise.allSettled([
    createUsers({ ...configs.users, DATABASE_URL }, overridesOf('users')),
    createProducts({ ...configs.products, DATABASE_URL }, overridesOf('products')),
    createOrders({ ...configs.orders, DATABASE_URL }, overridesOf('orders')),
    createPayments({ ...configs.payments, DATABASE_URL }, overridesOf('payments')),
    createShipping({ ...configs.shipping, DATABASE_URL }, overridesOf('shipping')),
    createNotifications({ ...configs.notifications, DATABASE_URL }, overridesOf('notifications')),
  ]);
  const subgraphs: Service[] = [];
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') subgraphs.push(resources.use(outcome.value));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  const gateway = resources.use(await createGateway(configs.gateway, overridesOf('gateway')));

  const owned = resources.move();
  return {
    gateway,
    subgraphs,
    lost: Promise.race([postgres.lost, sandboxes.lost]),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
