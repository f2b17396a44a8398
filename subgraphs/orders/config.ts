import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { integer } from '#platform/config/service-config.ts';
import { subgraphVariables } from '#platform/subgraph/subgraph-config.ts';
import { pricingVariables } from './pricing/pricing-variables.ts';

export const ordersVariables = z.object({
  ...subgraphVariables(4003),
  /** Where the products subgraph answers. */
  PRODUCTS_URL: z
    .url({ protocol: /^https?$/, error: 'expected the address of the products service' })
    .default('http://localhost:4002/graphql'),
  /** How long a customer has to pay, in seconds. */
  PAYMENT_DEADLINE_SECONDS: integer(1, 2_592_000).default(900),
  /** How long after its completion an order can be returned, in days. */
  RETURN_DAYS: integer(0, 3_650).default(30),
  ...pricingVariables,
});

export type OrdersConfig = z.infer<typeof ordersVariables>;

/** Reads the service's environment. @throws ConfigError naming the variable */
export const readOrdersConfig = (env: NodeJS.ProcessEnv): OrdersConfig => parseConfig(ordersVariables, env);
