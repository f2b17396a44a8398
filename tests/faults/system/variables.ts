/** The services that own a database each. */
export const SUBGRAPHS = ['users', 'products', 'orders', 'payments', 'shipping', 'notifications'] as const;
export type Subgraph = (typeof SUBGRAPHS)[number];
export type ServiceName = Subgraph | 'gateway' | 'sandbox-provider' | 'carrier-simulator';

/** Time in which an order has to be paid, in s: what nobody pays has ended soon after the load has. */
export const PAYMENT_DEADLINE_SECONDS = 3;

/** Secrets of one run; `key` is what the provider and the carrier are called with. */
export interface Secrets {
  key: string;
  tokens: string;
  signing: string;
}

export interface Addresses {
  /** Of a service, without a path. */
  of(service: ServiceName): string;
  portOf(service: ServiceName): string;
  databaseUrl(service: Subgraph): string;
  amqpUrl(service: Subgraph | 'gateway'): string;
  redisUrl: string;
}

/** Variables of a user's shell, without those by which npm and tests talk to each other. */
const INHERITED = /^(npm_|NODE_OPTIONS|JEST|TEST_|DATABASE_URL|AMQP_URL|REDIS_URL|NODE_EXTRA)/;

interface SystemFacts {
  namespace: string;
  folder: string;
  compileCache: string;
  addresses: Addresses;
  secrets: Secrets;
}

/** The environment of each service. */
export function createVariables({ namespace, folder, compileCache, addresses, secrets }: SystemFacts) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !INHERITED.test(name)));
  const everywhere = {
    ...inherited,
    // Loading costs a third of a start; a crash is to cost what it costs in production, where code is warm.
    NODE_COMPILE_CACHE: compileCache,
    LOG_LEVEL: 'info',
  };
  const shared = {
    ...everywhere,
    NAMESPACE: namespace,
    REDIS_URL: addresses.redisUrl,
    GATEWAY_SIGNING_SECRET: secrets.signing,
    TOKEN_SIGNING_SECRET: secrets.tokens,
    // The clients sign in before the first fault and stay for the whole run.
    ACCESS_TOKEN_SECONDS: '7200',
    PAYMENT_DEADLINE_SECONDS: String(PAYMENT_DEADLINE_SECONDS),
    PRODUCTS_URL: `${addresses.of('products')}/graphql`,
    PAYMENT_PROVIDER_URL: addresses.of('sandbox-provider'),
    PAYMENT_PROVIDER_API_KEY: secrets.key,
    PAYMENT_WEBHOOK_SECRET: secrets.key,
    CARRIER_URL: addresses.of('carrier-simulator'),
    CARRIER_API_KEY: secrets.key,
    CARRIER_WEBHOOK_SECRET: secrets.key,
  };
  const subgraph = (name: Subgraph): Record<string, string | undefined> => ({
    ...shared,
    PORT: addresses.portOf(name),
    DATABASE_URL: addresses.databaseUrl(name),
    AMQP_URL: addresses.amqpUrl(name),
  });
  const gateway = (): Record<string, string | undefined> => ({
    ...shared,
    PORT: addresses.portOf('gateway'),
    AMQP_URL: addresses.amqpUrl('gateway'),
    USERS_JWKS_URL: `${addresses.of('users')}/.well-known/jwks.json`,
    COST_BUCKET: 'off',
    ...Object.fromEntries(
      SUBGRAPHS.map((name) => [`SUBGRAPH_URL_${name.toUpperCase()}`, `${addresses.of(name)}/graphql`]),
    ),
  });
  const sandboxProvider = (): Record<string, string | undefined> => ({
    ...everywhere,
    PORT: addresses.portOf('sandbox-provider'),
    API_KEY: secrets.key,
    JOURNAL_FILE: `${folder}/provider-journal.jsonl`,
    TIMEOUT_MS: '3000',
    TRANSFER_SETTLE_MS: '500',
    WEBHOOK_URL: `${addresses.of('payments')}/webhooks/payments`,
    WEBHOOK_SECRET: secrets.key,
  });
  const carrierSimulator = (): Record<string, string | undefined> => ({
    ...everywhere,
    PORT: addresses.portOf('carrier-simulator'),
    API_KEY: secrets.key,
    JOURNAL_FILE: `${folder}/carrier-journal.jsonl`,
    SHIPPING_SUCCESS_RATE: '0.97',
    DISPATCH_DELAY_MS: '200',
    TRACKING_STEP_MS: '300',
    WEBHOOK_URL: `${addresses.of('shipping')}/webhooks/carrier`,
    WEBHOOK_SECRET: secrets.key,
  });
  return { subgraph, gateway, sandboxProvider, carrierSimulator };
}
