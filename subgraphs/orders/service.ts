import type { Service, ServiceOverrides } from '#platform/lifecycle/service.ts';
import { createSignedClient } from '#platform/subgraph/signed-client.ts';
import { startSubgraph } from '#platform/subgraph/start-subgraph.ts';
import { createCartChanges } from './cart/cart-changes.ts';
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
import { createAdoptGuest } from './guest/adopt-guest.ts';
import { consumes } from './messaging/consumes.ts';
import { createCountryTax } from './pricing/country-tax.ts';
import { createFlatRateShipping } from './pricing/flat-rate-shipping.ts';
import { createUpdatePromotion } from './promotion/update-promotion.ts';
import { createRefundOrder } from './return/refund-order.ts';
import { createReturnItems } from './return/return-items.ts';

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
      const calculators = {
        taxOf: createCountryTax(config.TAX_RATES),
        shippingOf: createFlatRateShipping(config.SHIPPING_RATES),
      };
      const advance = createAdvance(outbox);
      const adoptGuest = createAdoptGuest(database, advance);
      const handlers = {
        placeOrder: createPlaceOrder({ database, priceList, advance, calculators }),
        cancelOrder: createCancelOrder(database, advance),
        returnItems: createReturnItems(database, advance, config.RETURN_DAYS),
        refundOrder: createRefundOrder(database, advance),
        updatePromotion: createUpdatePromotion(database),
        carts: createCartChanges(database, priceList),
        calculators,
        shopCountry: config.SHOP_COUNTRY,
      };
      return {
        resolvers,
        permissions,
        contextOf: (base) => ({
          ...base,
          ...handlers,
          database,
          loaders: createLoaders(database, priceList, base.viewer),
        }),
        consumers: consumes({ advance, adoptGuest, paymentSeconds: config.PAYMENT_DEADLINE_SECONDS }),
        startWorkers: () => [startDeadlines({ database, logger, advance })],
      };
    },
  });
  resources.use(service);
  const owned = resources.move();
  return { name: service.name, url: service.url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
