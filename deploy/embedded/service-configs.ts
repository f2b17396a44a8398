import { readGatewayConfig } from '../../gateway/config.ts';
import { readNotificationsConfig } from '../../subgraphs/notifications/config.ts';
import { readOrdersConfig } from '../../subgraphs/orders/config.ts';
import { readPaymentsConfig } from '../../subgraphs/payments/config.ts';
import { readProductsConfig } from '../../subgraphs/products/config.ts';
import { readShippingConfig } from '../../subgraphs/shipping/config.ts';
import { readUsersConfig } from '../../subgraphs/users/config.ts';
import type { Addresses } from './addresses.ts';
import type { Secrets } from './secrets.ts';

const SUBGRAPHS = ['users', 'products', 'orders', 'payments', 'shipping', 'notifications'] as const;

/**
 * Reads every service's configuration as it would itself, with what this way of running fixes put in. DATABASE_URL is a
 * place holder: PostgreSQL is started, and gets its address, only once all variables are known to be right.
 *
 * @throws ConfigError naming the variable
 */
export function readServiceConfigs(env: NodeJS.ProcessEnv, { portOf, urlOf }: Addresses, secrets: Secrets) {
  const shared = {
    ...env,
    DATABASE_URL: 'postgres://not-started-yet/postgres',
    AMQP_URL: undefined,
    REDIS_URL: undefined,
    NAMESPACE: 'agora',
    GATEWAY_SIGNING_SECRET: secrets.gatewaySigning,
  };
  const subgraphUrls = SUBGRAPHS.map((name) => [`SUBGRAPH_URL_${name.toUpperCase()}`, `${urlOf(name)}/graphql`]);
  return {
    users: readUsersConfig({ ...shared, PORT: portOf('users'), TOKEN_SIGNING_SECRET: secrets.tokenSigning }),
    products: readProductsConfig({ ...shared, PORT: portOf('products') }),
    orders: readOrdersConfig({ ...shared, PORT: portOf('orders'), PRODUCTS_URL: `${urlOf('products')}/graphql` }),
    payments: readPaymentsConfig({
      ...shared,
      PORT: portOf('payments'),
      PAYMENT_PROVIDER_URL: urlOf('provider'),
      PAYMENT_PROVIDER_API_KEY: secrets.provider,
      PAYMENT_WEBHOOK_SECRET: secrets.providerWebhook,
    }),
    shipping: readShippingConfig({
      ...shared,
      PORT: portOf('shipping'),
      CARRIER_URL: urlOf('carrier'),
      CARRIER_API_KEY: secrets.carrier,
      CARRIER_WEBHOOK_SECRET: secrets.carrierWebhook,
    }),
    notifications: readNotificationsConfig({ ...shared, PORT: portOf('notifications') }),
    gateway: readGatewayConfig({
      ...shared,
      PORT: portOf('gateway'),
      USERS_JWKS_URL: `${urlOf('users')}/.well-known/jwks.json`,
      ...Object.fromEntries(subgraphUrls),
    }),
  };
}
