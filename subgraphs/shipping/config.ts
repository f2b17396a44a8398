import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { integer } from '#platform/config/service-config.ts';
import { subgraphVariables } from '#platform/subgraph/subgraph-config.ts';

export const shippingVariables = z.object({
  ...subgraphVariables(4005),
  CARRIER_URL: z
    .url({ protocol: /^https?$/, error: 'expected the address of the carrier' })
    .default('http://localhost:4011'),
  CARRIER_API_KEY: z.string().default('sandbox-development-key'),
  CARRIER_WEBHOOK_SECRET: z.string().default('sandbox-development-secret'),
  /** Units that go into one parcel. */
  PARCEL_MAX_UNITS: integer(1, 10_000).default(20),
});

export type ShippingConfig = z.infer<typeof shippingVariables>;

/** Reads the service's environment. @throws ConfigError naming the variable */
export const readShippingConfig = (env: NodeJS.ProcessEnv): ShippingConfig => parseConfig(shippingVariables, env);
