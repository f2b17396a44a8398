import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import { createSignedClient } from '#platform/subgraph/signed-client.ts';
import { startSubgraph } from '#platform/subgraph/start-subgraph.ts';
import { createCartChanges } from './cart/change-cart.ts';
import { createProductsPriceList } from './catalogue/products-price-list.ts';
import { createAdvance } from './checkout/advance.ts';
import { createCancelOrder } from './checkout/cancel-order.ts';
import { startDeadlines } from './checkout/deadlines.ts';
import { createPlaceOrder } from './checkout/place-order.ts';
import type { OrdersConfig } from './config.ts';
import type { OrdersContext } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { permissions } from './graphql/permissions.ts';
import { resolvers } from './graphql/resolvers.ts';
import { consumes } from './messaging/consumes.ts';

/** Longest time for the catalogue to answer, in ms: well within the gateway's own deadline. */
const PRODUCTS_DEADLINE_MS = 3_000;

/** Builds and starts the orders subgraph. */
export async function createOrders(config: OrdersConfig, overrides: ServiceOverrides = {}): Promise<Service> {
  await using resources = new AsyncDisposableStack();
  const service = await startSubgraph<OrdersContext>({
    name: 'orders',
    folder: new URL('.', import.meta.url),
    config,
    overrides,
    build({ database, outbox, logger }) {
      const products = resources.use(
        createSignedClient({
          url: config.PRODUCTS_URL,
          secret: config.GATEWAY_SIGNING_SECRET,
          service: 'orders',
          subgraph: 'products',
          deadlineMs: PRODUCTS_DEADLINE_MS,
          logger,
        }),
      );
      const priceList = createProductsPriceList(products);
      const advance = createAdvance(outbox, { PAYMENT: config.PAYMENT_DEADLINE_SECONDS });
      const handlers = {
        placeOrder: createPlaceOrder({ database, priceList, advance }),
        cancelOrder: createCancelOrder(database, advance),
        carts: createCartChanges(database, priceList),
      };
      return {
        resolvers,
        permissions,
        contextOf: (base) => ({ ...base, ...handlers, database, loaders: createLoaders(database, base.viewer) }),
        consumers: consumes(advance),
        startWorkers: () => [startDeadlines({ database, logger, advance })],
      };
    },
  });
  resources.use(service);
  const owned = resources.move();
  return { name: service.name, url: service.url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
