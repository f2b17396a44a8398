import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import type { Worker } from '#platform/lifecycle/worker.ts';
import { type SubgraphParts, startSubgraph } from '#platform/subgraph/start-subgraph.ts';
import type { PaymentsConfig } from './config.ts';
import type { PaymentsContext } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { permissions } from './graphql/permissions.ts';
import { resolvers } from './graphql/resolvers.ts';
import { paymentsConsumers } from './messaging/consumes.ts';
import { payOrder } from './payment/pay-order.ts';
import { startSettling } from './payment/settling-worker.ts';
import { createHttpPaymentProvider } from './provider/http-payment-provider.ts';
import type { PaymentProvider } from './provider/payment-provider.ts';

function build({ database, outbox, logger }: SubgraphParts, provider: PaymentProvider) {
  let settling: Worker | undefined;
  const parts = { database, outbox, provider, logger, wakeSettling: () => settling?.wake() };
  return {
    resolvers,
    permissions,
    contextOf: (base: Omit<PaymentsContext, 'loaders' | 'payOrder'>): PaymentsContext => ({
      ...base,
      loaders: createLoaders(database, base.viewer),
      payOrder: (command) => payOrder(parts, command),
    }),
    consumers: paymentsConsumers(parts),
    startWorkers() {
      settling = startSettling(parts);
      return [settling];
    },
  };
}

/** Starts the payments service: port 4004 unless the configuration says otherwise. */
export async function createPayments(config: PaymentsConfig, overrides: ServiceOverrides = {}): Promise<Service> {
  await using resources = new AsyncDisposableStack();
  const address = { url: config.PAYMENT_PROVIDER_URL, apiKey: config.PAYMENT_PROVIDER_API_KEY };
  const provider = resources.use(createHttpPaymentProvider(address));
  const folder = new URL('.', import.meta.url);
  const service = await startSubgraph<PaymentsContext>({
    name: 'payments',
    folder,
    config,
    overrides,
    build: (parts) => build(parts, provider),
  });
  // Disposed in reverse: the provider is needed until the last request has been answered.
  resources.use(service);
  const owned = resources.move();
  return { name: service.name, url: service.url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
