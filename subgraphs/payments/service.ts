import type { FastifyInstance } from 'fastify';
import { Counter } from 'prom-client';
import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import type { Worker } from '#platform/lifecycle/worker.ts';
import type { SubgraphContext } from '#platform/subgraph/graphql-handler.ts';
import { type SubgraphParts, startSubgraph } from '#platform/subgraph/start-subgraph.ts';
import type { PaymentsConfig } from './config.ts';
import type { PaymentsContext } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { permissions } from './graphql/permissions.ts';
import { resolvers } from './graphql/resolvers.ts';
import { paymentsConsumers } from './messaging/consumes.ts';
import { payOrder } from './payment/pay-order.ts';
import type { PaymentMethod } from './payment/payment.ts';
import { startSettling } from './payment/settling-worker.ts';
import { createHttpPaymentProvider } from './provider/http-payment-provider.ts';
import type { PaymentProvider } from './provider/payment-provider.ts';
import { providerSettlement } from './provider/provider-settlement.ts';
import { walletSettlement } from './wallet/wallet-settlement.ts';
import { serveWebhook } from './webhook/serve-webhook.ts';
import { takeEvent } from './webhook/take-event.ts';

function build({ database, outbox, logger, metrics }: SubgraphParts, provider: PaymentProvider, webhookSecret: string) {
  let settling: Worker | undefined;
  const byProvider = providerSettlement(provider);
  const settlementOf = (method: PaymentMethod) => (method === 'WALLET' ? walletSettlement : byProvider);
  const parts = { database, outbox, provider, settlementOf, logger, wakeSettling: () => settling?.wake() };
  const refusals = new Counter({
    name: 'payment_refusals_total',
    help: 'Times that the provider has refused to settle a payment or refund; each one needs a person.',
    labelNames: ['state'],
    registers: [metrics.registry],
  });
  return {
    resolvers,
    permissions,
    contextOf: (base: SubgraphContext): PaymentsContext => ({
      ...base,
      database,
      loaders: createLoaders(database, base.viewer),
      payOrder: (command) => payOrder(parts, command),
    }),
    consumers: paymentsConsumers(parts),
    startWorkers() {
      settling = startSettling({ ...parts, refusals });
      return [settling];
    },
    routes: (app: FastifyInstance) =>
      serveWebhook(app, { secret: webhookSecret, take: (event) => takeEvent(parts, event) }),
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
    build: (parts) => build(parts, provider, config.PAYMENT_WEBHOOK_SECRET),
  });
  // Disposed in reverse: the provider is needed until the last request has been answered.
  resources.use(service);
  const owned = resources.move();
  return { name: service.name, url: service.url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
