import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import type { Worker } from '#platform/lifecycle/worker.ts';
import { startSubgraph } from '#platform/subgraph/start-subgraph.ts';
import { idOrNone } from '#platform/subgraph/user-errors.ts';
import { createHttpCarrier } from './carrier/http-carrier.ts';
import { serveCarrierWebhook } from './carrier/webhook.ts';
import type { ShippingConfig } from './config.ts';
import type { ShippingContext } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { permissions } from './graphql/permissions.ts';
import { resolvers } from './graphql/resolvers.ts';
import { consumes } from './messaging/consumes.ts';
import { askAboutStep } from './parcel/parcel-store.ts';
import { startAskingCarrier } from './shipment/ask-carrier.ts';
import { recordAnswer } from './shipment/record-answer.ts';

/** Builds and starts the shipping subgraph. */
export function createShipping(config: ShippingConfig, overrides: ServiceOverrides = {}): Promise<Service> {
  return startSubgraph<ShippingContext>({
    name: 'shipping',
    folder: new URL('.', import.meta.url),
    config,
    overrides,
    build({ database, outbox, logger }) {
      const carrier = createHttpCarrier({ url: config.CARRIER_URL, apiKey: config.CARRIER_API_KEY });
      let asking: Worker | undefined;
      const askCarrier = () => asking?.wake();
      const recording = { database, outbox, askCarrier };
      return {
        resolvers,
        permissions,
        contextOf: (base) => ({ ...base, loaders: createLoaders(database, base.viewer) }),
        consumers: consumes({ maxUnits: config.PARCEL_MAX_UNITS, askCarrier }),
        startWorkers() {
          asking = startAskingCarrier({
            database,
            carrier,
            logger,
            record: (parcel, answer) => recordAnswer(recording, parcel, answer),
          });
          return [asking];
        },
        routes(app) {
          serveCarrierWebhook(app, {
            secret: config.CARRIER_WEBHOOK_SECRET,
            async onNews({ reference, step }) {
              const ours = await askAboutStep(database, idOrNone(reference), step);
              askCarrier();
              return ours;
            },
          });
        },
      };
    },
  });
}
