import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { subgraphVariables } from '#platform/subgraph/subgraph-config.ts';

export const paymentsVariables = z.object({
  ...subgraphVariables(4004),
  PAYMENT_PROVIDER_URL: z
    .url({ protocol: /^https?$/, error: 'expected the address of the payment provider, http://host:port' })
    .default('http://localhost:4010'),
  PAYMENT_PROVIDER_API_KEY: z.string().default('sandbox-development-key'),
  /** What the provider signs its webhooks with. */
  PAYMENT_WEBHOOK_SECRET: z.string().default('sandbox-development-secret'),
});

export type PaymentsConfig = z.infer<typeof paymentsVariables>;

/** Reads the service's configuration from the environment. @throws ConfigError naming every wrong variable */
export const readPaymentsConfig = (env: NodeJS.ProcessEnv): PaymentsConfig => parseConfig(paymentsVariables, env);
