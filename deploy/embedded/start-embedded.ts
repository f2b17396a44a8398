import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryCache } from '#platform/cache/memory-cache.ts';
import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import { createEmbeddedBroker } from '#platform/messaging/embedded/create-embedded-broker.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import { startEmbeddedPostgres } from '#platform/postgres/embedded/start-embedded-postgres.ts';
import { provisionDatabase } from '#platform/postgres/provision.ts';
import { readGatewayConfig } from '../../gateway/config.ts';
import { createGateway } from '../../gateway/service.ts';
import { readNotificationsConfig } from '../../subgraphs/notifications/config.ts';
import { createNotifications } from '../../subgraphs/notifications/service.ts';
import { readOrdersConfig } from '../../subgraphs/orders/config.ts';
import { createOrders } from '../../subgraphs/orders/service.ts';
import { readPaymentsConfig } from '../../subgraphs/payments/config.ts';
import { createPayments } from '../../subgraphs/payments/service.ts';
import { readProductsConfig } from '../../subgraphs/products/config.ts';
import { createProducts } from '../../subgraphs/products/service.ts';
import { readShippingConfig } from '../../subgraphs/shipping/config.ts';
import { createShipping } from '../../subgraphs/shipping/service.ts';
import { readUsersConfig } from '../../subgraphs/users/config.ts';
import { createUsers } from '../../subgraphs/users/service.ts';
import { checkPorts } from './check-ports.ts';
import type { EmbeddedConfig } from './config.ts';
import { readOrMakeSecrets } from './secrets.ts';
import { startSandbox } from './start-sandbox.ts';

/** Where each part listens, as steps from the gateway's port. */
const PORT_STEPS = {
  gateway: 0,
  users: 1,
  products: 2,
  orders: 3,
  payments: 4,
  shipping: 5,
  notifications: 6,
  provider: 10,
  carrier: 11,
};

export interface EmbeddedGraph extends AsyncDisposable {
  gateway: Service;
  subgraphs: readonly Service[];
}

/**
 * Runs the whole graph in this process, on engines that it brings along: PostgreSQL from npm as a child process, the
 * broker in a database of that PostgreSQL, the cache in memory; payment provider and carrier as child processes.
 * Everything that lasts lies in the state folder.
 *
 * @param env passed on to every service's own configuration, beneath what this way of running fixes
 */
export async function startEmbedded(
  config: EmbeddedConfig,
  env: NodeJS.ProcessEnv,
  createServiceLogger: (service: string) => Logger,
): Promise<EmbeddedGraph> {
  const logger = createServiceLogger('embedded');
  await using resources = new AsyncDisposableStack();
  mkdirSync(config.STATE_FOLDER, { recursive: true });

  const ports = Object.values(PORT_STEPS).map((step) => config.PORT + step);
  await checkPorts(config.HOST, ports);
  const folder = join(config.STATE_FOLDER, 'postgres');
  const postgres = resources.use(await startEmbeddedPostgres({ folder, logger }));
  const secrets = readOrMakeSecrets(config.STATE_FOLDER);
  const portOf = (part: keyof typeof PORT_STEPS) => String(config.PORT + PORT_STEPS[part]);
  const urlOf = (part: keyof typeof PORT_STEPS) => `http://127.0.0.1:${portOf(part)}`;

  resources.use(
    await startSandbox({
      name: 'payment provider',
      program: 'subgraphs/payments/sandbox-provider/main.ts',
      logger,
      env: {
        PORT: portOf('provider'),
        API_KEY: secrets.provider,
        JOURNAL_FILE: join(config.STATE_FOLDER, 'payment-provider.journal'),
      },
    }),
  );
  resources.use(
    await startSandbox({
      name: 'carrier',
      program: 'subgraphs/shipping/carrier-simulator/main.ts',
      logger,
      env: {
        PORT: portOf('carrier'),
        API_KEY: secrets.carrier,
        WEBHOOK_URL: `${urlOf('shipping')}/webhooks/carrier`,
        WEBHOOK_SECRET: secrets.carrierWebhook,
        JOURNAL_FILE: join(config.STATE_FOLDER, 'carrier.journal'),
        SHIPPING_SUCCESS_RATE: env['SHIPPING_SUCCESS_RATE'] ?? '',
        DISPATCH_DELAY_MS: env['DISPATCH_DELAY_MS'] ?? '',
      },
    }),
  );

  const brokerDatabase = createDatabase({
    url: await provisionDatabase({ serverUrl: postgres.url, name: 'agora_broker', secret: secrets.gatewaySigning }),
    logger,
    maxConnections: 20,
  });
  resources.use(brokerDatabase);
  const broker = resources.use(await createEmbeddedBroker({ database: brokerDatabase, logger }));
  const cache = resources.use(createMemoryCache());

  const shared = {
    ...env,
    DATABASE_URL: postgres.url,
    AMQP_URL: undefined,
    REDIS_URL: undefined,
    NAMESPACE: 'agora',
    GATEWAY_SIGNING_SECRET: secrets.gatewaySigning,
  };
  const overridesOf = (name: string): ServiceOverrides => ({ broker, cache, logger: createServiceLogger(name) });

  const starting = [
    createUsers(
      readUsersConfig({ ...shared, PORT: portOf('users'), TOKEN_SIGNING_SECRET: secrets.tokenSigning }),
      overridesOf('users'),
    ),
    createProducts(readProductsConfig({ ...shared, PORT: portOf('products') }), overridesOf('products')),
    createOrders(
      readOrdersConfig({ ...shared, PORT: portOf('orders'), PRODUCTS_URL: `${urlOf('products')}/graphql` }),
      overridesOf('orders'),
    ),
    createPayments(
      readPaymentsConfig({
        ...shared,
        PORT: portOf('payments'),
        PAYMENT_PROVIDER_URL: urlOf('provider'),
        PAYMENT_PROVIDER_API_KEY: secrets.provider,
      }),
      overridesOf('payments'),
    ),
    createShipping(
      readShippingConfig({
        ...shared,
        PORT: portOf('shipping'),
        CARRIER_URL: urlOf('carrier'),
        CARRIER_API_KEY: secrets.carrier,
        CARRIER_WEBHOOK_SECRET: secrets.carrierWebhook,
      }),
      overridesOf('shipping'),
    ),
    createNotifications(
      readNotificationsConfig({ ...shared, PORT: portOf('notifications') }),
      overridesOf('notifications'),
    ),
  ];
  // One that fails must not leave the others behind: each is owned as soon as it is up.
  const outcomes = await Promise.allSettled(starting);
  const subgraphs: Service[] = [];
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') subgraphs.push(resources.use(outcome.value));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;

  const gateway = resources.use(
    await createGateway(
      readGatewayConfig({
        ...shared,
        PORT: portOf('gateway'),
        USERS_JWKS_URL: `${urlOf('users')}/.well-known/jwks.json`,
        ...Object.fromEntries(
          subgraphs.map(({ name, url }) => [`SUBGRAPH_URL_${name.toUpperCase()}`, `${url}/graphql`]),
        ),
      }),
      overridesOf('gateway'),
    ),
  );
  const owned = resources.move();
  return { gateway, subgraphs, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
