import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { subgraphVariables } from '#platform/subgraph/subgraph-config.ts';

/** The carrier simulator's defaults, known to everybody. */
const SANDBOX = 'sandbox-development';

const carrierSecret = (suffix: string) =>
  z
    .string()
    .default(`${SANDBOX}-${suffix}`)
    .refine((value) => process.env['NODE_ENV'] !== 'production' || !value.startsWith(SANDBOX), {
      message: "in production the carrier's own must be given",
    });

export const shippingVariables = z.object({
  ...subgraphVariables(4005),
  CARRIER_URL: z
    .url({ protocol: /^https?$/, error: 'expected the address of the carrier' })
    .default('http://localhost:4011'),
  CARRIER_API_KEY: carrierSecret('key'),
  CARRIER_WEBHOOK_SECRET: carrierSecret('secret'),
});

export type ShippingConfig = z.infer<typeof shippingVariables>;

/** Reads the service's environment. @throws ConfigError naming the variable */
export const readShippingConfig = (env: NodeJS.ProcessEnv): ShippingConfig => parseConfig(shippingVariables, env);
